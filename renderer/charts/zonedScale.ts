import { defaultHorzScaleBehavior, type IHorzScaleBehavior, type Time } from 'lightweight-charts';
import { seconds } from './candleData.ts';

type Fill = IHorzScaleBehavior<Time>['fillWeightsForPoints'];

/**
 * Returns a time scale whose days and months begin where `offsetAt` says that they do. The times stay UTC: shifting
 * them, as is usual with this library, would repeat an hour of every autumn, and a repeated time blanks the chart.
 */
export function createZonedScale(offsetAt: (ms: number) => number): IHorzScaleBehavior<Time> {
  const scale = new (defaultHorzScaleBehavior())();
  const fillUtc: Fill = scale.fillWeightsForPoints.bind(scale);
  const fill: Fill = (points, startIndex) => {
    const shifted = points.map((point) => {
      const ms = Number(scale.key(point.time)) * 1_000;
      return { ...point, time: scale.convertHorzItemToInternal(seconds(ms + offsetAt(ms))) };
    });
    fillUtc(shifted, startIndex);
    for (const [i, { timeWeight }] of shifted.entries())
      if (i >= startIndex) points[i]!.timeWeight = timeWeight;
  };
  return Object.assign(scale, { fillWeightsForPoints: fill });
}

/** How far the PC's zone is from UTC at a moment, in milliseconds. */
export const localOffsetAt = (ms: number): number => -new Date(ms).getTimezoneOffset() * 60_000;
