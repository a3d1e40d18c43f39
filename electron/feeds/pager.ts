import type { CandleColumns } from '../../shared/domain/candle.ts';
import type { Interval } from '../../shared/domain/interval.ts';
import { DAY, type EpochMs, SECOND } from '../../shared/domain/time.ts';
import { closedUntil, durationOf, floorToGrid, type Timeframe } from '../../shared/domain/timeframe.ts';
import type { CandlePageRequest } from '../engine/ports/feed.ts';
import type { PagingRules } from './venues/venue.ts';

/**
 * One request to a venue. There is never an `until` in it: with one, ccxt asks for the same last window again and
 * again (facts trap 2) or cuts the page at the wrong end (trap 1).
 */
export type PagePlan = Readonly<{ since: EpochMs; limit: number; params: Readonly<Record<string, unknown>> }>;

/** A candle may reach the venue's history a moment after it has closed; until then its absence means nothing. */
const SETTLE = 2 * SECOND;

/** The recent endpoint of a venue is left this many candles before ccxt would leave it. */
const BOUNDARY_MARGIN = 2;

/** Below this age a second look uses the recent endpoint too: nobody knows how fresh the history one is. */
const HISTORY_IS_COMPLETE_AFTER = DAY;

function isHistory(rules: PagingRules, timeframe: Timeframe, since: EpochMs, now: EpochMs): boolean {
  if (rules.history === null) return false;
  const boundary = now - (rules.history.recentDays[timeframe] - 1) * DAY;
  return since <= boundary + BOUNDARY_MARGIN * durationOf(timeframe);
}

/** Returns the most candles a request from `since` may ask for (facts 2.1, 2.5). */
export function limitAt(rules: PagingRules, timeframe: Timeframe, since: EpochMs, now: EpochMs): number {
  return Math.min(
    rules.limit,
    rules.history !== null && isHistory(rules, timeframe, since, now) ? rules.history.limit : Infinity,
    rules.caps[timeframe] ?? Infinity,
    Math.floor((rules.maxSpan ?? Infinity) / durationOf(timeframe)),
  );
}

/**
 * Plans the page that begins at `request.from`. It starts one candle early: whether endTime belongs to a page is
 * documented nowhere, and with the overlap nothing is lost either way (facts 2.5, proven both ways).
 */
export function planPage(
  rules: PagingRules,
  request: Pick<CandlePageRequest, 'timeframe' | 'from' | 'until' | 'secondLook'>,
  now: EpochMs,
): PagePlan {
  const duration = durationOf(request.timeframe);
  const since = Math.max(1, request.from - duration);
  const wanted = Math.ceil((request.until - request.from) / duration) + 1;
  const most = limitAt(rules, request.timeframe, since, now);
  const secondLook = request.secondLook === true;
  const limit = Math.max(2, Math.min(most, wanted, secondLook ? rules.secondLookLimit : Infinity));
  const end = since + limit * duration;
  const forced = secondLook && end <= now - HISTORY_IS_COMPLETE_AFTER;
  return { since, limit, params: forced ? (rules.history?.force ?? {}) : {} };
}

/**
 * Returns the closed open times from `from` on that a trusted answer speaks for.
 *
 * Bitget sends what opens before `since + limit` candles, counted from that end; whether the candle at that end is
 * included only decides if the overlapping first one is, so `limit − 1` candles from `from` are certain either way.
 * Binance sends the first `limit` rows from `since` on, and so jumps over a hole or to the listing: everything up to
 * its last row is answered, however far that is. Neither ever speaks for a candle that had not closed at
 * `exchangeTime`, nor, unless the row is there, for one that has closed only just now.
 */
export function answeredBy(
  plan: PagePlan,
  request: Pick<CandlePageRequest, 'timeframe' | 'from'>,
  candles: CandleColumns,
  exchangeTime: EpochMs,
): Interval {
  const { timeframe, from } = request;
  const duration = durationOf(timeframe);
  const windowEnd = plan.since + plan.limit * duration;
  const last = candles.openTime.reduce((latest, time) => Math.max(latest, time), 0);
  const rowsEnd = last === 0 ? 0 : floorToGrid(timeframe, last) + duration;
  const closed = closedUntil(timeframe, exchangeTime);
  const settled = closedUntil(timeframe, exchangeTime - SETTLE);
  const until = Math.min(
    Math.max(floorToGrid(timeframe, windowEnd), rowsEnd),
    Math.max(settled, Math.min(rowsEnd, closed)),
  );
  return { from, until: Math.max(from, until) };
}
