import type { IngestBatch } from '../../../shared/domain/batch.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { Statements } from '../statements.ts';

/** Reads where candles came from: one row per request or file. */
export function createBatchReader({ prepare }: Statements) {
  const ofSeries = prepare<[SeriesId, EpochMs, EpochMs, number], IngestBatch>(
    'batch.ofSeries',
    `SELECT b.id, i.exchange, i.symbol, s.timeframe, b.requested_at AS requestedAt, b.provider, b.request,
            b.asked_from AS askedFrom, b.asked_until AS askedUntil, b.got_from AS gotFrom, b.got_until AS gotUntil,
            b.rows, b.inserted, b.changed, b.rejected, b.gap_count AS gaps, b.quality, b.notes
       FROM ingest_batch b JOIN series s ON s.id = b.series_id JOIN instrument i ON i.id = s.instrument_id
      WHERE b.series_id = ? AND b.requested_at >= ? AND b.requested_at <= ?
      ORDER BY b.requested_at DESC, b.id DESC LIMIT ?`,
  );
  return {
    /** Batches of one series made in [since, until], newest first. */
    ofSeries: (seriesId: SeriesId, since: EpochMs, until: EpochMs, limit: number): IngestBatch[] =>
      ofSeries.all(seriesId, since, until, limit),
  };
}
