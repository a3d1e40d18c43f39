import { allocateCandles, type CandleColumns, setCandle } from '../../shared/domain/candle.ts';
import { createRandom } from '../exchange/random.ts';

/** A Monday midnight, so that it is on the grid of every timeframe. */
export const MONDAY = Date.UTC(2026, 2, 2);

/** Returns `count` valid candles from `from` on: a walk in ticks of 0.1, the same for the same seed. */
export function sampleCandles(from: number, step: number, count: number, seed = 1): CandleColumns {
  const random = createRandom(seed);
  const candles = allocateCandles(count);
  let price = 500_000;
  for (let i = 0; i < count; i += 1) {
    const open = price;
    price = Math.max(1_000, price + Math.round((random() - 0.5) * 200));
    const high = Math.max(open, price) + Math.floor(random() * 50);
    const low = Math.min(open, price) - Math.floor(random() * 50);
    const volume = Math.round(random() * 100_000) / 1_000;
    setCandle(candles, i, [from + i * step, open / 10, high / 10, low / 10, price / 10, volume]);
  }
  return candles;
}
