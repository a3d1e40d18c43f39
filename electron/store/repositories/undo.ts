import type { CandleRow } from '../../../shared/domain/candle.ts';
import { TAKEN_BACK_MS } from '../../../shared/domain/gap.ts';
import { runsOf } from '../../../shared/domain/interval.ts';
import type { JobId } from '../../../shared/domain/job.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import type { WritableDb } from '../connection.ts';
import type { Statements } from '../statements.ts';
import { createCandleRemoval } from './candleRemoval.ts';
import { CANDLE_COLUMNS } from './candles.ts';
import { createSeriesGrid } from './seriesGrid.ts';
import { createStaleWriter } from './stale.ts';

/** Names the batches that stand for an undo: no venue said what they restore. */
const PROVIDER = 'undo';

/** Candles after which a transaction ends before the next page: one file of the archive holds a month of minutes. */
const ENOUGH_CANDLES = 10_000;

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

/** What the batches to take back belong to: a job, or a run of imported files. */
type Owner = Readonly<{ column: 'job_id' | 'import_id'; word: string }>;

/** Takes back what jobs and imports stored. */
export const createUndoWriter = (db: WritableDb, statements: Statements) => ({
  job: createUndoOf<JobId>(db, statements, { column: 'job_id', word: 'job' }),
  import: createUndoOf<number>(db, statements, { column: 'import_id', word: 'import' }),
});

function createUndoOf<Id extends JobId | number>(
  db: WritableDb,
  statements: Statements,
  { column, word }: Owner,
) {
  const { prepare } = statements;
  const grid = createSeriesGrid(statements);
  const removal = createCandleRemoval(statements);
  const stale = createStaleWriter(statements);
  const pages = prepare<[Id, SeriesId, number, number], BatchRow>(
    `undo.pages.${column}`,
    `SELECT id, got_from, got_until FROM ingest_batch
      WHERE ${column} = ? AND series_id = ? AND id < ? ORDER BY id DESC LIMIT ?`,
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
  const revisedSince = prepare<[SeriesId, number, number, number, Id], number>(
    `undo.revisedSince.${column}`,
    `SELECT count(DISTINCT open_time) FROM candle_revision
      WHERE series_id = ? AND open_time >= ? AND open_time < ? AND batch_id = ?
        AND replaced_by NOT IN (SELECT id FROM ingest_batch WHERE ${column} = ? OR provider = '${PROVIDER}')`,
    'value',
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
  const addBatch = prepare<[SeriesId, EpochMs, string, number, number], never>(
    'undo.batch',
    `INSERT INTO ingest_batch (series_id, requested_at, provider, request, asked_from, asked_until, rows, inserted,
                               changed, rejected, coverage_ratio, gap_count, quality)
     VALUES (?, ?, '${PROVIDER}', ?, ?, ?, 0, 0, 0, 0, 1, 0, 'ok')`,
  );

  const bringBack = (seriesId: SeriesId, [, ...old]: Former, batch: number, now: EpochMs): void => {
    const [time, open, high, low, close, volume, batchId] = old;
    keepUndone.run(now, batch, seriesId, time);
    restore.run(open, high, low, close, volume, batchId, seriesId, time);
  };

  const undoBatch = (seriesId: SeriesId, owner: Id, batch: BatchRow, now: EpochMs) => {
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
      const reason = `undo of ${word} ${owner}`;
      const undoing = Number(addBatch.run(seriesId, now, reason, from, until).lastInsertRowid);
      for (const one of old) bringBack(seriesId, one, undoing, now);
    }
    if (lost.length > 0) removal.remove(seriesId, lost, now, now + TAKEN_BACK_MS);
    stale.changed(
      seriesId,
      runsOf(
        old.map(([, time]) => time),
        durationOf(grid.timeframeOf(seriesId)),
      ),
    );
    const kept = revisedSince.get(seriesId, from, until, id, owner) ?? 0;
    return { removed: lost.length, restored: old.length, kept };
  };

  const undo = db.transaction(
    (owner: Id, seriesId: SeriesId, before: number, limit: number, now: EpochMs): Undone => {
      const rows = pages.all(owner, seriesId, before, limit);
      const done = { removed: 0, restored: 0, kept: 0 };
      let left = rows.length;
      for (const row of rows) {
        if (done.removed + done.restored >= ENOUGH_CANDLES) break;
        left -= 1;
        const one = undoBatch(seriesId, owner, row, now);
        done.removed += one.removed;
        done.restored += one.restored;
        done.kept += one.kept;
      }
      return { ...done, next: left === 0 && rows.length < limit ? null : rows.at(-1 - left)!.id };
    },
  );
  return {
    /**
     * Takes back the newest pages, at most `limit`, of a job or an import in one series whose id is below `before`, in one
     * transaction. Candles they brought in are missing again, revised ones get their former values (the undone value
     * becomes a revision itself); what was revised since by somebody else stays. Doing it twice changes nothing more.
     */
    undo: (owner: Id, seriesId: SeriesId, before: number, limit: number, now: EpochMs): Undone =>
      undo.immediate(owner, seriesId, before, limit, now),
  };
}
