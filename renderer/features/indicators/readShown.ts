import { durationOf } from '../../../shared/domain/timeframe.ts';
import { lowerBound } from '../../charts/axis.ts';
import { rowAt } from '../chart/legend.ts';
import type { PaneState } from '../chart/paneStore.ts';
import type { Shown, Source } from './shown.ts';
import type { Values } from './valuePages.ts';

/** The values of one thing on the chart at a time, a line each; null where there is none. */
export type ShownReading = readonly (number | null)[];

/** Returns the row of a time, which may lie beside the middle of its place; without a time the newest one. */
function rowOfTime({ openTime }: Values, time: number | null, duration: number): number {
  if (time === null) return openTime.length - 1;
  const row = lowerBound(openTime, time - duration / 2);
  return row < openTime.length && openTime[row]! <= time + duration / 2 ? row : -1;
}

function volumeAt({ window, tail }: PaneState, time: number | null, duration: number): number | null {
  const forming =
    time === null ? tail.at(-1) : tail.find(([openTime]) => Math.abs(openTime - time) <= duration / 2);
  if (forming !== undefined) return forming[5];
  if (window === null) return null;
  const { candles } = window;
  const row = time === null ? candles.openTime.length - 1 : rowAt(candles, time, duration);
  return row === null ? null : (candles.volume[row] ?? null);
}

/**
 * Reads everything on a chart where the mouse points, or at the newest candle when it does not. The candle that forms
 * has no value: an indicator is computed on close.
 */
export function readShown(
  shown: readonly Shown[],
  valuesOf: (source: Source) => Values | null,
  state: PaneState,
  time: number | null,
): readonly ShownReading[] {
  const duration = durationOf(state.series?.timeframe ?? '1m');
  return shown.map((one) => {
    if (one.kind === 'study' && one.study.name === 'volume') return [volumeAt(state, time, duration)];
    const values = one.source === null || one.isHidden ? null : valuesOf(one.source);
    const row = values === null ? -1 : rowOfTime(values, time, duration);
    return one.lines.map(({ column }) => {
      const value = values?.columns[column]?.[row];
      return value === undefined || Number.isNaN(value) ? null : value;
    });
  });
}
