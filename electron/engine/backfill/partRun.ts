import { type CandleColumns, candleRows, candlesFromRows } from '../../../shared/domain/candle.ts';
import {
  type Interval,
  type IntervalSet,
  intersect,
  normalize,
  subtract,
  union,
} from '../../../shared/domain/interval.ts';
import type { JobPart, JobState } from '../../../shared/domain/job.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { SECOND } from '../../../shared/domain/time.ts';
import { closedUntil, durationOf, type Timeframe } from '../../../shared/domain/timeframe.ts';
import type { EngineContext } from '../context.ts';
import type { CandlePage, FeedError, MarketFeed } from '../ports/feed.ts';
import type { LedgerGap } from '../ports/store.ts';
import { candlesIn, nextPage } from './pagePlan.ts';

/** Pages in a row that may fail before the venue is taken to be out of reach and the part stops asking. */
const FAILURES_IN_A_ROW = 4;

/** A candle that closed a moment ago may not have reached the venue's history: it is left to the next backfill. */
const SETTLE_MS = 5 * SECOND;

export type PartProgress = Pick<JobPart, 'total' | 'settled' | 'stored' | 'requests' | 'reached' | 'problem'>;

/** One page to fetch: the window to ask for, and what is missing in it. */
export type PageTask = Readonly<{ window: Interval; missing: IntervalSet; secondLook: boolean }>;

/** How a part ended. */
export type PartEnd = Extract<JobState, 'done' | 'incomplete' | 'failed'>;

/**
 * Downloads what one series lacks in one range. The gap ledger is its only memory: what is open there is left to do,
 * so a run that is killed goes on where it was, and nothing that is stored is asked for twice. First everything that
 * is open is fetched once, newest first; then what the venue had nothing for gets a second look.
 */
export interface PartRun {
  readonly part: JobPart;
  readonly progress: PartProgress;
  /** The next page that nobody is fetching, or null when there is none at this moment. */
  take(): PageTask | null;
  /** Fetches and stores one page taken before. Rejects with a StoreError only. */
  fetch(task: PageTask, isFocus: boolean, signal: AbortSignal): Promise<void>;
  /** Moves to the next pass, or tells how it ended; only when no page is being fetched. */
  advance(): Promise<PartEnd | null>;
}

/**
 * Leaves out what was not asked for: the candle before the range, which a page overlaps by, and the one that is still
 * forming. The one after that goes too, because `exchangeTime` is the earliest moment the answer can be from; anything
 * further in the future stays in, for the store to refuse and report.
 */
function wantedOf(
  { candles, exchangeTime }: CandlePage,
  timeframe: Timeframe,
  range: Interval,
): CandleColumns {
  const forming = closedUntil(timeframe, exchangeTime);
  const isUnwanted = (time: number): boolean =>
    time < range.from || (time >= forming ? time <= forming + durationOf(timeframe) : time >= range.until);
  if (!candles.openTime.some(isUnwanted)) return candles;
  return candlesFromRows(candleRows(candles).filter(([time]) => !isUnwanted(time)));
}

/** Prepares a part: makes the ledger answer for its range and reads from it what is to be done. */
export async function startPartRun(
  context: EngineContext,
  feed: MarketFeed,
  unified: string,
  part: JobPart,
): Promise<PartRun> {
  const { store, clock, journal, publish } = context;
  const { seriesId, timeframe } = part;
  const step = durationOf(timeframe);
  const name = seriesName(part);
  const range = {
    from: part.from,
    until: Math.min(part.until, closedUntil(timeframe, feed.now() - SETTLE_MS)),
  };
  if (range.from < range.until) await store.write.extendLedger(seriesId, range, clock.now());

  const missing = async (state: LedgerGap['state'], within: Interval = range): Promise<IntervalSet> => {
    const gaps = await store.read.ledgerGaps(seriesId, within.from, within.until);
    return intersect(normalize(gaps.filter((gap) => gap.state === state)), normalize([within]));
  };

  let secondLook = false;
  let todo = await missing('open');
  let busy: IntervalSet = [];
  let failed: IntervalSet = [];
  let failures = 0;
  let refused: FeedError | null = null;

  const found = candlesIn(todo, step);
  // A part that has not asked for anything yet was estimated; one that goes on keeps what it began with.
  const total = part.requests === 0 ? found : Math.max(part.total, found);
  const progress: { -readonly [K in keyof PartProgress]: PartProgress[K] } = {
    total,
    settled: total - found,
    stored: part.stored,
    requests: part.requests,
    reached: part.reached,
    problem: null,
  };

  const count = (): void => {
    const open = secondLook ? [] : union(todo, busy);
    progress.settled = Math.max(0, total - candlesIn(union(open, failed), step));
  };

  const keep = async (task: PageTask, page: CandlePage): Promise<void> => {
    const answered = intersect([page.answered], [range])[0] ?? null;
    const outcome = await store.write.writePage({
      seriesId,
      timeframe,
      candles: wantedOf(page, timeframe, range),
      answered,
      exchangeTime: page.exchangeTime,
      asked: task.window,
      provider: feed.exchange,
      request: page.request,
      receivedAt: clock.now(),
    });
    progress.stored += outcome.inserted;
    publish('coverage.changed', { seriesIds: [seriesId] });
    if (outcome.refused > 0) {
      const reasons = [...new Set(outcome.rejected.map(({ reason }) => reason))].join(', ');
      await journal.event(
        'warning',
        'backfill',
        'candles-rejected',
        `${name}: ${outcome.refused} candles refused (${reasons})`,
      );
    }
    if (outcome.changed > 0) {
      await journal.event(
        'info',
        'backfill',
        'candles-revised',
        `${name}: ${outcome.changed} candles revised by the venue`,
      );
    }
    const settled = answered === null ? [] : intersect([task.window], [answered]);
    if (settled.length === 0) {
      await giveUp(task, {
        kind: 'garbage-answer',
        transient: true,
        message: 'the answer was for another time',
      });
      return;
    }
    failures = 0;
    progress.reached = task.window.from;
    // The rest of the window, if the answer stopped short of it, goes back to what is to be done.
    const left = await missing(task.secondLook ? 'unconfirmed' : 'open', task.window);
    todo = union(todo, subtract(left, settled));
  };

  const giveUp = async (task: PageTask, error: FeedError): Promise<void> => {
    failures += 1;
    progress.problem = error.message;
    failed = union(failed, task.missing);
    if (!error.transient) refused = error;
    await store.write.explainGap(
      seriesId,
      { where: [task.window], cause: 'request-failed', evidence: error.message },
      clock.now(),
    );
    await journal.event('warning', 'backfill', 'page-failed', `${name}: ${error.message}`);
  };

  const finish = (): PartEnd => {
    if (refused !== null) return 'failed';
    return failed.length > 0 || todo.length > 0 ? 'incomplete' : 'done';
  };

  return {
    part,
    progress,
    take: () => {
      if (refused !== null || failures >= FAILURES_IN_A_ROW) return null;
      const window = nextPage(todo, step, (from) => feed.pageSize(timeframe, from));
      if (window === null) return null;
      const task = { window, missing: intersect(todo, [window]), secondLook };
      todo = subtract(todo, task.missing);
      busy = union(busy, task.missing);
      return task;
    },
    fetch: async (task, isFocus, signal) => {
      try {
        progress.requests += 1;
        const request = {
          unified,
          timeframe,
          ...task.window,
          priority: isFocus ? 'focus' : 'history',
        } as const;
        const answer = await feed.candles(
          task.secondLook ? { ...request, secondLook: true } : request,
          signal,
        );
        if (answer.ok) await keep(task, answer.value);
        else if (answer.error.kind !== 'cancelled') await giveUp(task, answer.error);
        else todo = union(todo, task.missing);
      } catch (error) {
        todo = union(todo, task.missing);
        throw error;
      } finally {
        busy = subtract(busy, task.missing);
        count();
      }
    },
    advance: async () => {
      if (refused !== null || failures >= FAILURES_IN_A_ROW) return finish();
      if (todo.length > 0) return null;
      // The ledger has the last word: the trader may have opened gaps again that this run had passed.
      todo = subtract(await missing('open'), failed);
      if (todo.length > 0) {
        secondLook = false;
        return null;
      }
      if (secondLook) return finish();
      secondLook = true;
      todo = subtract(await missing('unconfirmed'), failed);
      return todo.length === 0 ? finish() : null;
    },
  };
}
