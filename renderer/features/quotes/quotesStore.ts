import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { MarketSymbol } from '../../../shared/domain/instrument.ts';
import type { Quote } from '../../../shared/domain/live.ts';
import { createDisposables, type Dispose } from '../../../shared/lib/disposable.ts';
import { createEmitter } from '../../../shared/lib/emitter.ts';

/** The newest quotes. Not a React store: whoever shows one writes it himself, ten times a second. */
export type QuotesStore = Readonly<{
  get(exchange: ExchangeId, symbol: MarketSymbol): Quote | null;
  /** Calls the listener after some quotes are newer than before. */
  onQuotes(listener: () => void): Dispose;
  load(): Promise<void>;
  dispose: Dispose;
}>;

const keyOf = (exchange: ExchangeId, symbol: MarketSymbol): string => `${exchange} ${symbol}`;

/** Keeps the newest quote of every symbol that is live. */
export function createQuotesStore(client: DataClient): QuotesStore {
  const emitter = createEmitter<{ quotes: null }>((error) => reportError(error));
  const lifetime = createDisposables();
  const byKey = new Map<string, Quote>();
  const take = (quotes: readonly Quote[]): void => {
    for (const quote of quotes) byKey.set(keyOf(quote.exchange, quote.symbol), quote);
    emitter.emit('quotes', null);
  };
  lifetime.add(client.on('live.quotes', ({ quotes }) => take(quotes)));
  return {
    get: (exchange, symbol) => byKey.get(keyOf(exchange, symbol)) ?? null,
    onQuotes: (listener) => emitter.on('quotes', listener),
    load: async () => {
      const result = await client.call('quotes.list', {});
      if (result.ok) take(result.value.quotes);
    },
    dispose: lifetime.disposeAll,
  };
}
