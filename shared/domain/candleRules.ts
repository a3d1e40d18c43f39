import { z } from 'zod';
import { type CandleColumns, type CandleRow, candleAt, candlesFromRows } from './candle.ts';
import type { EpochMs } from './time.ts';
import { durationOf, isOnGrid, type Timeframe } from './timeframe.ts';

/** Why a candle was refused at the door of the store. */
export const RejectReason = z.enum([
  'not-a-number',
  'price-not-positive',
  'high-below-low',
  'open-or-close-outside-range',
  'volume-negative',
  'off-grid',
  'in-the-future',
  'still-forming',
  'conflicting-duplicate',
]);
export type RejectReason = z.infer<typeof RejectReason>;

export type RejectedCandle = Readonly<{ row: CandleRow; reason: RejectReason }>;

export type CheckedCandles = Readonly<{ accepted: CandleColumns; rejected: readonly RejectedCandle[] }>;

/** Reads the columns in place: a tuple per candle costs more than all the rules together. */
function reasonAgainst(c: CandleColumns, i: number, timeframe: Timeframe, now: EpochMs): RejectReason | null {
  const openTime = c.openTime[i]!;
  const open = c.open[i]!;
  const high = c.high[i]!;
  const low = c.low[i]!;
  const close = c.close[i]!;
  const volume = c.volume[i]!;
  // One sum is NaN or infinite as soon as one of its terms is: six checks for the price of one.
  if (!Number.isFinite(openTime + open + high + low + close + volume)) return 'not-a-number';
  if (open <= 0 || high <= 0 || low <= 0 || close <= 0) return 'price-not-positive';
  if (high < low) return 'high-below-low';
  if (open < low || open > high || close < low || close > high) return 'open-or-close-outside-range';
  if (volume < 0) return 'volume-negative';
  if (!isOnGrid(timeframe, openTime)) return 'off-grid';
  if (openTime > now) return 'in-the-future';
  if (openTime + durationOf(timeframe) > now) return 'still-forming';
  return null;
}

const isSame = (a: CandleRow, b: CandleRow): boolean => a.every((value, i) => value === b[i]);

function isAscending(times: Float64Array): boolean {
  for (let i = 1; i < times.length; i += 1) if (times[i]! <= times[i - 1]!) return false;
  return true;
}

/**
 * Parts what may enter the canonical table from what may not. Accepted candles come back in ascending order, each
 * open time once; equal duplicates are merged, duplicates that disagree are all refused, because nobody can know
 * which of them is true. `now` is exchange time: the PC's clock alone never decides that a candle has closed.
 */
export function checkCandles(candles: CandleColumns, timeframe: Timeframe, now: EpochMs): CheckedCandles {
  const rejected: RejectedCandle[] = [];
  const { length } = candles.openTime;
  const good: number[] = [];
  for (let i = 0; i < length; i += 1) {
    const reason = reasonAgainst(candles, i, timeframe, now);
    if (reason === null) good.push(i);
    else rejected.push({ row: candleAt(candles, i), reason });
  }
  if (good.length === length && isAscending(candles.openTime)) return { accepted: candles, rejected };
  const rows = good.map((i) => candleAt(candles, i));
  const accepted = candlesFromRows(mergeDuplicates(rows, rejected));
  return { accepted, rejected };
}

function mergeDuplicates(rows: readonly CandleRow[], rejected: RejectedCandle[]): CandleRow[] {
  const byTime = new Map<number, CandleRow[]>();
  for (const row of rows) {
    const same = byTime.get(row[0]);
    if (same === undefined) byTime.set(row[0], [row]);
    else if (!same.some((other) => isSame(other, row))) same.push(row);
  }
  const unique: CandleRow[] = [];
  for (const versions of byTime.values()) {
    if (versions.length === 1) unique.push(versions[0]!);
    else for (const row of versions) rejected.push({ row, reason: 'conflicting-duplicate' });
  }
  return unique.sort((a, b) => a[0] - b[0]);
}
