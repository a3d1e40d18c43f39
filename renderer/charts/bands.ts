import { type Axis, placeAt } from './axis.ts';

/** A stretch of missing open times, as it is shaded: from the first one to the last one. */
export type Band = Readonly<{
  from: number;
  to: number;
  /** Says what can be done about it: nothing, wait, download, look into it. */
  tone: 'quiet' | 'waiting' | 'open' | 'bad';
  /** Written on it where there is room. */
  label: string;
}>;

/** Where a band lies on the axis, half a place beyond its first and last missing one. */
export type PlacedBand = Readonly<{ band: Band; left: number; right: number; isBroken: boolean }>;

/** Places the bands; those whose time is longer than their places are marked as breaks of the axis. */
export function placeBands(axis: Axis, bands: readonly Band[]): readonly PlacedBand[] {
  if (axis.times.length === 0) return [];
  const { times, duration } = axis;
  const first = times[0]!;
  const last = times[times.length - 1]!;
  return bands
    .filter(({ from, to }) => to >= first - duration * 10_000 && from <= last + duration * 10_000)
    .map((band) => {
      const left = placeAt(axis, band.from - duration / 2);
      const right = placeAt(axis, band.to + duration / 2);
      const isInside = band.from >= first && band.to <= last;
      const whole = (band.to - band.from) / duration + 1;
      return { band, left, right, isBroken: isInside && right - left < whole - 1 };
    })
    .toSorted((a, b) => a.left - b.left);
}

/** Returns where a band is drawn between 0 and `width`, at least a pixel wide; null when it is out of sight. */
export function bandPixels(
  { left, right }: Pick<PlacedBand, 'left' | 'right'>,
  toX: (place: number) => number,
  width: number,
): Readonly<{ x: number; width: number }> | null {
  const from = toX(left);
  const until = Math.max(toX(right), from + 1);
  if (until <= 0 || from >= width) return null;
  const x = Math.max(0, from);
  return { x, width: Math.min(width, until) - x };
}
