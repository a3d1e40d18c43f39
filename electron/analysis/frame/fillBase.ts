import { allocateCandles, type CandleColumns, candleAt, setCandle } from '../../../shared/domain/candle.ts';
import { durationOf, type Timeframe } from '../../../shared/domain/timeframe.ts';

/**
 * Returns the candles with every hole between the first and the last one filled by flat ones at the close before,
 * without volume, and a mask that is 1 for those. Nothing is filled before the first candle: there is no close yet.
 */
export function fillHoles(
  candles: CandleColumns,
  timeframe: Timeframe,
): Readonly<{ candles: CandleColumns; filled: Float64Array }> {
  const { openTime, close } = candles;
  const step = durationOf(timeframe);
  const length = openTime.length === 0 ? 0 : (openTime.at(-1)! - openTime[0]!) / step + 1;
  const whole = allocateCandles(length);
  const filled = new Float64Array(length);
  for (let i = 0, row = 0; row < length; row += 1) {
    const time = openTime[0]! + row * step;
    if (openTime[i] === time) {
      setCandle(whole, row, candleAt(candles, i));
      i += 1;
    } else {
      const price = close[i - 1]!;
      setCandle(whole, row, [time, price, price, price, price, 0]);
      filled[row] = 1;
    }
  }
  return { candles: whole, filled };
}
