import type { Route } from '../http/route.ts';
import type { Market } from '../market/market.ts';
import { allStats, dayStats } from '../market/stats.ts';
import type { Settings } from '../settings.ts';
import { createCandles, HISTORY, RECENT } from './candles.ts';
import { GRANULARITIES } from './granularity.ts';
import { bitgetContracts, bitgetTicker } from './markets.ts';
import { createReply } from './reply.ts';

/** Bitget counts requests per second and endpoint, not weights. */
const weight = (): number => 1;
const MARKET = '/api/v2/mix/market';

/** The public REST endpoints of Bitget v2 that the program and ccxt's loadMarkets use. */
export function createBitgetRoutes(market: Market, settings: Settings): Route[] {
  const reply = createReply(market.now);
  const candles = createCandles(market, settings, reply);
  const timeframe: Route['timeframe'] = ({ granularity = '' }) => GRANULARITIES.get(granularity)?.timeframe;
  const isUsdt = (productType: string | undefined): boolean => productType?.toUpperCase() === 'USDT-FUTURES';

  const route = (name: string, path: string, answer: Route['answer'], more: Partial<Route> = {}): Route => ({
    name: `bitget.${name}`,
    venue: 'bitget',
    path,
    weight,
    answer,
    ...more,
  });

  return [
    route('time', '/api/v2/public/time', () => reply.ok({ serverTime: String(market.now()) })),
    route('contracts', `${MARKET}/contracts`, ({ productType }) =>
      reply.ok(isUsdt(productType) ? bitgetContracts(market) : []),
    ),
    route('candles', `${MARKET}/candles`, (params) => candles(RECENT, params), { timeframe }),
    route('history-candles', `${MARKET}/history-candles`, (params) => candles(HISTORY, params), {
      timeframe,
    }),
    route('tickers', `${MARKET}/tickers`, ({ productType }) =>
      reply.ok(isUsdt(productType) ? allStats(market, 'bitget').map(bitgetTicker) : []),
    ),
    route('ticker', `${MARKET}/ticker`, ({ symbol = '' }) => {
      const stats = dayStats(market, 'bitget', symbol);
      return stats === null
        ? reply.error('40034', `Parameter ${symbol} does not exist`)
        : reply.ok([bitgetTicker(stats)]);
    }),
    // Asked by loadMarkets unless told not to (facts/exchanges.md 1.1); this emulator has no spot market.
    ...['/api/v2/spot/public/coins', '/api/v2/spot/public/symbols', '/api/v2/margin/currencies'].map((path) =>
      route('spot', path, () => reply.ok([])),
    ),
  ];
}
