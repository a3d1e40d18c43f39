import {
  type CandleColumns,
  type CandleRow,
  candleRows,
  candlesFromRows,
} from '../../../shared/domain/candle.ts';
import { EXCHANGES, type ExchangeId } from '../../../shared/domain/exchange.ts';
import type { SourceObjection } from '../../../shared/domain/feedTrouble.ts';
import type { Instrument } from '../../../shared/domain/instrument.ts';
import { type Interval, type IntervalSet, intersect } from '../../../shared/domain/interval.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import { fail, type Result, succeed } from '../../../shared/lib/result.ts';
import { objectionText } from '../../../shared/words/feedTrouble.ts';
import type { Pass } from '../backfill/pass.ts';
import type { Asking } from '../backfill/venuePass.ts';
import type { FeedError, FeedPriority, MarketFeed } from '../ports/feed.ts';
import { troubleOf } from '../problemOf.ts';

/**
 * Greatest difference between the prices of one contract at two venues. Perpetuals of one coin stay within a few per
 * cent even on a bad day; a contract over a thousand coins, or one that was redenominated, does not.
 */
const PRICE_TOLERANCE = 0.1;

export const otherVenue = (exchange: ExchangeId): ExchangeId => EXCHANGES.find((one) => one !== exchange)!;

/** What this program does not take, and what it could not look at well enough to take. */
const refused = (message: string): FeedError => ({ kind: 'refused', transient: true, message });
const objected = (objection: SourceObjection): FeedError => ({
  ...refused(objectionText(objection, 'en')),
  objection,
});

/** Says what is wrong with taking the prices of `theirs` for `ours`, two candles of one moment; null when nothing is. */
function priceObjection(ours: CandleRow, theirs: CandleRow, venue: ExchangeId): FeedError | null {
  const difference = Math.abs(theirs[4] / ours[4] - 1);
  if (difference <= PRICE_TOLERANCE) return null;
  const percent = Math.round(difference * 100);
  return objected({ code: 'other-terms', venue, theirs: theirs[4], ours: ours[4], percent });
}

/** A candle in which nobody traded is not a better answer than none (Binance lists flat ones during an outage). */
const wasTraded = ([, , , , , volume]: CandleRow): boolean => volume > 0;

const isIn = (set: IntervalSet, time: number): boolean =>
  set.some(({ from, until }) => time >= from && time < until);

/**
 * Asks the other venue for what this one has confirmed to be empty. Its candles are stored with its name and marked as
 * a fallback; open times it has nothing for stay as they were. Null when it does not have the contract.
 */
export async function secondSourcePass(
  asking: Asking,
  instrument: Instrument,
  todo: Pass['todo'],
  signal: AbortSignal,
): Promise<Pass | null> {
  const { context, part, jobId } = asking;
  const { store, clock, journal, publish } = context;
  const { seriesId, timeframe } = part;
  const step = durationOf(timeframe);
  const series = seriesName(part);
  const venue = otherVenue(part.exchange);
  const feed = await context.feeds.get(venue);
  const unified = await contractAt(feed, instrument, signal);
  if (!unified.ok) {
    const missing = { type: 'second-source-missing', series, trouble: troubleOf(unified.error) } as const;
    await journal.event('warning', 'repair', missing);
    return null;
  }
  const page = (window: Interval, priority: FeedPriority, stop: AbortSignal) =>
    feed.candles({ unified: unified.value, timeframe, ...window, priority }, stop);

  /** The candle of the series next to the window, and the other venue's of the same moment. */
  const compareBeside = async (window: Interval, stop: AbortSignal): Promise<FeedError | null> => {
    const [before, after] = await Promise.all([
      store.read.candlesBefore(seriesId, window.from, 1),
      store.read.candlesAfter(seriesId, window.from, 1),
    ]);
    const [ours] = [...candleRows(before), ...candleRows(after)];
    if (ours === undefined) return objected({ code: 'nothing-to-compare' });
    const answer = await page({ from: ours[0], until: ours[0] + step }, 'history', stop);
    if (!answer.ok) return { ...answer.error, transient: true };
    const theirs = candleRows(answer.value.candles).find(([time]) => time === ours[0]);
    if (theirs === undefined) return objected({ code: 'no-candle-beside', venue });
    return priceObjection(ours, theirs, venue);
  };

  const objectionTo = async (
    candles: CandleColumns,
    window: Interval,
    stop: AbortSignal,
  ): Promise<FeedError | null> => {
    const own = candleRows(await store.read.candlesWithin(seriesId, window.from - step, window.until + step));
    const theirs = new Map(candleRows(candles).map((row) => [row[0], row]));
    const pairs = own.flatMap((row) => {
      const other = theirs.get(row[0]);
      return other === undefined ? [] : [priceObjection(row, other, venue)];
    });
    return pairs.length === 0 ? compareBeside(window, stop) : (pairs.find((one) => one !== null) ?? null);
  };

  return {
    counts: true,
    todo,
    pageSize: (from) => feed.pageSize(timeframe, from),
    fetch: async (window, missing, priority, stop) => {
      const answer = await page(window, priority, stop);
      if (!answer.ok) return answer;
      const { candles, exchangeTime, request } = answer.value;
      const taken = candleRows(candles).filter((row) => isIn(missing, row[0]) && wasTraded(row));
      const settled = intersect([window], [answer.value.answered]);
      if (settled.length === 0) return fail(objected({ code: 'other-time', venue }));
      if (taken.length === 0) return succeed({ settled, stored: 0 });
      const objection = await objectionTo(candles, window, stop);
      if (objection !== null) return fail(objection);
      const { inserted } = await store.write.writePage({
        seriesId,
        timeframe,
        candles: candlesFromRows(taken),
        answered: null,
        exchangeTime,
        asked: window,
        provider: venue,
        request,
        receivedAt: clock.now(),
        fallbackUsed: true,
        jobId,
        notes: `${part.exchange} has none of these`,
      });
      publish('coverage.changed', { seriesIds: [seriesId] });
      const used = { series, count: inserted, other: venue, own: part.exchange };
      await journal.event('warning', 'repair', { type: 'second-source-used', ...used });
      return succeed({ settled, stored: inserted });
    },
    failed: async (_window, error) => {
      const refusal = { type: 'second-source-refused', series, trouble: troubleOf(error) } as const;
      await journal.event('warning', 'repair', refusal);
    },
  };
}

/** Returns the name under which a venue has the same contract: the same symbol, coin and currency. */
async function contractAt(
  feed: MarketFeed,
  { symbol, base, quote }: Instrument,
  signal: AbortSignal,
): Promise<Result<string, FeedError>> {
  const markets = await feed.markets(signal);
  if (!markets.ok) return markets;
  const found = markets.value.find(
    (one) => one.symbol === symbol && one.base === base && one.quote === quote,
  );
  return found === undefined
    ? fail(objected({ code: 'no-contract', venue: feed.exchange, symbol }))
    : succeed(found.unified);
}
