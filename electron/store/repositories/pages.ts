import type { CandleColumns } from '../../../shared/domain/candle.ts';
import { checkCandles, type RejectedCandle } from '../../../shared/domain/candleRules.ts';
import { type Interval, intersect, normalize, runsOf, subtract } from '../../../shared/domain/interval.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { DAY, type EpochMs } from '../../../shared/domain/time.ts';
import { durationOf, isOnGrid, type Timeframe } from '../../../shared/domain/timeframe.ts';
import type { WritableDb } from '../connection.ts';
import type { Statements } from '../statements.ts';
import { createCandleWriter } from './candles.ts';
import { candlesIn, createLedgerWriter } from './ledger.ts';

/** One answer of a venue (or one piece of a file) on its way into the store. */
export type PageWrite = Readonly<{
  seriesId: SeriesId;
  timeframe: Timeframe;
  candles: CandleColumns;
  /** Open times the answer speaks for; null for a source that cannot say what it does not have. */
  answered: Interval | null;
  /** Exchange time of the answer: what had not closed by then is refused. */
  exchangeTime: EpochMs;
  asked: Interval;
  provider: string;
  request: string;
  receivedAt: EpochMs;
}>;

export type PageOutcome = Readonly<{
  batchId: number;
  inserted: number;
  changed: number;
  rejected: readonly RejectedCandle[];
  /** Open times in `answered` that still have no candle after this write. */
  stillMissing: number;
}>;

/** Kept rejects of one page: enough to see what is wrong, not a second copy of a broken feed. */
const REJECTS_KEPT = 100;

/** The only door for candles: checks, candles, revisions, both ledgers and the batch, in one transaction. */
export function createPageWriter(db: WritableDb, statements: Statements) {
  const { prepare } = statements;
  const candles = createCandleWriter(statements);
  const ledger = createLedgerWriter(statements);
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
  const insertReject = prepare<[SeriesId, number, ...(number | null)[], string, number], never>(
    'reject.insert',
    `INSERT INTO rejected_candle (series_id, batch_id, open_time, open, high, low, close, volume, reason, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const addToDay = prepare<[SeriesId, number, number], never>(
    'coverage.add',
    `INSERT INTO coverage_day (series_id, day, candles) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET candles = candles + excluded.candles`,
  );
  const addToSeries = prepare<[number, SeriesId], never>(
    'series.addCandles',
    'UPDATE series SET candles = candles + ? WHERE id = ?',
  );

  const countDays = (seriesId: SeriesId, times: readonly number[]): void => {
    const days = new Map<number, number>();
    for (const time of times) {
      const day = Math.floor(time / DAY);
      days.set(day, (days.get(day) ?? 0) + 1);
    }
    for (const [day, count] of days) addToDay.run(seriesId, day, count);
    if (times.length > 0) addToSeries.run(times.length, seriesId);
  };

  /** Updates the gap ledger and returns what is still missing of what was answered. */
  const settleLedger = (
    page: PageWrite,
    accepted: CandleColumns,
    refused: readonly RejectedCandle[],
  ): Interval[] => {
    const step = durationOf(page.timeframe);
    const filled = runsOf(accepted.openTime, step);
    const answered = page.answered === null ? [] : normalize([page.answered]);
    const spans = normalize([...filled, ...answered]);
    if (spans.length === 0) return [];
    const now = page.receivedAt;
    ledger.extend(page.seriesId, { from: spans[0]!.from, until: spans.at(-1)!.until }, now);
    ledger.fill(page.seriesId, filled);
    const missing = intersect(
      answered,
      ledger
        .gaps(page.seriesId, spans[0]!.from, spans.at(-1)!.until)
        .map(({ from, until }) => ({ from, until })),
    );
    const refusedAt = intersect(
      missing,
      normalize(
        refused
          .filter(({ row }) => isOnGrid(page.timeframe, row[0]))
          .map(({ row }) => ({ from: row[0], until: row[0] + step })),
      ),
    );
    const reasons = [...new Set(refused.map(({ reason }) => reason))].join(', ');
    ledger.explain(
      page.seriesId,
      { where: refusedAt, cause: 'rejected', evidence: `${page.request}: refused as ${reasons}` },
      now,
    );
    ledger.explain(
      page.seriesId,
      {
        where: subtract(missing, refusedAt),
        cause: 'exchange-empty',
        evidence: `${page.request}: answered without these candles`,
      },
      now,
    );
    return [...missing];
  };

  const beginBatch = (page: PageWrite, { openTime }: CandleColumns, rejected: number): number => {
    const gotUntil = openTime.length === 0 ? null : openTime.at(-1)! + durationOf(page.timeframe);
    return Number(
      insertBatch.run({
        seriesId: page.seriesId,
        requestedAt: page.receivedAt,
        provider: page.provider,
        request: page.request,
        askedFrom: page.asked.from,
        askedUntil: page.asked.until,
        gotFrom: openTime[0] ?? null,
        gotUntil,
        rows: page.candles.openTime.length,
        rejected,
      }).lastInsertRowid,
    );
  };

  const write = db.transaction((page: PageWrite): PageOutcome => {
    const { accepted, rejected } = checkCandles(page.candles, page.timeframe, page.exchangeTime);
    const batchId = beginBatch(page, accepted, rejected.length);
    const { inserted, changed } = candles.upsert(page.seriesId, accepted, batchId, page.receivedAt);
    countDays(page.seriesId, inserted);
    for (const { row, reason } of rejected.slice(0, REJECTS_KEPT)) {
      insertReject.run(page.seriesId, batchId, ...row.map(storable), reason, page.receivedAt);
    }
    const missing = settleLedger(page, accepted, rejected);
    const step = durationOf(page.timeframe);
    const stillMissing = candlesIn(missing, step);
    const due = page.answered === null ? accepted.openTime.length : candlesIn([page.answered], step);
    finishBatch.run({
      id: batchId,
      inserted: inserted.length,
      changed,
      coverage: due === 0 ? 1 : Math.max(0, (due - stillMissing) / due),
      gaps: missing.length,
      quality: qualityOf(rejected.length, stillMissing),
      notes: rejected.length > 0 ? `${rejected.length} refused` : null,
    });
    return {
      batchId,
      inserted: inserted.length,
      changed,
      rejected: rejected.slice(0, REJECTS_KEPT),
      stillMissing,
    };
  });

  return {
    /** Stores one page and returns what it changed; writing the same page again changes no candle and no ledger. */
    write: (page: PageWrite): PageOutcome => write.immediate(page),
  };
}

const qualityOf = (rejected: number, missing: number): string =>
  rejected > 0 ? 'rejects' : missing > 0 ? 'gaps' : 'ok';

/** SQLite has no NaN or infinity; a refused number that is neither true nor storable is kept as NULL. */
const storable = (value: number): number | null => (Number.isFinite(value) ? value : null);
