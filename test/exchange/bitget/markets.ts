import { decimal, quoteVolume } from '../decimal.ts';
import { type Listing, stateOf } from '../market/listings.ts';
import type { Market } from '../market/market.ts';
import type { DayStats } from '../market/stats.ts';

/** One contract as `/api/v2/mix/market/contracts` lists it; the fields ccxt reads (facts/exchanges.md 1.2). */
function bitgetContract({ contract, delistedAt }: Listing): Record<string, unknown> {
  return {
    symbol: contract.symbol,
    baseCoin: contract.base,
    quoteCoin: 'USDT',
    supportMarginCoins: ['USDT'],
    minTradeNum: decimal(contract.minQty),
    priceEndStep: String(contract.priceEndStep),
    volumePlace: String(contract.volumePlace),
    pricePlace: String(contract.pricePlace),
    sizeMultiplier: decimal(1 / 10 ** contract.volumePlace),
    symbolType: 'perpetual',
    minTradeUSDT: String(contract.minNotional),
    symbolStatus: 'normal',
    makerFeeRate: '0.0002',
    takerFeeRate: '0.0006',
    minLever: '1',
    maxLever: String(contract.maxLeverage),
    // Bitget leaves launchTime empty for most contracts and announces a delisting in limitOpenTime and offTime.
    launchTime: '',
    offTime: delistedAt === null ? '-1' : String(delistedAt),
    limitOpenTime: delistedAt === null ? '-1' : String(delistedAt),
    maintainTime: '',
  };
}

/** Returns the contracts that trade now; Bitget drops a removed one from the list. */
export const bitgetContracts = (market: Market): Record<string, unknown>[] =>
  market.listings
    .all()
    .filter((listing) => stateOf(listing, 'bitget', market.now()) === 'trading')
    .map(bitgetContract);

/** One ticker as REST and the `ticker` channel write it. */
export const bitgetTicker = (stats: DayStats): Record<string, string> => ({
  symbol: stats.symbol,
  instId: stats.symbol,
  lastPr: decimal(stats.close),
  bidPr: decimal(stats.bid),
  askPr: decimal(stats.ask),
  bidSz: '1',
  askSz: '1',
  open24h: decimal(stats.open),
  high24h: decimal(stats.high),
  low24h: decimal(stats.low),
  change24h: (stats.close / stats.open - 1).toFixed(5),
  baseVolume: decimal(stats.volume),
  quoteVolume: quoteVolume(stats.close, stats.volume),
  usdtVolume: quoteVolume(stats.close, stats.volume),
  markPrice: decimal(stats.mark),
  indexPrice: decimal(stats.close),
  fundingRate: decimal(stats.funding),
  nextFundingTime: String(stats.nextFundingAt),
  holdingAmount: '1000',
  openUtc: decimal(stats.open),
  symbolType: '1',
  deliveryPrice: '0',
  ts: String(stats.now),
});
