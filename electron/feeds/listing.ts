import { DAY, type EpochMs, HOUR, WEEK } from '../../shared/domain/time.ts';
import { closedUntil, durationOf, floorToGrid, type Timeframe } from '../../shared/domain/timeframe.ts';
import { type Result, succeed } from '../../shared/lib/result.ts';
import type { FeedError } from '../engine/ports/feed.ts';
import type { ExchangeClock } from './exchangeClock.ts';
import { candlesIn } from './trust.ts';
import type { VenueClient } from './venueClient.ts';
import type { Venue } from './venues/venue.ts';

/** Neither venue had a futures contract before. */
const FIRST_FUTURES = Date.UTC(2018, 0, 1);
/** As many weeks as fit into the 90 days one request may span (facts 2.1). */
const WINDOW = 12 * WEEK;

type ListingDeps = Readonly<{ venue: Venue; client: VenueClient; clock: ExchangeClock }>;

type Found = Result<EpochMs | null, FeedError>;

/** Returns the open time of the first of `limit` candles from `since` on; null when the venue has none of them. */
async function firstFrom(
  { venue, client }: ListingDeps,
  query: Readonly<{ unified: string; timeframe: Timeframe; since: EpochMs; limit: number }>,
  signal: AbortSignal,
): Promise<Found> {
  const { unified, timeframe, since, limit } = query;
  const result = await client.request(
    {
      weight: venue.weightOf(limit),
      priority: 'history',
      run: (exchange) => exchange.fetchOHLCV(unified, timeframe, since, limit, {}),
      read: (_, answer) => candlesIn(venue, answer),
    },
    signal,
  );
  if (!result.ok) return result;
  const { openTime } = result.value.value;
  return succeed(openTime.length === 0 ? null : Math.min(...openTime));
}

/** Walks forward: a bisection would take a contract that was away for a quarter for one that was listed after it. */
async function firstWeek(deps: ListingDeps, unified: string, signal: AbortSignal): Promise<Found> {
  const end = closedUntil('1w', deps.clock.now()) + WEEK;
  for (let since = floorToGrid('1w', FIRST_FUTURES); since < end; since += WINDOW - WEEK) {
    const first = await firstFrom(deps, { unified, timeframe: '1w', since, limit: WINDOW / WEEK }, signal);
    if (!first.ok || first.value !== null) return first;
  }
  return succeed(null);
}

const REFINEMENTS: readonly (readonly [Timeframe, span: number])[] = [
  ['1d', WEEK],
  ['1h', DAY],
  ['1m', HOUR],
];

/**
 * Finds the first candle of a contract on a venue that does not jump to it: the first week, then the first day in it,
 * the first hour, the first minute; the finest that answers counts (facts 8: nobody knows how far back 1m goes).
 */
async function search(deps: ListingDeps, unified: string, signal: AbortSignal): Promise<Found> {
  let best = await firstWeek(deps, unified, signal);
  for (const [timeframe, span] of REFINEMENTS) {
    if (!best.ok || best.value === null) return best;
    const duration = durationOf(timeframe);
    const since = best.value - duration;
    const finer = await firstFrom(deps, { unified, timeframe, since, limit: span / duration + 2 }, signal);
    if (!finer.ok) return finer;
    if (finer.value === null) return best;
    best = finer;
  }
  return best;
}

/** Finds the open time of the first candle a venue has of a contract; null when it has none. */
export function probeListing(deps: ListingDeps, unified: string, signal: AbortSignal): Promise<Found> {
  // Binance jumps from any earlier start to the first candle (facts 2.2).
  return deps.venue.firstCandle === 'jump'
    ? firstFrom(deps, { unified, timeframe: '1m', since: 1, limit: 1 }, signal)
    : search(deps, unified, signal);
}
