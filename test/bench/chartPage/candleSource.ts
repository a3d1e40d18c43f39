import { lowerBound } from '../../../renderer/charts/axis.ts';
import type { CallName } from '../../../shared/contract/calls.ts';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import { allocateCandles, type CandleColumns, sliceCandles } from '../../../shared/domain/candle.ts';
import { MINUTE } from '../../../shared/domain/time.ts';
import { createRandom } from '../../exchange/random.ts';

export const FROM = Date.UTC(2025, 0, 1);

/** Returns `length` minutes of a random walk, the same each time. */
export function minutes(length: number): CandleColumns {
  const candles = allocateCandles(length);
  const random = createRandom(1);
  let price = 40_000;
  for (let i = 0; i < length; i += 1) {
    const close = price * (1 + (random() - 0.5) * 0.002);
    candles.openTime[i] = FROM + i * MINUTE;
    candles.open[i] = price;
    candles.high[i] = Math.max(price, close) * (1 + random() * 0.0005);
    candles.low[i] = Math.min(price, close) * (1 - random() * 0.0005);
    candles.close[i] = close;
    candles.volume[i] = random() * 100;
    price = close;
  }
  return candles;
}

/** Returns a client that answers for these candles from memory, in a later turn as a transport would. */
export function clientOver(all: CandleColumns): DataClient {
  const answer = (name: CallName, request: { before?: number; after?: number; limit?: number }): unknown => {
    const { before = 0, after = 0, limit = 0 } = request;
    if (name === 'gaps.list') return { gaps: [], total: 0 };
    if (name === 'live.forming') return { candles: [] };
    const until = lowerBound(all.openTime, before);
    const first = lowerBound(all.openTime, after + 1);
    if (name === 'candles.range') return { candles: sliceCandles(all, Math.max(0, until - limit), until) };
    return { candles: sliceCandles(all, first, Math.min(all.openTime.length, first + limit)) };
  };
  return {
    call: async (name, request) => {
      await new Promise((resolve) => setTimeout(resolve));
      return { ok: true, value: answer(name, request as never) } as never;
    },
    on: () => () => undefined,
  };
}
