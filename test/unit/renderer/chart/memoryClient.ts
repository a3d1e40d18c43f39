import { lowerBound } from '../../../../renderer/charts/axis.ts';
import type { DataClient } from '../../../../shared/contract/dataClient.ts';
import type { EventPayloads } from '../../../../shared/contract/events.ts';
import { type CandleColumns, sliceCandles } from '../../../../shared/domain/candle.ts';
import { createEmitter } from '../../../../shared/lib/emitter.ts';

/** Returns a client that answers for these candles, counts its listeners and the candles it was asked for. */
export function memoryClient(source: { candles: CandleColumns }) {
  const emitter = createEmitter<EventPayloads>((error) => {
    throw error;
  });
  let listeners = 0;
  const asked: string[] = [];
  const page = (name: string, request: { before: number; after: number; limit: number }): CandleColumns => {
    const { openTime } = source.candles;
    const until = lowerBound(openTime, request.before);
    if (name === 'candles.range')
      return sliceCandles(source.candles, Math.max(0, until - request.limit), until);
    const from = lowerBound(openTime, request.after + 1);
    return sliceCandles(source.candles, from, Math.min(openTime.length, from + request.limit));
  };
  const client: DataClient = {
    call: async (name, request) => {
      asked.push(name);
      const value = name.startsWith('candles.')
        ? { candles: page(name, request as never) }
        : { gaps: [], total: 0, candles: [] };
      return { ok: true, value } as never;
    },
    on: (event, listener) => {
      listeners += 1;
      const stop = emitter.on(event, listener);
      return () => {
        listeners -= 1;
        stop();
      };
    },
  };
  return { client, asked, emit: emitter.emit, listeners: () => listeners };
}

/** Lets the answers that are on their way arrive. */
export const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
