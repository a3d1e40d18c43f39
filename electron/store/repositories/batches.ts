import type { CandleColumns } from '../../../shared/domain/candle.ts';
import type { RejectedCandle } from '../../../shared/domain/candleRules.ts';
import { DAY } from '../../../shared/domain/time.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import type { Statements } from '../statements.ts';
import type { PageWrite } from './page.ts';

/** Kept rejects of one page: enough to see what is wrong, not a second copy of a broken feed. */
export const REJECTS_KEPT = 100;

export type BatchEnd = Readonly<{
  inserted: number;
  changed: number;
  rejected: number;
  /** Open times the answer had to have, and those of them that have no candle now, and the gaps they form. */
  due: number;
  missing: number;
  gaps: number;
  notes: string | null;
}>;

/** Writes the provenance of candles: one row per page, and what of it was refused. */
export function createBatchWriter({ prepare }: Statements) {
  const insertBatch = prepare<[Record<string, unknown>], never>(
    'batch.insert',
    `INSERT INTO ingest_batch (series_id, requested_at, provider, origin, fallback_used, job_id, import_id, request, asked_from,
                               asked_until, got_from, got_until, rows, inserted, changed, rejected, coverage_ratio,
                               gap_count, quality, notes)
     VALUES (@seriesId, @requestedAt, @provider, @origin, @fallbackUsed, @jobId, @importId, @request, @askedFrom,
             @askedUntil, @gotFrom, @gotUntil, @rows, 0, 0, @rejected, 0, 0, 'ok', NULL)`,
  );
  const finishBatch = prepare<[Record<string, unknown>], never>(
    'batch.finish',
    `UPDATE ingest_batch SET inserted = @inserted, changed = @changed, coverage_ratio = @coverage,
                             gap_count = @gaps, quality = @quality, notes = @notes WHERE id = @id`,
  );
  const ofTheDay = prepare<[Record<string, unknown>], number>(
    'batch.ofTheDay',
    `SELECT id FROM ingest_batch
      WHERE series_id = @seriesId AND requested_at >= @day AND requested_at < @day + ${DAY} AND origin = @origin
        AND provider = @provider AND fallback_used = @fallbackUsed AND job_id IS @jobId
      ORDER BY requested_at DESC LIMIT 1`,
    'value',
  );
  const continueBatch = prepare<[Record<string, unknown>], never>(
    'batch.continue',
    `UPDATE ingest_batch
        SET asked_from = min(asked_from, @askedFrom), asked_until = max(asked_until, @askedUntil),
            got_from = min(coalesce(got_from, @gotFrom), coalesce(@gotFrom, got_from)),
            got_until = max(coalesce(got_until, @gotUntil), coalesce(@gotUntil, got_until)),
            rows = rows + @rows, inserted = inserted + @inserted, changed = changed + @changed,
            rejected = rejected + @rejected, coverage_ratio = min(coverage_ratio, @coverage),
            gap_count = gap_count + @gaps, notes = coalesce(@notes, notes),
            quality = CASE WHEN 'rejects' IN (quality, @quality) THEN 'rejects'
                           WHEN 'gaps' IN (quality, @quality) THEN 'gaps' ELSE 'ok' END
      WHERE id = @id`,
  );
  const insertReject = prepare<[number, number, ...(number | null)[], string, number], never>(
    'reject.insert',
    `INSERT INTO rejected_candle (series_id, batch_id, open_time, open, high, low, close, volume, reason, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );

  const knownReject = prepare<[number, number | null, string], number>(
    'reject.known',
    'SELECT 1 FROM rejected_candle WHERE series_id = ? AND open_time IS ? AND reason = ? LIMIT 1',
    'value',
  );

  const keyOf = (page: PageWrite) => ({
    seriesId: page.seriesId,
    provider: page.provider,
    origin: page.origin ?? 'rest',
    fallbackUsed: page.fallbackUsed === true ? 1 : 0,
    jobId: page.jobId ?? null,
  });
  const extentOf = (page: PageWrite, { openTime }: CandleColumns) => {
    const last = openTime.at(-1);
    return {
      askedFrom: page.asked.from,
      askedUntil: page.asked.until,
      gotFrom: openTime[0] ?? null,
      gotUntil: last === undefined ? null : last + durationOf(page.timeframe),
      rows: page.candles.openTime.length,
    };
  };
  const numbersOf = ({ inserted, changed, rejected, due, missing, gaps, notes }: BatchEnd) => ({
    inserted,
    changed,
    coverage: due === 0 ? 1 : Math.max(0, (due - missing) / due),
    gaps,
    quality: rejected > 0 ? 'rejects' : missing > 0 ? 'gaps' : 'ok',
    notes:
      [notes, rejected > 0 ? `${rejected} refused` : null].filter((note) => note !== null).join('; ') || null,
  });

  return {
    /** Returns the id of the batch that the candles of `page` will carry. */
    begin: (page: PageWrite, accepted: CandleColumns, rejected: number): number =>
      Number(
        insertBatch.run({
          ...keyOf(page),
          ...extentOf(page, accepted),
          importId: page.importId ?? null,
          request: page.request,
          requestedAt: page.receivedAt,
          rejected,
        }).lastInsertRowid,
      ),
    /** Returns the batch of the same day, source and job that a rolling page goes on with; null when there is none. */
    ofTheDay: (page: PageWrite): number | null =>
      ofTheDay.get({ ...keyOf(page), day: Math.floor(page.receivedAt / DAY) * DAY }) ?? null,
    /** Returns those, of the first hundred, that no page has been refused for before: once for each reason is enough. */
    newlyRefused: ({ seriesId }: PageWrite, rejected: readonly RejectedCandle[]): RejectedCandle[] =>
      rejected
        .slice(0, REJECTS_KEPT)
        .filter(({ row, reason }) => knownReject.get(seriesId, storable(row[0]), reason) === undefined),
    refuse(batchId: number, page: PageWrite, rejected: readonly RejectedCandle[]): void {
      for (const { row, reason } of rejected) {
        insertReject.run(page.seriesId, batchId, ...row.map(storable), reason, page.receivedAt);
      }
    },
    finish: (id: number, end: BatchEnd): void => {
      finishBatch.run({ id, ...numbersOf(end) });
    },
    /** Adds a page to a batch that was begun by an earlier one. */
    add: (id: number, page: PageWrite, accepted: CandleColumns, end: BatchEnd): void => {
      continueBatch.run({ id, ...extentOf(page, accepted), ...numbersOf(end), rejected: end.rejected });
    },
  };
}

/** SQLite has no NaN or infinity; a refused number that is neither true nor storable is kept as NULL. */
const storable = (value: number): number | null => (Number.isFinite(value) ? value : null);
