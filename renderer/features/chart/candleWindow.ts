import {
  allocateCandles,
  CANDLE_FIELDS,
  type CandleColumns,
  sliceCandles,
} from '../../../shared/domain/candle.ts';
import { lowerBound } from '../../charts/axis.ts';

/** The part of a series that is held: contiguous in the store, ascending, each time once. */
export type CandleWindow = Readonly<{
  candles: CandleColumns;
  /** Nothing older, or newer, is stored. */
  isAtStart: boolean;
  isAtEnd: boolean;
}>;

/** Returns whether the times ascend and none comes twice, as the charting library demands. */
function isAscending(times: ArrayLike<number>): boolean {
  for (let i = 1; i < times.length; i += 1) if (times[i - 1]! >= times[i]!) return false;
  return true;
}

/** Returns `page` in order and each time once, the later row of two; what the store answers is so already. */
function inOrder(page: CandleColumns): CandleColumns {
  if (isAscending(page.openTime)) return page;
  const rowOf = new Map(Array.from(page.openTime, (time, i) => [time, i]));
  const rows = [...rowOf].sort(([a], [b]) => a - b).map(([, i]) => i);
  const sorted = allocateCandles(rows.length);
  for (const field of CANDLE_FIELDS) sorted[field].set(rows.map((i) => page[field][i]!));
  return sorted;
}

function join(parts: readonly CandleColumns[]): CandleColumns {
  const joined = allocateCandles(parts.reduce((sum, { openTime }) => sum + openTime.length, 0));
  for (const field of CANDLE_FIELDS) {
    let at = 0;
    for (const part of parts) {
      joined[field].set(part[field], at);
      at += part[field].length;
    }
  }
  return joined;
}

/** Returns the candles of both; where `page` and `held` span the same time, `page` is the newer answer and counts. */
export function mergeCandles(held: CandleColumns, page: CandleColumns): CandleColumns {
  const fresh = inOrder(page);
  const { length } = fresh.openTime;
  if (length === 0) return held;
  const { openTime } = held;
  const from = lowerBound(openTime, fresh.openTime[0]!);
  const until = lowerBound(openTime, fresh.openTime[length - 1]! + 1);
  return join([sliceCandles(held, 0, from), fresh, sliceCandles(held, until, openTime.length)]);
}

/** Returns at most `most` candles of the window, those around [from, to]; ends that were cut are not ends any more. */
export function trimWindow(window: CandleWindow, from: number, to: number, most: number): CandleWindow {
  const { candles, isAtStart, isAtEnd } = window;
  const { length } = candles.openTime;
  if (length <= most) return window;
  const center = (lowerBound(candles.openTime, from) + lowerBound(candles.openTime, to)) >> 1;
  const first = Math.min(Math.max(0, center - (most >> 1)), length - most);
  return {
    candles: sliceCandles(candles, first, first + most),
    isAtStart: isAtStart && first === 0,
    isAtEnd: isAtEnd && first + most === length,
  };
}

/** Returns the first and the last open time that are held. */
export function spanOf({
  candles: { openTime },
}: CandleWindow): Readonly<{ first: number; last: number }> | null {
  return openTime.length === 0 ? null : { first: openTime[0]!, last: openTime[openTime.length - 1]! };
}

/** Tells whether the view can go to a time without asking for more; null is the newest candle. */
export function holdsTime(window: CandleWindow, time: number | null): boolean {
  const span = spanOf(window);
  if (span === null) return false;
  if (time === null) return window.isAtEnd;
  return (time >= span.first || window.isAtStart) && (time <= span.last || window.isAtEnd);
}
