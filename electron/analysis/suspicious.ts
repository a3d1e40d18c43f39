import type { CandleColumns } from '../../shared/domain/candle.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import { DAY } from '../../shared/domain/time.ts';
import { durationOf, type Timeframe } from '../../shared/domain/timeframe.ts';

/** From which price to which: the close before to this candle's open, or to its close. */
export type JumpBasis = 'close-open' | 'close-close';

export type Jump = Readonly<{
  /** The candle whose open or close is that far from the close before it. */
  openTime: EpochMs;
  basis: JumpBasis;
  before: number;
  after: number;
  /** (after − before) ÷ before. */
  change: number;
  /** Candles missing between the two. */
  missing: number;
}>;

const changeOf = (before: number, after: number): number => (after - before) / before;

/**
 * Finds prices that moved by more than `limit` (a fraction) from one candle to the next, which the seeds accept and
 * mark for review. The first row of `candles` is only what the second is compared with.
 *
 * From a day on the close-to-close change is trading, not a fault of the data, and only an open that is far from the
 * close before it is told.
 */
export function findJumps(candles: CandleColumns, timeframe: Timeframe, limit: number): Jump[] {
  const { openTime, open, close } = candles;
  const step = durationOf(timeframe);
  const jumps: Jump[] = [];
  const isFar = (before: number, after: number): boolean => Math.abs(changeOf(before, after)) > limit;
  for (let i = 1; i < openTime.length; i += 1) {
    const before = close[i - 1]!;
    const opensFar = isFar(before, open[i]!);
    if (!opensFar && (step >= DAY || !isFar(before, close[i]!))) continue;
    const after = opensFar ? open[i]! : close[i]!;
    jumps.push({
      openTime: openTime[i]!,
      basis: opensFar ? 'close-open' : 'close-close',
      before,
      after,
      change: changeOf(before, after),
      missing: Math.round((openTime[i]! - openTime[i - 1]!) / step) - 1,
    });
  }
  return jumps;
}

/** A stretch in which candles came, and nothing was traded and nothing moved. Times are open times. */
export type FlatRun = Readonly<{ from: EpochMs; to: EpochMs; candles: number; price: number }>;

/** Tells whether nothing happened in row `i`. */
export const isFlat = ({ high, low, volume }: CandleColumns, i: number): boolean =>
  volume[i] === 0 && high[i] === low[i];

/** Tells whether row `i` continues the flat run that row `i - 1` belongs to. */
export const continuesFlat = (candles: CandleColumns, i: number, step: number): boolean =>
  isFlat(candles, i) &&
  isFlat(candles, i - 1) &&
  candles.close[i] === candles.close[i - 1] &&
  candles.openTime[i] === candles.openTime[i - 1]! + step;

/**
 * Finds runs of consecutive candles without volume and without movement that last at least `minMs`: how an outage of
 * Binance futures looks (shared/data/README.md, fact 5), and how a contract nobody trades does.
 */
export function findFlatRuns(candles: CandleColumns, timeframe: Timeframe, minMs: number): FlatRun[] {
  const { openTime, close } = candles;
  const step = durationOf(timeframe);
  const runs: FlatRun[] = [];
  for (let i = 0; i < openTime.length; ) {
    const first = i;
    i += 1;
    if (!isFlat(candles, first)) continue;
    while (i < openTime.length && continuesFlat(candles, i, step)) i += 1;
    const length = i - first;
    if (length * step >= minMs) {
      runs.push({ from: openTime[first]!, to: openTime[i - 1]!, candles: length, price: close[first]! });
    }
  }
  return runs;
}
