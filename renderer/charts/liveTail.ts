import {
  allocateCandles,
  CANDLE_FIELDS,
  type CandleColumns,
  type CandleRow,
  setCandle,
} from '../../shared/domain/candle.ts';
import { type Axis, lowerBound } from './axis.ts';
import type { ChartData } from './chartPort.ts';

/** Returns row `i` of the columns. */
export const rowOf = (candles: CandleColumns, i: number): CandleRow => [
  candles.openTime[i]!,
  candles.open[i]!,
  candles.high[i]!,
  candles.low[i]!,
  candles.close[i]!,
  candles.volume[i]!,
];

/** Returns the candles with these behind them. */
export function withTail(candles: CandleColumns, tail: readonly CandleRow[]): CandleColumns {
  if (tail.length === 0) return candles;
  const { length } = candles.openTime;
  const joined = allocateCandles(length + tail.length);
  for (const field of CANDLE_FIELDS) joined[field].set(candles[field]);
  tail.forEach((row, i) => {
    setCandle(joined, length + i, row);
  });
  return joined;
}

/** A candle that is drawn anew, and whether it still forms. */
export type LiveBar = Readonly<{ row: CandleRow; isForming: boolean }>;

const isSameRow = (a: CandleRow, b: CandleRow): boolean => a.every((value, i) => value === b[i]);

/** Returns the candles of `next` from the last stored one of `drawn` on; null where they cannot be told apart. */
function newestBars(drawn: ChartData, next: ChartData): readonly LiveBar[] | null {
  const { openTime } = next.candles;
  const last = drawn.candles.openTime.length - 1;
  const isLive = drawn.isAtEnd && next.isAtEnd && drawn.duration === next.duration;
  if (!isLive || last < 0) return null;
  const from = lowerBound(openTime, drawn.candles.openTime[last]!);
  if (openTime[from] !== drawn.candles.openTime[last]) return null;
  const stored = Array.from({ length: openTime.length - from }, (_, i) => rowOf(next.candles, from + i));
  const bars = [
    ...stored.map((row) => ({ row, isForming: false })),
    ...next.tail.map((row) => ({ row, isForming: true })),
  ];
  // Drawn again for every push, the last stored candle would cost more than all the others.
  return isSameRow(bars[0]!.row, rowOf(drawn.candles, last)) ? bars.slice(1) : bars;
}

/**
 * Returns the candles to draw anew, oldest first, when `next` differs from what is drawn at its newest end only; null
 * when all of it has to be drawn: a candle has gone, or a new one is not the next one.
 */
export function barsToUpdate(axis: Axis, drawn: ChartData, next: ChartData): readonly LiveBar[] | null {
  const bars = newestBars(drawn, next);
  if (bars === null) return null;
  const times = new Set(bars.map(({ row }) => row[0]));
  if (drawn.tail.some(([time]) => !times.has(time))) return null;
  const known = new Set([drawn.candles.openTime.at(-1)!, ...drawn.tail.map(([time]) => time)]);
  let end = axis.times[axis.times.length - 1]!;
  for (const { row } of bars) {
    if (known.has(row[0])) continue;
    if (row[0] !== end + axis.duration) return null;
    end = row[0];
  }
  return bars;
}
