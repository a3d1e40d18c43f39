import { type CandleRow, candlesFromRows } from '../../../shared/domain/candle.ts';
import type { LiveCandle } from '../../../shared/domain/live.ts';
import { lowerBound } from '../../charts/axis.ts';
import { rowOf, withTail } from '../../charts/liveTail.ts';
import { type CandleWindow, mergeCandles, spanOf } from './candleWindow.ts';

/** The newest word on the newest candles of one series: ascending, each time once. */
export type LiveWords = readonly LiveCandle[];

/** A close waits seconds for its being stored, so that two or three matter; the rest outlasts a slow answer. */
const REMEMBERED = 16;

/** Returns what is known after `news`; a candle that has closed does not form again. */
export function remember(known: LiveWords, news: readonly LiveCandle[]): LiveWords {
  const byTime = new Map(known.map((one) => [one.row[0], one]));
  for (const one of news) {
    const before = byTime.get(one.row[0]);
    if (one.closed || before === undefined || !before.closed) byTime.set(one.row[0], one);
  }
  return [...byTime.values()].sort((a, b) => a.row[0] - b.row[0]).slice(-REMEMBERED);
}

/** What is drawn: the window, grown by candles that closed, and behind it the ones that are not stored yet. */
export type Grown = Readonly<{
  window: CandleWindow;
  tail: readonly CandleRow[];
  /** A candle closed that is not the next one: something before it has to be asked for. */
  hasHole: boolean;
}>;

/** Returns `window` with what closed after its last candle, and what forms behind it. */
export function grow(window: CandleWindow, known: LiveWords, duration: number): Grown {
  const span = spanOf(window);
  if (!window.isAtEnd || span === null)
    return { window, tail: [], hasHole: span === null && known.length > 0 };
  const newer = known.filter(({ row }) => row[0] > span.last);
  const lastClosed = newer.findLast(({ closed }) => closed)?.row[0] ?? span.last;
  const closed = newer.filter((one) => one.closed).map(({ row }) => row);
  const tail = newer.filter(({ row }) => row[0] > lastClosed).map(({ row }) => row);
  if (closed.length === 0) return { window, tail, hasHole: false };
  const hasHole = closed.some(([time], i) => time - (closed[i - 1]?.[0] ?? span.last) !== duration);
  return { window: { ...window, candles: withTail(window.candles, closed) }, tail, hasHole };
}

/** Returns `window` with other values where a stored candle was told again with others; the same one where none was. */
export function revise(window: CandleWindow, news: readonly LiveCandle[]): CandleWindow {
  const { candles } = window;
  const isOther = ({ row, closed }: LiveCandle): boolean => {
    const i = lowerBound(candles.openTime, row[0]);
    if (!closed || candles.openTime[i] !== row[0]) return false;
    return rowOf(candles, i).some((value, field) => value !== row[field]);
  };
  const changed = news.filter(isOther);
  if (changed.length === 0) return window;
  const revised = changed.reduce((held, { row }) => mergeCandles(held, candlesFromRows([row])), candles);
  return { ...window, candles: revised };
}
