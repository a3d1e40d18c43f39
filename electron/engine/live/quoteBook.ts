import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { MarketSymbol } from '../../../shared/domain/instrument.ts';
import { QUOTE_LIFE_MS, type Quote, type Timed } from '../../../shared/domain/live.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { QuoteNews } from '../ports/feed.ts';

const FIELDS = ['last', 'bid', 'ask', 'mark', 'funding', 'change24h'] as const;

/** What contracts of one venue cost now; in memory only, each value with its age and its end. */
export interface QuoteBook {
  /** Takes news of a contract and returns the whole quote; a value older than the one known is left out. */
  take(symbol: MarketSymbol, news: QuoteNews): Quote;
  list(): Quote[];
  /** Forgets contracts nobody keeps live any more. */
  keepOnly(symbols: ReadonlySet<MarketSymbol>): void;
}

const timed = (value: number, at: EpochMs): Timed => ({ value, at, expiresAt: at + QUOTE_LIFE_MS });

export function createQuoteBook(exchange: ExchangeId): QuoteBook {
  const quotes = new Map<MarketSymbol, Quote>();
  const empty = (symbol: MarketSymbol): Quote => ({
    exchange,
    symbol,
    last: null,
    bid: null,
    ask: null,
    mark: null,
    funding: null,
    change24h: null,
  });
  return {
    take(symbol, news) {
      const before = quotes.get(symbol) ?? empty(symbol);
      const changes = FIELDS.flatMap((field) => {
        const value = news[field];
        const isOlder = (before[field]?.at ?? 0) > news.at;
        return value === undefined || isOlder ? [] : [[field, timed(value, news.at)] as const];
      });
      const after: Quote = { ...before, ...Object.fromEntries(changes) };
      quotes.set(symbol, after);
      return after;
    },
    list: () => [...quotes.values()],
    keepOnly(symbols) {
      for (const symbol of [...quotes.keys()]) if (!symbols.has(symbol)) quotes.delete(symbol);
    },
  };
}
