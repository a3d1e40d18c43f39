import { type CandleColumns, candlesFromRows } from '../../../../shared/domain/candle.ts';

/** Returns candles that open at these times and carry their time as every price, so that a mix-up shows. */
export const candlesAt = (times: readonly number[], volume = 1): CandleColumns =>
  candlesFromRows(times.map((time) => [time, time, time + 2, time - 2, time + 1, volume]));

export const timesOf = ({ openTime }: CandleColumns): number[] => [...openTime];

export const isAscending = (times: readonly number[]): boolean =>
  times.every((time, i) => i === 0 || times[i - 1]! < time);
