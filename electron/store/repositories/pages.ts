import type { CandleColumns } from '../../../shared/domain/candle.ts';
import { checkCandles, type RejectedCandle } from '../../../shared/domain/candleRules.ts';
import {
  type IntervalSet,
  intersect,
  normalize,
  runsOf,
  subtract,
  union,
} from '../../../shared/domain/interval.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { DAY, HOUR } from '../../../shared/domain/time.ts';
import {
  closedUntil,
  durationOf,
  isOnGrid,
  snapToGrid,
  type Timeframe,
} from '../../../shared/domain/timeframe.ts';
import type { WritableDb } from '../connection.ts';
import { StoreError } from '../errors.ts';
import type { Statements } from '../statements.ts';
import { type BatchEnd, createBatchWriter, REJECTS_KEPT } from './batches.ts';
import { type CandleChanges, createCandleWriter } from './candleWriter.ts';
import { candlesIn, createLedgerWriter, missingIn } from './ledger.ts';
import type { PageOutcome, PageWrite } from './page.ts';
import { createRepacker } from './repack.ts';
import { createSeriesGrid } from './seriesGrid.ts';
import { createStaleWriter } from './stale.ts';

export type { PageOutcome, PageWrite } from './page.ts';

/** What had been closed for this long is not missing because the venue is late with it. */
const SETTLED_AFTER_MS = HOUR;

/** A candle that is older than this when it comes says nothing about how fast candles come. */
const LONGEST_LATENCY_MS = HOUR;

/** The only door for candles: checks, candles, revisions, both ledgers and the batch, in one transaction. */
export function createPageWriter(db: WritableDb, statements: Statements) {
  const { prepare } = statements;
  const grid = createSeriesGrid(statements);
  const batches = createBatchWriter(statements);
  const candles = createCandleWriter(statements);
  const ledger = createLedgerWriter(statements);
  const repacker = createRepacker(statements);
  const stale = createStaleWriter(statements);
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
    answered: IntervalSet,
    accepted: CandleColumns,
    refused: readonly RejectedCandle[],
    batch: () => number,
  ): IntervalSet => {
    const { seriesId, request, receivedAt: now } = page;
    const settledBefore = closedUntil(page.timeframe, page.exchangeTime - SETTLED_AFTER_MS);
    const filled = runsOf(accepted.openTime, durationOf(page.timeframe));
    const spans = normalize([...filled, ...answered]);
    if (spans.length === 0) return [];
    ledger.extend(seriesId, { from: spans[0]!.from, until: spans.at(-1)!.until }, now);
    ledger.fill(seriesId, filled);
    const [span] = answered;
    if (span === undefined) return [];
    const missing = missingIn(ledger.gaps(seriesId, span.from, span.until), answered);
    const refusedAt = intersect(missing, openTimesOf(refused, page.timeframe));
    const reasons = [...new Set(refused.map(({ reason }) => reason))].join(', ');
    ledger.explain(
      seriesId,
      { where: refusedAt, cause: 'rejected', evidence: `${request}: refused as ${reasons}`, settledBefore },
      now,
      batch,
    );
    ledger.explain(
      seriesId,
      {
        where: subtract(missing, refusedAt),
        cause: 'exchange-empty',
        evidence: `${request}: answered without these candles`,
        settledBefore,
      },
      now,
      batch,
    );
    return missing;
  };

  /** The batch of a page: of its own, or for a rolling page the day's, taken up only when there is something to keep. */
  const createBatchOf = (page: PageWrite, accepted: CandleColumns, rejected: number) => {
    let id: number | null = null;
    let isContinued = false;
    const take = (): number => {
      if (id !== null) return id;
      const earlier = page.rolling === true ? batches.ofTheDay(page) : null;
      isContinued = earlier !== null;
      id = earlier ?? batches.begin(page, accepted, rejected);
      return id;
    };
    return {
      id: take,
      end: (end: BatchEnd): number | null => {
        if (page.rolling !== true) take();
        if (id === null) return null;
        if (isContinued) batches.add(id, page, accepted, end);
        else batches.finish(id, end);
        return id;
      },
    };
  };

  const keepLatency = (page: PageWrite, inserted: readonly number[], step: number): void => {
    for (const openTime of inserted) {
      const latency = page.receivedAt - (openTime + step);
      // Older than that, it did not just close: it was fetched because it had been missed.
      if (latency <= LONGEST_LATENCY_MS) candles.setLatency(page.seriesId, openTime, Math.max(0, latency));
    }
  };

  const confirm = (page: PageWrite, { inserted, changed, equal }: CandleChanges, step: number): number => {
    const isAnswer = (page.origin ?? 'rest') === 'rest';
    const times = isAnswer ? [...inserted, ...changed, ...equal].toSorted((a, b) => a - b) : equal;
    return candles.confirm(page.seriesId, runsOf(times, step));
  };

  const write = db.transaction((page: PageWrite): PageOutcome => {
    const { seriesId, timeframe, receivedAt } = page;
    if (grid.timeframeOf(seriesId) !== timeframe) {
      throw new StoreError('invalid-request', `series ${seriesId} does not hold ${timeframe} candles`);
    }
    const step = durationOf(timeframe);
    const { accepted, rejected } = checkCandles(page.candles, timeframe, page.exchangeTime);
    const anew = batches.newlyRefused(page, rejected);
    // A live page comes every minute, and with it the same candle that was refused a minute ago.
    const refused = page.rolling === true ? anew.length : rejected.length;
    const batch = createBatchOf(page, accepted, refused);
    const changes = candles.upsert(seriesId, accepted, step, batch.id, receivedAt, page.keepStored);
    const { inserted, changed, kept } = changes;
    countDays(seriesId, inserted);
    repacker.noteInserted(seriesId, inserted);
    if (anew.length > 0) batches.refuse(batch.id(), page, anew);
    if (page.isLive === true) keepLatency(page, inserted, step);
    const answered = answerable(page);
    const missing = settleLedger(page, answered, accepted, rejected, batch.id);
    const stillMissing = candlesIn(missing, step);
    // A coarser candle may be whole without these, once it is known that there are none.
    stale.changed(seriesId, union(touchedBy(inserted, changed, step), missing));
    const batchId = batch.end({
      inserted: inserted.length,
      changed: changed.length,
      rejected: refused,
      due: page.answered === null ? accepted.openTime.length : candlesIn(answered, step),
      missing: stillMissing,
      gaps: missing.length,
      notes: page.notes ?? null,
    });
    return {
      batchId,
      inserted: inserted.length,
      changed: changed.length,
      kept: kept.length,
      confirmed: page.confirms === true ? confirm(page, changes, step) : 0,
      refused: rejected.length,
      refusedAnew: anew,
      rejected: rejected.slice(0, REJECTS_KEPT),
      stillMissing,
    };
  });

  return {
    /** Stores one page and returns what it changed; writing the same page again changes no candle and no ledger. */
    write: (page: PageWrite): PageOutcome => write.immediate(page),
  };
}

/** Returns the open times at which a page stored something. */
function touchedBy(inserted: readonly number[], changed: readonly number[], step: number): IntervalSet {
  if (changed.length === 0) return runsOf(inserted, step);
  return runsOf(
    [...inserted, ...changed].toSorted((a, b) => a - b),
    step,
  );
}

/** What had not closed when the answer was made cannot be missing from it. */
function answerable({ answered, timeframe, exchangeTime }: PageWrite): IntervalSet {
  if (answered === null) return [];
  const { from, until } = snapToGrid(timeframe, answered);
  return normalize([{ from, until: Math.min(until, closedUntil(timeframe, exchangeTime)) }]);
}

const openTimesOf = (refused: readonly RejectedCandle[], timeframe: Timeframe): IntervalSet =>
  normalize(
    refused
      .filter(({ row }) => isOnGrid(timeframe, row[0]))
      .map(({ row: [openTime] }) => ({ from: openTime, until: openTime + durationOf(timeframe) })),
  );
