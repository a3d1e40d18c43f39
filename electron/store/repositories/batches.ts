import type { CandleColumns } from '../../../shared/domain/candle.ts';
import type { RejectedCandle } from '../../../shared/domain/candleRules.ts';
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
}>;

/** Writes the provenance of candles: one row per page, and what of it was refused. */
export function createBatchWriter({ prepare }: Statements) {
  const insertBatch = prepare<[Record<string, unknown>], never>(
    'batch.insert',
    `INSERT INTO ingest_batch (series_id, requested_at, provider, request, asked_from, asked_until, got_from,
                               got_until, rows, inserted, changed, rejected, coverage_ratio, gap_count, quality, notes)
     VALUES (@seriesId, @requestedAt, @provider, @request, @askedFrom, @askedUntil, @gotFrom,
             @gotUntil, @rows, 0, 0, @rejected, 0, 0, 'ok', NULL)`,
  );
  const finishBatch = prepare<[Record<string, unknown>], never>(
    'batch.finish',
    `UPDATE ingest_batch SET inserted = @inserted, changed = @changed, coverage_ratio = @coverage,
                             gap_count = @gaps, quality = @quality, notes = @notes WHERE id = @id`,
  );
  const insertReject = prepare<[number, number, ...(number | null)[], string, number], never>(
    'reject.insert',
    `INSERT INTO rejected_candle (series_id, batch_id, open_time, open, high, low, close, volume, reason, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );

  return {
    /** Returns the id of the batch that the candles of `page` will carry. */
    begin(page: PageWrite, { openTime }: CandleColumns, rejected: number): number {
      const last = openTime.at(-1);
      const row = insertBatch.run({
        seriesId: page.seriesId,
        requestedAt: page.receivedAt,
        provider: page.provider,
        request: page.request,
        askedFrom: page.asked.from,
        askedUntil: page.asked.until,
        gotFrom: openTime[0] ?? null,
        gotUntil: last === undefined ? null : last + durationOf(page.timeframe),
        rows: page.candles.openTime.length,
        rejected,
      });
      return Number(row.lastInsertRowid);
    },
    refuse(batchId: number, page: PageWrite, rejected: readonly RejectedCandle[]): void {
      for (const { row, reason } of rejected.slice(0, REJECTS_KEPT)) {
        insertReject.run(page.seriesId, batchId, ...row.map(storable), reason, page.receivedAt);
      }
    },
    finish(id: number, { inserted, changed, rejected, due, missing, gaps }: BatchEnd): void {
      finishBatch.run({
        id,
        inserted,
        changed,
        coverage: due === 0 ? 1 : Math.max(0, (due - missing) / due),
        gaps,
        quality: rejected > 0 ? 'rejects' : missing > 0 ? 'gaps' : 'ok',
        notes: rejected > 0 ? `${rejected} refused` : null,
      });
    },
  };
}

/** SQLite has no NaN or infinity; a refused number that is neither true nor storable is kept as NULL. */
const storable = (value: number): number | null => (Number.isFinite(value) ? value : null);
