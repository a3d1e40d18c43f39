import { type Interval, type IntervalSet, intersect, lengthOf } from '../../../shared/domain/interval.ts';

/**
 * Picks the next page: the newest missing stretch, newest first, because a trader looks at today before last year.
 * The page reaches back as far as one request can answer and starts at the first candle missing in there, so that
 * nearby holes share a request. Returns null when nothing is missing.
 *
 * `pageSize` gives the most candles one page can hold when it starts at a given time; it may be smaller for old
 * pages (Bitget's history endpoint), so the start is found with the size that holds there.
 */
export function nextPage(
  missing: IntervalSet,
  step: number,
  pageSize: (from: number) => number,
): Interval | null {
  const newest = missing.at(-1);
  if (newest === undefined) return null;
  const { until } = newest;
  const roomy = until - pageSize(until - step) * step;
  const from = until - pageSize(Math.max(0, roomy)) * step;
  const inside = intersect(missing, [{ from, until }]);
  return { from: inside[0]!.from, until };
}

/** Returns how many candles a set of open times has room for. */
export const candlesIn = (set: IntervalSet, step: number): number => Math.round(lengthOf(set) / step);
