import { allocateCandles, type CandleColumns, sliceCandles } from '../../shared/domain/candle.ts';
import { type IntervalSet, intersect, lengthOf } from '../../shared/domain/interval.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import { durationOf, floorToGrid, type Timeframe } from '../../shared/domain/timeframe.ts';

/** Why coarser candles cannot be made of finer ones; null when they can: 4h does not divide 6h. */
export function whyNotDerivable(finer: Timeframe, coarser: Timeframe): string | null {
  if (durationOf(finer) >= durationOf(coarser)) return `${finer} is not finer than ${coarser}`;
  return durationOf(coarser) % durationOf(finer) === 0
    ? null
    : `${coarser} is not a multiple of ${finer}, so some ${finer} candles would belong to two of them`;
}

/** Decimals of a volume at the venues at most; sums of doubles are brought back to them. */
const VOLUME_DECIMALS = 8;

/** Returns a sum of volumes as the decimal number it stands for: 0.1 + 0.2 is 0.3. */
export const plainVolume = (volume: number): number => Number(volume.toFixed(VOLUME_DECIMALS));

export type Aggregate = Readonly<{
  /** Candles of the buckets that are complete, ascending. */
  candles: CandleColumns;
  /** Finer candles under each of them. */
  counts: readonly number[];
  /** Open times of buckets that have finer candles, but not all of them. */
  incomplete: readonly EpochMs[];
}>;

/**
 * Makes coarser candles of finer ones, field by field as the exchanges do it: first open, highest high, lowest low,
 * last close, sum of volumes. A bucket counts as complete when each of its finer open times has a candle or lies in
 * `empty`, the stretches the venue has confirmed to have none; a bucket without any candle is left out. `finer` is
 * ascending, each open time once. Throws RangeError for timeframes that do not divide.
 *
 * Flat candles without volume count like any other, as in the venues' own higher timeframes; the one known exception
 * is Binance spot's placeholder of 2023-03-24 12:00 (shared/data/README.md).
 */
export function aggregateCandles(
  finer: CandleColumns,
  from: Timeframe,
  to: Timeframe,
  empty: IntervalSet = [],
): Aggregate {
  const problem = whyNotDerivable(from, to);
  if (problem !== null) throw new RangeError(problem);
  const { openTime } = finer;
  const step = durationOf(to);
  const perBucket = step / durationOf(from);
  const columns = allocateCandles(openTime.length);
  const counts: number[] = [];
  const incomplete: EpochMs[] = [];
  for (let i = 0; i < openTime.length; ) {
    const open = floorToGrid(to, openTime[i]!);
    let end = i + 1;
    while (end < openTime.length && openTime[end]! < open + step) end += 1;
    const confirmed = lengthOf(intersect(empty, [{ from: open, until: open + step }])) / durationOf(from);
    if (end - i + confirmed >= perBucket) {
      fillBucket(columns, counts.length, finer, i, end, open);
      counts.push(end - i);
    } else incomplete.push(open);
    i = end;
  }
  return { candles: sliceCandles(columns, 0, counts.length), counts, incomplete };
}

function fillBucket(
  into: CandleColumns,
  at: number,
  finer: CandleColumns,
  first: number,
  end: number,
  openTime: EpochMs,
): void {
  let high = finer.high[first]!;
  let low = finer.low[first]!;
  let volume = 0;
  // What adding has lost so far (Neumaier): a day of minutes sums up to the very volume the exchange writes.
  let lost = 0;
  for (let i = first; i < end; i += 1) {
    high = Math.max(high, finer.high[i]!);
    low = Math.min(low, finer.low[i]!);
    const term = finer.volume[i]!;
    const sum = volume + term;
    lost += volume >= term ? volume - sum + term : term - sum + volume;
    volume = sum;
  }
  into.openTime[at] = openTime;
  into.open[at] = finer.open[first]!;
  into.high[at] = high;
  into.low[at] = low;
  into.close[at] = finer.close[end - 1]!;
  into.volume[at] = volume + lost;
}
