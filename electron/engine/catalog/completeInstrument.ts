import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { Instrument, Market, MarketSymbol } from '../../../shared/domain/instrument.ts';
import type { SeriesProblem } from '../../../shared/domain/problem.ts';
import { fail, type Result, succeed } from '../../../shared/lib/result.ts';
import type { EngineContext } from '../context.ts';
import type { FeedError } from '../ports/feed.ts';
import { feedProblem } from '../problemOf.ts';

export type MarketLookup = Readonly<{
  all(exchange: ExchangeId, signal: AbortSignal): Promise<Result<readonly Market[], FeedError>>;
  /** The venue's market of that name; `unknown-symbol` when it has none. */
  find(exchange: ExchangeId, symbol: MarketSymbol, signal: AbortSignal): Promise<Result<Market, FeedError>>;
}>;

export function createMarketLookup({ feeds }: EngineContext): MarketLookup {
  const all: MarketLookup['all'] = async (exchange, signal) => (await feeds.get(exchange)).markets(signal);
  return {
    all,
    find: async (exchange, symbol, signal) => {
      const markets = await all(exchange, signal);
      if (!markets.ok) return markets;
      const market = markets.value.find((candidate) => candidate.symbol === symbol);
      if (market !== undefined) return succeed(market);
      const message = `${exchange} has no futures contract called ${symbol}`;
      const objection = { code: 'no-contract', venue: exchange, symbol } as const;
      return fail({ kind: 'unknown-symbol', transient: false, message, objection });
    },
  };
}

/**
 * Merges tick, step, limits and status of the venue into an instrument, once. Fails where the venue cannot be asked (every
 * retry has been made by then, and its pages would fare no better) or does not know the symbol.
 */
export async function completeInstrument(
  { store, clock }: EngineContext,
  markets: MarketLookup,
  instrument: Instrument,
  signal: AbortSignal,
): Promise<Result<Instrument, SeriesProblem>> {
  if (instrument.completed) return succeed(instrument);
  const market = await markets.find(instrument.exchange, instrument.symbol, signal);
  if (!market.ok) return fail(feedProblem(market.error));
  // The listing date comes from probing the candles: what venues state can be later than their first candle.
  await store.write.completeInstrument(instrument.id, { ...market.value, listedAt: null }, clock.now());
  const completed = await store.read.instrument(instrument.id);
  return completed === null ? fail({ code: 'series-removed' }) : succeed(completed);
}
