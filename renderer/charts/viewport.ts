import type { IChartApiBase, LogicalRange, Time } from 'lightweight-charts';
import type { Dispose } from '../../shared/lib/disposable.ts';
import { type Axis, EMPTY_AXIS, placeAt, timeAt } from './axis.ts';

/** What is in sight, in time; `bars` is how many places wide it is. */
export type Sight = Readonly<{ from: number; to: number; bars: number }>;

type Range = Readonly<{ from: number; to: number }>;

export interface Viewport {
  axis(): Axis;
  /** Puts other data under the view with `apply`; what is in sight stays, unless it followed the newest candle. */
  replace(next: Axis, follow: boolean, apply: () => void): void;
  sight(): Sight | null;
  /** The time in the middle, by places. */
  middle(): number | null;
  /** Moves until `time` lies at `share` of the width (0 left, 1 right); `bars` changes the width too. */
  show(time: number, share: number, bars?: number): void;
  pan(bars: number): void;
  /** Zooms by `factor` (above 1 shows more), keeping the right edge where it is. */
  zoom(factor: number): void;
  onMove(listener: () => void): Dispose;
}

const FEWEST_BARS = 10;

/** Holds what the view looks at by time, so that pages which come and go under it do not move it. */
export function createViewport(chart: IChartApiBase<Time>): Viewport {
  const scale = chart.timeScale();
  let axis = EMPTY_AXIS;
  // The library takes a range with its next frame; until then this one is the truth.
  let wanted: Range | null = null;
  scale.subscribeVisibleLogicalRangeChange(() => {
    wanted = null;
  });

  const range = (): Range | null => wanted ?? (scale.getVisibleLogicalRange() as LogicalRange | null);
  const look = (next: Range): void => {
    const last = axis.times.length - 1;
    if (last < 0) return;
    // Never so far that no candle is in sight.
    const width = next.to - next.from;
    const from = Math.min(Math.max(next.from, 2 - width), last - 1);
    wanted = { from, to: from + width };
    scale.setVisibleLogicalRange(wanted);
  };

  return {
    axis: () => axis,
    replace: (next, follow, apply) => {
      const before = axis;
      const seen = before.times.length === 0 ? null : range();
      axis = next;
      apply();
      if (seen === null || next.times.length === 0) return;
      const lastBefore = before.times.length - 1;
      const isAtEnd = follow && seen.from <= lastBefore && seen.to >= lastBefore;
      const anchor = isAtEnd ? lastBefore : (seen.from + seen.to) / 2;
      const now = isAtEnd ? next.times.length - 1 : placeAt(next, timeAt(before, anchor));
      look({ from: seen.from + now - anchor, to: seen.to + now - anchor });
    },
    sight: () => {
      const seen = range();
      if (seen === null || axis.times.length === 0) return null;
      return { from: timeAt(axis, seen.from), to: timeAt(axis, seen.to), bars: seen.to - seen.from };
    },
    middle: () => {
      const seen = range();
      return seen === null || axis.times.length === 0 ? null : timeAt(axis, (seen.from + seen.to) / 2);
    },
    show: (time, share, bars) => {
      const seen = range();
      const width = bars ?? (seen === null ? 120 : seen.to - seen.from);
      const from = placeAt(axis, time) - share * width;
      look({ from, to: from + width });
    },
    pan: (bars) => {
      const seen = range();
      if (seen !== null) look({ from: seen.from + bars, to: seen.to + bars });
    },
    zoom: (factor) => {
      const seen = range();
      if (seen === null) return;
      const width = Math.max(FEWEST_BARS, (seen.to - seen.from) * factor);
      look({ from: seen.to - width, to: seen.to });
    },
    onMove: (listener) => {
      scale.subscribeVisibleLogicalRangeChange(listener);
      return () => scale.unsubscribeVisibleLogicalRangeChange(listener);
    },
  };
}
