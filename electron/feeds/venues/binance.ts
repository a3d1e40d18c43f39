import { z } from 'zod';
import type { CcxtClass } from '../ccxtVenue.ts';
import type { LoopbackUrl } from '../servers.ts';
import { binanceQuoteCalls } from './binanceQuotes.ts';
import { adaptBinance, binanceSocket } from './binanceSocket.ts';
import { NO_BACKOFF, type Venue } from './venue.ts';

const Rows = z.array(z.unknown());
const ExchangeInfo = z.looseObject({ symbols: Rows });

function urls(server: LoopbackUrl): Record<string, unknown> {
  return {
    api: {
      fapiPublic: `${server}/fapi/v1`,
      fapiPublicV2: `${server}/fapi/v2`,
      fapiPrivate: `${server}/fapi/v1`,
      fapiPrivateV2: `${server}/fapi/v2`,
      fapiPrivateV3: `${server}/fapi/v3`,
      sapi: `${server}/sapi/v1`,
      ws: { future: `${server.replace('http:', 'ws:')}/ws` },
    },
  };
}

/** Binance weighs klines by the limit asked for; 499 gives the most rows per weight (facts 2.2). */
function weightOf(limit: number): number {
  if (limit < 100) return 1;
  if (limit < 500) return 2;
  return limit <= 1_000 ? 5 : 10;
}

/** Binance USD-M futures (facts 1.1, 2.2, 3.2). */
export const binance: Venue = {
  id: 'binance',
  name: 'Binance',
  load: async () => (await import('ccxt-pro/binanceusdm.js')).default as unknown as CcxtClass,
  config: (server) => ({
    options: {
      defaultType: 'swap',
      fetchCurrencies: false,
      fetchMarkets: { types: ['linear'] },
      ws: NO_BACKOFF,
    },
    ...(server === null ? {} : { urls: urls(server) }),
  }),
  adapt: adaptBinance,
  paging: { limit: 499, secondLookLimit: 99, history: null, maxSpan: null, caps: {} },
  // Half of the 2,400 a minute one address has: the trader's other programs share it.
  weightPerSecond: 20,
  weightOf,
  firstCandle: 'jump',
  socket: binanceSocket,
  quoteCalls: binanceQuoteCalls,
  candleRows: (answer) => Rows.safeParse(answer).data ?? null,
  marketRows: (answer) => ExchangeInfo.safeParse(answer).data?.symbols ?? null,
  stampOf: () => null,
  codes: {
    rateLimited: new Set(['-1003', '-1015']),
    transient: new Set(['-1000', '-1001', '-1007', '-1008', '-1016']),
    unknownSymbol: new Set(['-1121']),
  },
};
