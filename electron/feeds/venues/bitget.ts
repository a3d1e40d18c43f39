import { z } from 'zod';
import { DAY } from '../../../shared/domain/time.ts';
import type { CcxtBitget, CcxtClass } from '../ccxtVenue.ts';
import type { LoopbackUrl } from '../servers.ts';
import { adaptBitget, BITGET_CHANNELS, bitgetQuote, bitgetSocket } from './bitgetSocket.ts';
import { NO_BACKOFF, type Venue } from './venue.ts';

/** Every answer of Bitget is an envelope; anything without this code is not an answer (facts trap 4). */
const Envelope = z.looseObject({ code: z.literal('00000'), data: z.array(z.unknown()) });
const rowsOf = (answer: unknown): readonly unknown[] | null => Envelope.safeParse(answer).data?.data ?? null;
const NamedTicker = z.looseObject({ symbol: z.string() });
const Stamped = z.looseObject({ requestTime: z.number().int().positive() });

function urls(server: LoopbackUrl): Record<string, unknown> {
  const ws = server.replace('http:', 'ws:');
  return {
    api: {
      spot: server,
      mix: server,
      user: server,
      margin: server,
      common: server,
      uta: server,
      ws: {
        public: `${ws}/v2/ws/public`,
        private: `${ws}/v2/ws/private`,
        utaPublic: `${ws}/v3/ws/public`,
        utaPrivate: `${ws}/v3/ws/private`,
      },
    },
  };
}

/** Bitget USDT futures, API v2 (facts 1.1, 2.1, 3.1). */
export const bitget: Venue = {
  id: 'bitget',
  name: 'Bitget',
  load: async () => (await import('ccxt-pro/bitget.js')).default as unknown as CcxtClass,
  config: (server) => ({
    has: { fetchCurrencies: false },
    options: {
      defaultType: 'swap',
      // Unified-account endpoints have 90 days of history only; left unset, ccxt may switch to them by itself.
      uta: false,
      fetchMarkets: { types: ['swap'] },
      timeframes: BITGET_CHANNELS,
      ws: NO_BACKOFF,
    },
    ...(server === null ? {} : { urls: urls(server) }),
  }),
  adapt: adaptBitget,
  paging: {
    limit: 1_000,
    secondLookLimit: 100,
    history: {
      limit: 200,
      recentDays: {
        '1m': 30,
        '3m': 30,
        '5m': 30,
        '15m': 30,
        '30m': 30,
        '1h': 60,
        '2h': 120,
        '4h': 240,
        '6h': 360,
        '12h': 720,
        '1d': 1_440,
        '1w': 10_080,
      },
      force: { useHistoryEndpoint: true },
    },
    maxSpan: 90 * DAY,
    caps: { '4h': 540, '6h': 360, '12h': 180, '1d': 90, '1w': 12 },
  },
  // 20 requests a second are documented for each endpoint, 3,000 per 5 minutes for one address: 10 a second.
  weightPerSecond: 10,
  weightOf: () => 1,
  firstCandle: 'search',
  socket: bitgetSocket,
  quoteCalls: (symbols) => [
    {
      weight: 1,
      run: (exchange) =>
        (exchange as CcxtBitget).publicMixGetV2MixMarketTickers({ productType: 'USDT-FUTURES' }),
      read: (answer) => {
        const wanted = new Set(symbols);
        return (
          rowsOf(answer)?.flatMap((row) => {
            const { symbol, ...ticker } = NamedTicker.safeParse(row).data ?? { symbol: '' };
            return wanted.has(symbol) ? [{ symbol, quote: bitgetQuote(ticker) }] : [];
          }) ?? null
        );
      },
    },
  ],
  candleRows: rowsOf,
  marketRows: rowsOf,
  stampOf: (answer) => Stamped.safeParse(answer).data?.requestTime ?? null,
  codes: {
    rateLimited: new Set(['429', '1001', '30014', '50009']),
    transient: new Set(['40015', '40200', '40308', '40725', '45001']),
    unknownSymbol: new Set(['40034', '40309']),
  },
};
