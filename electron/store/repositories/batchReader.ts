import type { IngestBatch } from '../../../shared/domain/batch.ts';
import type { JobId } from '../../../shared/domain/job.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { Statements } from '../statements.ts';

type BatchRow = Omit<IngestBatch, 'fallbackUsed'> & Readonly<{ fallbackUsed: 0 | 1 }>;

const BATCH = `
  SELECT b.id, i.exchange, i.symbol, s.timeframe, b.requested_at AS requestedAt, b.provider, b.origin,
         b.fallback_used AS fallbackUsed, b.job_id AS jobId, b.request,
         b.asked_from AS askedFrom, b.asked_until AS askedUntil, b.got_from AS gotFrom, b.got_until AS gotUntil,
         b.rows, b.inserted, b.changed, b.rejected, b.gap_count AS gaps, b.quality, b.notes
    FROM ingest_batch b JOIN series s ON s.id = b.series_id JOIN instrument i ON i.id = s.instrument_id`;

const toBatch = (row: BatchRow): IngestBatch => ({ ...row, fallbackUsed: row.fallbackUsed === 1 });

/** Reads where candles came from: one row per request or file. */
export function createBatchReader({ prepare }: Statements) {
  const ofSeries = prepare<[SeriesId, EpochMs, EpochMs, number], BatchRow>(
    'batch.ofSeries',
    `${BATCH} WHERE b.series_id = ? AND b.requested_at >= ? AND b.requested_at <= ?
      ORDER BY b.requested_at DESC, b.id DESC LIMIT ?`,
  );
  const ofJob = prepare<[JobId, SeriesId, number], BatchRow>(
    'batch.ofJob',
    `${BATCH} WHERE b.job_id = ? AND b.series_id = ? ORDER BY b.requested_at DESC, b.id DESC LIMIT ?`,
  );
  const one = prepare<[number], BatchRow>('batch.get', `${BATCH} WHERE b.id = ?`);
  return {
    /** Batches of one series made in [since, until], newest first. */
    ofSeries: (seriesId: SeriesId, since: EpochMs, until: EpochMs, limit: number): IngestBatch[] =>
      ofSeries.all(seriesId, since, until, limit).map(toBatch),
    /** Batches a job made of one series, newest first. */
    ofJob: (jobId: JobId, seriesId: SeriesId, limit: number): IngestBatch[] =>
      ofJob.all(jobId, seriesId, limit).map(toBatch),
    get(id: number): IngestBatch | null {
      const row = one.get(id);
      return row === undefined ? null : toBatch(row);
    },
  };
}
