import { type CandleColumns, sliceCandles } from '../../../shared/domain/candle.ts';
import type { SeriesKey } from '../../../shared/domain/series.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import type { FrameSources } from './build.ts';
import { keyOf } from './names.ts';

/** Closed candles of one series, oldest first. */
export type SeriesCandles = Readonly<{ series: SeriesKey; candles: CandleColumns }>;

/** Which other symbols a series is seen beside: the market's reference and the rest of its sector. */
export type Beside = Readonly<{ of: SeriesKey; market: SeriesKey | null; sector: readonly SeriesKey[] }>;

/** Everything a frame is made of, as plain data that crosses threads. */
export type FrameMaterial = Readonly<{ series: readonly SeriesCandles[]; beside: readonly Beside[] }>;

/** Returns the first row of `times` (ascending) that is not before `time`. */
export function rowAt(times: Float64Array, time: EpochMs): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Returns the closes of `other` at the open times of `candles`; NaN where it has none. */
function closesBeside(candles: CandleColumns, other: CandleColumns): Float64Array {
  let at = 0;
  return candles.openTime.map((time) => {
    while (at < other.openTime.length && other.openTime[at]! < time) at += 1;
    return other.openTime[at] === time ? other.close[at]! : Number.NaN;
  });
}

const NO_CANDLES: CandleColumns = {
  openTime: new Float64Array(0),
  open: new Float64Array(0),
  high: new Float64Array(0),
  low: new Float64Array(0),
  close: new Float64Array(0),
  volume: new Float64Array(0),
};

/** Makes what `buildFrame` asks of plain candles; a series that is not among them has none. */
export function sourcesOf({ series, beside }: FrameMaterial): FrameSources {
  const stored = new Map(series.map((one) => [keyOf(one.series), one.candles]));
  const around = new Map(beside.map((one) => [keyOf(one.of), one]));
  const candlesOf = (key: SeriesKey): CandleColumns => stored.get(keyOf(key)) ?? NO_CANDLES;
  return {
    candles: candlesOf,
    beside: (key, candles) => {
      const { market = null, sector = [] } = around.get(keyOf(key)) ?? {};
      return {
        market: market === null ? null : closesBeside(candles, candlesOf(market)),
        sector: sector.map((other) => closesBeside(candles, candlesOf(other))),
      };
    },
  };
}

/**
 * Returns what was known at `moment`: of every series the candles that had closed by then, and of those at most the
 * newest `most`.
 */
export const materialKnownAt = (
  { series, beside }: FrameMaterial,
  moment: EpochMs,
  most: (series: SeriesKey) => number,
): FrameMaterial => ({
  beside,
  series: series.map(({ series: key, candles }) => {
    const end = rowAt(candles.openTime, moment - durationOf(key.timeframe) + 1);
    return { series: key, candles: sliceCandles(candles, Math.max(0, end - most(key)), end) };
  }),
});
