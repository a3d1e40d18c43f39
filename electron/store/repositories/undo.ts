import type { CandleRow } from '../../../shared/domain/candle.ts';
import { runsOf } from '../../../shared/domain/interval.ts';
import type { JobId } from '../../../shared/domain/job.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { DAY, type EpochMs } from '../../../shared/domain/time.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import type { WritableDb } from '../connection.ts';
import type { Statements } from '../statements.ts';
import { CANDLE_COLUMNS } from './candles.ts';
import { createLedgerWriter } from './ledger.ts';
import { createSeriesGrid } from './seriesGrid.ts';

/** Names the batches that stand for an undo: no venue said what they restore. */
const PROVIDER = 'undo';

/** What taking back some pages of a job came to, and where to go on; `next` is null after the last of them. */
export type Undone = Readonly<{
  next: number | null;
  /** Candles that went, and those that have their former values again. */
  removed: number;
  restored: number;
  /** Candles that stayed because something newer than the job has revised them since. */
  kept: number;
}>;

type BatchRow = Readonly<{ id: number; got_from: number | null; got_until: number | null }>;
type Former = readonly [id: number, ...candle: CandleRow, batchId: number];

/** Takes back what the pages of a job stored. */
export function createUndoWriter(db: WritableDb, statements: Statements) {
  const { prepare } = statements;
  const grid = createSeriesGrid(statements);
  const ledger = createLedgerWriter(statements);
  const pages = prepare<[JobId, SeriesId, number, number], BatchRow>(
    'undo.pages',
    `SELECT id, got_from, got_until FROM ingest_batch
      WHERE job_id = ? AND series_id = ? AND id < ? ORDER BY id DESC LIMIT ?`,
  );
  const ofBatch = prepare<[SeriesId, number, number, number], number>(
    'undo.candles',
    `SELECT open_time FROM candle
      WHERE series_id = ? AND open_time >= ? AND open_time < ? AND batch_id = ? ORDER BY open_time`,
    'value',
  );
  const former = prepare<[SeriesId, EpochMs, number], Former>(
    'undo.former',
    `SELECT id, ${CANDLE_COLUMNS}, batch_id FROM candle_revision
      WHERE series_id = ? AND open_time = ? AND replaced_by = ? ORDER BY id DESC LIMIT 1`,
    'arrays',
  );
  const revisedSince = prepare<[SeriesId, number, number, number, JobId], number>(
    'undo.revisedSince',
    `SELECT count(DISTINCT open_time) FROM candle_revision
      WHERE series_id = ? AND open_time >= ? AND open_time < ? AND batch_id = ?
        AND replaced_by NOT IN (SELECT id FROM ingest_batch WHERE job_id = ? OR provider = '${PROVIDER}')`,
    'value',
  );
  const remove = prepare<[SeriesId, EpochMs], never>(
    'undo.remove',
    'DELETE FROM candle WHERE series_id = ? AND open_time = ?',
  );
  const keepUndone = prepare<[EpochMs, number, SeriesId, EpochMs], never>(
    'undo.keepUndone',
    `INSERT INTO candle_revision (series_id, ${CANDLE_COLUMNS}, batch_id, replaced_at, replaced_by)
     SELECT series_id, ${CANDLE_COLUMNS}, batch_id, ?, ? FROM candle WHERE series_id = ? AND open_time = ?`,
  );
  const restore = prepare<[number, number, number, number, number, number, SeriesId, EpochMs], never>(
    'undo.restore',
    `UPDATE candle SET open = ?, high = ?, low = ?, close = ?, volume = ?, batch_id = ?, flags = 0, latency_ms = NULL
      WHERE series_id = ? AND open_time = ?`,
  );
  const takeFromDay = prepare<[number, SeriesId, number], never>(
    'undo.day',
    'UPDATE coverage_day SET candles = candles - ? WHERE series_id = ? AND day = ?',
  );
  const dropEmptyDay = prepare<[SeriesId, number], never>(
    'undo.emptyDay',
    'DELETE FROM coverage_day WHERE series_id = ? AND day = ? AND candles <= 0',
  );
  const takeFromSeries = prepare<[number, SeriesId], never>(
    'undo.count',
    'UPDATE series SET candles = candles - ? WHERE id = ?',
  );
  const addBatch = prepare<[SeriesId, EpochMs, string, number, number], never>(
    'undo.batch',
    `INSERT INTO ingest_batch (series_id, requested_at, provider, request, asked_from, asked_until, rows, inserted,
                               changed, rejected, coverage_ratio, gap_count, quality)
     VALUES (?, ?, '${PROVIDER}', ?, ?, ?, 0, 0, 0, 0, 1, 0, 'ok')`,
  );

  const lose = (seriesId: SeriesId, times: readonly EpochMs[], now: EpochMs): void => {
    for (const time of times) remove.run(seriesId, time);
    for (const [day, lost] of Map.groupBy(times, (time) => Math.floor(time / DAY))) {
      takeFromDay.run(lost.length, seriesId, day);
      dropEmptyDay.run(seriesId, day);
    }
    takeFromSeries.run(times.length, seriesId);
    ledger.lose(seriesId, runsOf(times, durationOf(grid.timeframeOf(seriesId))), now);
  };

  const bringBack = (seriesId: SeriesId, [, ...old]: Former, batch: number, now: EpochMs): void => {
    const [time, open, high, low, close, volume, batchId] = old;
    keepUndone.run(now, batch, seriesId, time);
    restore.run(open, high, low, close, volume, batchId, seriesId, time);
  };

  const undoBatch = (seriesId: SeriesId, jobId: JobId, batch: BatchRow, now: EpochMs) => {
    const { id, got_from: from, got_until: until } = batch;
    if (from === null || until === null) return { removed: 0, restored: 0, kept: 0 };
    const lost: EpochMs[] = [];
    const old: Former[] = [];
    for (const time of ofBatch.all(seriesId, from, until, id)) {
      const before = former.get(seriesId, time, id);
      if (before === undefined) lost.push(time);
      else old.push(before);
    }
    if (old.length > 0) {
      const reason = `undo of job ${jobId}`;
      const undoing = Number(addBatch.run(seriesId, now, reason, from, until).lastInsertRowid);
      for (const one of old) bringBack(seriesId, one, undoing, now);
    }
    if (lost.length > 0) lose(seriesId, lost, now);
    const kept = revisedSince.get(seriesId, from, until, id, jobId) ?? 0;
    return { removed: lost.length, restored: old.length, kept };
  };

  const undo = db.transaction(
    (jobId: JobId, seriesId: SeriesId, before: number, limit: number, now: EpochMs): Undone => {
      const rows = pages.all(jobId, seriesId, before, limit);
      const done = { removed: 0, restored: 0, kept: 0 };
      for (const row of rows) {
        const one = undoBatch(seriesId, jobId, row, now);
        done.removed += one.removed;
        done.restored += one.restored;
        done.kept += one.kept;
      }
      return { ...done, next: rows.length < limit ? null : rows.at(-1)!.id };
    },
  );
  return {
    /**
     * Takes back the `limit` newest pages of a job in one series whose id is below `before`, in one transaction.
     * Candles they brought in are missing again, revised ones get their former values (the undone value becomes a
     * revision itself); what was revised since by somebody else stays. Doing it twice changes nothing more.
     */
    undo: (jobId: JobId, seriesId: SeriesId, before: number, limit: number, now: EpochMs): Undone =>
      undo.immediate(jobId, seriesId, before, limit, now),
  };
}
