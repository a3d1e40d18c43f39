import { type Interval, normalize } from '../../../shared/domain/interval.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { snapToGrid, type Timeframe } from '../../../shared/domain/timeframe.ts';
import { StoreError } from '../errors.ts';
import type { Statements } from '../statements.ts';

/**
 * Knows the grid of each series. Whatever is written to a ledger passes here: an end off the grid would leave gaps of
 * half a candle, and a series that was removed while a page was on its way would come back as rows nobody owns.
 */
export function createSeriesGrid({ prepare }: Statements) {
  const timeframe = prepare<[SeriesId], Timeframe>(
    'series.timeframe',
    'SELECT timeframe FROM series WHERE id = ?',
    'value',
  );
  /** Throws `not-found` for a series that is not in the catalog (any more). */
  const timeframeOf = (seriesId: SeriesId): Timeframe => {
    const found = timeframe.get(seriesId);
    if (found === undefined) throw new StoreError('not-found', `series ${seriesId} is not in the catalog`);
    return found;
  };
  return {
    timeframeOf,
    snap: (seriesId: SeriesId, interval: Interval): Interval => snapToGrid(timeframeOf(seriesId), interval),
    snapAll: (seriesId: SeriesId, intervals: readonly Interval[]): readonly Interval[] =>
      normalize(intervals.map((interval) => snapToGrid(timeframeOf(seriesId), interval))),
  };
}
