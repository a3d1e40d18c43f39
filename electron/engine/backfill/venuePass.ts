import { type CandleColumns, candleRows, candlesFromRows } from '../../../shared/domain/candle.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import { isWaiting } from '../../../shared/domain/gap.ts';
import { type Interval, type IntervalSet, intersect, normalize } from '../../../shared/domain/interval.ts';
import type { JobId, JobPart } from '../../../shared/domain/job.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { closedUntil, durationOf, type Timeframe } from '../../../shared/domain/timeframe.ts';
import { fail, succeed } from '../../../shared/lib/result.ts';
import { objectionText } from '../../../shared/words/feedTrouble.ts';
import type { EngineContext } from '../context.ts';
import type { CandlePage, FeedError, MarketFeed } from '../ports/feed.ts';
import type { LedgerGap, PageOutcome } from '../ports/store.ts';
import { troubleOf } from '../problemOf.ts';
import type { Pass } from './pass.ts';

/** One series at its own venue, and the job that asks for it. */
export type Asking = Readonly<{
  context: EngineContext;
  feed: MarketFeed;
  unified: string;
  part: JobPart;
  jobId: JobId;
  /** What of the part may be asked for at all. */
  range: Interval;
}>;

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

/** What an answer amounts to that has nothing of what was asked for. */
export function offTopic(venue: ExchangeId): FeedError {
  const objection = { code: 'other-time', venue } as const;
  return { kind: 'garbage-answer', transient: true, message: objectionText(objection, 'en'), objection };
}

/** Returns the open times of the gaps of a series that satisfy `isWanted`, inside of `within`. */
export async function gapTimes(
  { store }: Pick<EngineContext, 'store'>,
  { seriesId }: Pick<JobPart, 'seriesId'>,
  within: Interval,
  isWanted: (gap: LedgerGap) => boolean,
): Promise<IntervalSet> {
  const gaps = await store.read.ledgerGaps(seriesId, within.from, within.until);
  return intersect(normalize(gaps.filter(isWanted)), normalize([within]));
}

/** Tells a gap whose second look may be taken now. */
export const isDueForSecondLook =
  (now: number) =>
  (gap: LedgerGap): boolean =>
    gap.state === 'unconfirmed' && !isWaiting(gap, now);

/** Tells what of a page was refused, and what of the stored candles it changed. */
export async function tellOutcome(
  { context, part }: Pick<Asking, 'context' | 'part'>,
  { refused, rejected, changed }: PageOutcome,
): Promise<void> {
  const series = seriesName(part);
  if (refused > 0) {
    const reasons = [...new Set(rejected.map(({ reason }) => reason))];
    const rejection = { type: 'candles-rejected', series, count: refused, reasons } as const;
    await context.journal.event('warning', 'backfill', rejection);
  }
  if (changed > 0) {
    await context.journal.event('info', 'backfill', { type: 'candles-revised', series, count: changed });
  }
}

type How = Readonly<{ secondLook?: boolean; confirms?: boolean }>;

/** Returns how the series' own venue is asked for pages; which ones is the matter of each pass. */
export function askVenue(asking: Asking, how: How): Omit<Pass, 'todo' | 'counts'> {
  const { context, feed, unified, part, jobId, range } = asking;
  const { store, clock, journal, publish } = context;
  const { seriesId, timeframe } = part;
  return {
    pageSize: (from) => feed.pageSize(timeframe, from),
    fetch: async (window, _missing, priority, signal) => {
      const request = { unified, timeframe, ...window, priority };
      const answer = await feed.candles(
        how.secondLook === true ? { ...request, secondLook: true } : request,
        signal,
      );
      if (!answer.ok) return answer;
      const page = answer.value;
      const answered = intersect([page.answered], [range])[0] ?? null;
      const outcome = await store.write.writePage({
        seriesId,
        timeframe,
        candles: wantedOf(page, timeframe, range),
        answered,
        exchangeTime: page.exchangeTime,
        asked: window,
        provider: feed.exchange,
        request: page.request,
        receivedAt: clock.now(),
        jobId,
        ...(how.confirms === true ? { confirms: true } : {}),
      });
      publish('coverage.changed', { seriesIds: [seriesId] });
      await tellOutcome(asking, outcome);
      const settled = answered === null ? [] : intersect([window], [answered]);
      return settled.length === 0
        ? fail(offTopic(feed.exchange))
        : succeed({ settled, stored: outcome.inserted });
    },
    failed: async (window, error) => {
      await store.write.explainGap(
        seriesId,
        { where: [window], cause: 'request-failed', evidence: error.message },
        clock.now(),
      );
      const failure = { type: 'page-failed', series: seriesName(part), trouble: troubleOf(error) } as const;
      await journal.event('warning', 'backfill', failure);
    },
  };
}
