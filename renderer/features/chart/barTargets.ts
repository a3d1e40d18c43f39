import type { Series } from '../../../shared/domain/series.ts';
import { durationOf, floorToGrid } from '../../../shared/domain/timeframe.ts';
import { lowerBound } from '../../charts/axis.ts';
import type { Measured } from '../../charts/measurePrimitive.ts';
import type { Sight } from '../../charts/viewport.ts';
import { barTarget, type StretchTarget, spanTarget } from '../stretch/stretchTarget.ts';
import type { CandleWindow } from './candleWindow.ts';
import { type Missing, missingAt } from './gapBands.ts';

/** Returns the open time of the bar drawn where `time` is: a bar is drawn around its open time, half to each side. */
export const barUnder = ({ timeframe }: Pick<Series, 'timeframe'>, time: number): number =>
  Math.max(0, floorToGrid(timeframe, time + durationOf(timeframe) / 2));

/** Returns what is pointed at: a bar, or the whole hole where there is none. */
export function targetAt(series: Series, time: number, missing: readonly Missing[]): StretchTarget {
  const openTime = barUnder(series, time);
  const hole = missingAt(missing, time, durationOf(series.timeframe));
  if (hole === null) return barTarget(series, openTime);
  return { ...spanTarget(series, hole.from, hole.to), candle: { seriesId: series.id, openTime } };
}

/** Returns the bars a measure reaches over. */
export const measuredTarget = (series: Series, { from, to }: Measured): StretchTarget =>
  spanTarget(series, barUnder(series, from.time), barUnder(series, to.time));

/** Returns the open time of the newest bar that can be seen, or null when none can. */
export function lastInSight({ candles: { openTime } }: CandleWindow, sight: Sight): number | null {
  const row = lowerBound(openTime, sight.to + 1) - 1;
  return row < 0 ? null : openTime[row]!;
}
