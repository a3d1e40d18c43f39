import { decimal, quoteVolume } from '../decimal.ts';
import { type Listing, stateOf } from '../market/listings.ts';
import type { Market } from '../market/market.ts';
import type { DayStats } from '../market/stats.ts';

/** What Binance writes as delivery date of a contract without one. */
const PERPETUAL = 4_133_404_800_000;

/** One symbol as `/fapi/v1/exchangeInfo` lists it; the fields ccxt reads (facts/exchanges.md 1.2). */
function binanceSymbol({ contract, listedAt, delistedAt }: Listing, now: number): Record<string, unknown> {
  const tick = decimal(contract.priceEndStep / 10 ** contract.pricePlace);
  const step = decimal(1 / 10 ** contract.volumePlace);
  const isOver = delistedAt !== null && now >= delistedAt;
  return {
    symbol: contract.symbol,
    pair: contract.symbol,
    contractType: isOver ? 'PERPETUAL_DELIVERING' : 'PERPETUAL',
    deliveryDate: delistedAt ?? PERPETUAL,
    onboardDate: listedAt,
    // A delisted contract stays in the list for a while (facts/exchanges.md, section 8).
    status: isOver ? 'SETTLING' : 'TRADING',
    baseAsset: contract.base,
    quoteAsset: 'USDT',
    marginAsset: 'USDT',
    pricePrecision: contract.pricePlace,
    quantityPrecision: contract.volumePlace,
    filters: [
      { filterType: 'PRICE_FILTER', minPrice: tick, maxPrice: '1000000', tickSize: tick },
      { filterType: 'LOT_SIZE', minQty: decimal(contract.minQty), maxQty: '1000000', stepSize: step },
      { filterType: 'MIN_NOTIONAL', notional: String(contract.minNotional) },
    ],
  };
}

export function binanceExchangeInfo(market: Market): Record<string, unknown> {
  const now = market.now();
  const listed = market.listings.all().filter((listing) => stateOf(listing, 'binance', now) !== 'unknown');
  return {
    timezone: 'UTC',
    serverTime: now,
    rateLimits: [{ rateLimitType: 'REQUEST_WEIGHT', interval: 'MINUTE', intervalNum: 1, limit: 2_400 }],
    symbols: listed.map((listing) => binanceSymbol(listing, now)),
  };
}

/** One ticker as `/fapi/v1/ticker/24hr` writes it. */
export const binanceTicker = (stats: DayStats): Record<string, string | number> => ({
  symbol: stats.symbol,
  priceChange: decimal(Number((stats.close - stats.open).toFixed(10))),
  priceChangePercent: ((stats.close / stats.open - 1) * 100).toFixed(3),
  weightedAvgPrice: decimal(stats.close),
  lastPrice: decimal(stats.close),
  lastQty: '1',
  openPrice: decimal(stats.open),
  highPrice: decimal(stats.high),
  lowPrice: decimal(stats.low),
  volume: decimal(stats.volume),
  quoteVolume: quoteVolume(stats.close, stats.volume),
  openTime: stats.now - 86_400_000,
  closeTime: stats.now,
  firstId: 1,
  lastId: 2,
  count: 2,
});

/** One line of `/fapi/v1/ticker/bookTicker`. */
export const binanceBook = ({ symbol, bid, ask, now }: DayStats): Record<string, string | number> => ({
  symbol,
  bidPrice: decimal(bid),
  bidQty: '1',
  askPrice: decimal(ask),
  askQty: '1',
  time: now,
  lastUpdateId: now,
});

/** One line of `/fapi/v1/premiumIndex`. */
export const binancePremium = (stats: DayStats): Record<string, string | number> => ({
  symbol: stats.symbol,
  markPrice: decimal(stats.mark),
  indexPrice: decimal(stats.close),
  estimatedSettlePrice: decimal(stats.close),
  lastFundingRate: decimal(stats.funding),
  interestRate: '0.0001',
  nextFundingTime: stats.nextFundingAt,
  time: stats.now,
});
