import type { Measured } from '../../charts/measurePrimitive.ts';

/** What lies between two points of a chart. */
export type Measurement = Readonly<{
  bars: number;
  ms: number;
  change: number;
  /** As a share of where it began; null where that is nothing. */
  share: number | null;
}>;

/** Measures from one point to another; backwards in time gives negative bars. */
export function measureOf({ from, to }: Measured, duration: number): Measurement {
  const bar = (time: number): number => Math.round(time / duration);
  const bars = bar(to.time) - bar(from.time);
  const change = to.price - from.price;
  return { bars, ms: bars * duration, change, share: from.price === 0 ? null : change / from.price };
}
