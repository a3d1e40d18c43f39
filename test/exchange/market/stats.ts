import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import { DAY } from '../../../shared/domain/time.ts';
import type { Ohlcv } from '../source/ohlcv.ts';
import { stateOf } from './listings.ts';
import type { Market } from './market.ts';

export type DayStats = Ohlcv & Readonly<{ symbol: string; tick: number; now: number }>;

/** Returns the last 24 hours of a symbol as a ticker shows them, null when it does not trade. */
export function dayStats(market: Market, venue: ExchangeId, symbol: string): DayStats | null {
  const now = market.now();
  const listing = market.listings.get(symbol);
  if (listing === undefined || stateOf(listing, venue, now) !== 'trading') return null;
  const { contract, source, listedAt } = listing;
  const from = Math.max(now - DAY, listedAt, source.span.from);
  const day = source.traded(from, Math.min(now, source.span.until));
  return day === null
    ? null
    : { ...day, symbol, now, tick: contract.priceEndStep / 10 ** contract.pricePlace };
}

/** Returns the tickers of everything that trades at the venue now. */
export const allStats = (market: Market, venue: ExchangeId): DayStats[] =>
  market.listings
    .all()
    .map(({ contract }) => dayStats(market, venue, contract.symbol))
    .filter((stats) => stats !== null);
