import { Timeframe } from '../../../shared/domain/timeframe.ts';
import type { Route } from '../http/route.ts';
import type { Market } from '../market/market.ts';
import { allStats, type DayStats, dayStats } from '../market/stats.ts';
import { createArchiveRoutes } from './archive.ts';
import { createKlines, klineWeight, refuse } from './klines.ts';
import { binanceBook, binanceExchangeInfo, binancePremium, binanceTicker } from './markets.ts';

/** The public REST endpoints of Binance USD-M futures that the program and ccxt's loadMarkets use, and the archive. */
export function createBinanceRoutes(market: Market): Route[] {
  const klines = createKlines(market);
  const timeframe: Route['timeframe'] = ({ interval }) => Timeframe.safeParse(interval).data;
  const route = (
    name: string,
    weight: Route['weight'],
    answer: Route['answer'],
    more: Partial<Route> = {},
  ): Route => ({
    name: `binance.${name}`,
    venue: 'binance',
    path: `/fapi/v1/${name}`,
    weight,
    answer,
    ...more,
  });

  /** An endpoint about one symbol, or about all of them; its weight for one and for all. */
  const statsRoute = (name: string, one: number, all: number, write: (stats: DayStats) => unknown): Route =>
    route(
      name,
      ({ symbol }) => (symbol === undefined ? all : one),
      ({ symbol }) => {
        if (symbol === undefined) return { status: 200, body: allStats(market, 'binance').map(write) };
        const stats = dayStats(market, 'binance', symbol);
        return stats === null ? refuse(-1121, 'Invalid symbol.') : { status: 200, body: write(stats) };
      },
    );

  return [
    route(
      'time',
      () => 1,
      () => ({ status: 200, body: { serverTime: market.now() } }),
    ),
    route(
      'ping',
      () => 1,
      () => ({ status: 200, body: {} }),
    ),
    route(
      'exchangeInfo',
      () => 1,
      () => ({ status: 200, body: binanceExchangeInfo(market) }),
    ),
    route('klines', klineWeight, klines, { timeframe }),
    statsRoute('ticker/24hr', 1, 40, binanceTicker),
    statsRoute('ticker/bookTicker', 2, 5, binanceBook),
    statsRoute('premiumIndex', 1, 10, binancePremium),
    ...createArchiveRoutes(market),
  ];
}
