import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/domain/time.ts';
import { hashText, mix } from '../random.ts';
import type { Ohlcv } from '../source/ohlcv.ts';
import { stateOf } from './listings.ts';
import type { Market } from './market.ts';

/** What a ticker is made of; prices in quote currency, times in milliseconds UTC of the venue. */
export type DayStats = Ohlcv &
  Readonly<{
    symbol: string;
    tick: number;
    now: number;
    bid: number;
    ask: number;
    mark: number;
    /** Of the present interval, as a fraction. */
    funding: number;
    nextFundingAt: number;
  }>;

const FUNDING_INTERVAL = 8 * HOUR;

const price = (value: number): number => Number(value.toFixed(10));

/** What trades do not tell: the book stands around the last price, the mark stays within two ticks of it. */
function besidesTrades(symbol: string, close: number, tick: number, now: number) {
  const own = hashText(symbol);
  const interval = Math.floor(now / FUNDING_INTERVAL);
  const ticksOff = (mix(own, Math.floor(now / MINUTE)) % 5) - 2;
  return {
    bid: close,
    ask: price(close + tick),
    mark: price(close + ticksOff * tick),
    funding: ((mix(own, interval) % 1_001) - 500) / 1_000_000,
    nextFundingAt: (interval + 1) * FUNDING_INTERVAL,
  };
}

/** Returns the last 24 hours of a symbol as a ticker shows them, null when it does not trade. */
export function dayStats(market: Market, venue: ExchangeId, symbol: string): DayStats | null {
  const now = market.now();
  const listing = market.listings.get(symbol);
  if (listing === undefined || stateOf(listing, venue, now) !== 'trading') return null;
  const { contract, source, listedAt } = listing;
  const from = Math.max(now - DAY, listedAt, source.span.from);
  const day = source.traded(from, Math.min(now, source.span.until));
  if (day === null) return null;
  const tick = contract.priceEndStep / 10 ** contract.pricePlace;
  return { ...day, symbol, now, tick, ...besidesTrades(symbol, day.close, tick, now) };
}

/** Returns the tickers of everything that trades at the venue now. */
export const allStats = (market: Market, venue: ExchangeId): DayStats[] =>
  market.listings
    .all()
    .map(({ contract }) => dayStats(market, venue, contract.symbol))
    .filter((stats) => stats !== null);
