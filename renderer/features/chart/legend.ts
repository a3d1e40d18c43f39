import type { CandleColumns, CandleRow } from '../../../shared/domain/candle.ts';
import { lowerBound } from '../../charts/axis.ts';
import { rowOf } from '../../charts/liveTail.ts';
import type { PaneWords } from './paneWords.ts';

/** What the legend says of one candle; texts, ready to be written. */
export type LegendTexts = Readonly<{
  time: string;
  open: string;
  high: string;
  low: string;
  close: string;
  volume: string;
  change: string;
  isRising: boolean;
}>;

/** Returns the row of the candle that is drawn at a time, or null where there is none. */
export function rowAt({ openTime }: CandleColumns, time: number, duration: number): number | null {
  const row = lowerBound(openTime, time - duration / 2);
  return row < openTime.length && openTime[row]! <= time + duration / 2 ? row : null;
}

/** Returns the texts of one candle; its change counts from `base`, the close of the one before, as traders count it. */
export function legendOfRow(row: CandleRow, base: number, words: PaneWords): LegendTexts {
  const [openTime, open, high, low, close, volume] = row;
  const change = close - base;
  return {
    time: `${words.time(openTime)} ${words.zone}`,
    open: words.price(open),
    high: words.price(high),
    low: words.price(low),
    close: words.price(close),
    volume: words.volume(volume),
    change: base === 0 ? words.change(change) : `${words.change(change)} (${words.percent(change / base)})`,
    isRising: close >= open,
  };
}

/** Returns the texts of row `i`. */
export const legendOf = (candles: CandleColumns, i: number, words: PaneWords): LegendTexts =>
  legendOfRow(rowOf(candles, i), i > 0 ? candles.close[i - 1]! : candles.open[i]!, words);

/** What can be seen of a series, for whoever cannot see it. */
export type InSight = Readonly<{
  amount: number;
  from: number;
  to: number;
  high: number;
  low: number;
  close: number;
}>;

/** Returns what lies between two times; null when there is no candle. */
export function inSight(candles: CandleColumns, from: number, to: number): InSight | null {
  const first = lowerBound(candles.openTime, from);
  const until = lowerBound(candles.openTime, to + 1);
  if (first >= until) return null;
  let [high, low] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let i = first; i < until; i += 1) {
    high = Math.max(high, candles.high[i]!);
    low = Math.min(low, candles.low[i]!);
  }
  return {
    amount: until - first,
    from: candles.openTime[first]!,
    to: candles.openTime[until - 1]!,
    high,
    low,
    close: candles.close[until - 1]!,
  };
}
