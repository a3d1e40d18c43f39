import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import { MINUTE, SECOND } from '../../../shared/domain/time.ts';
import type { FaultInput } from '../../exchange/index.ts';

/** One fault, or several of a kind, and how long it lasts in virtual time. */
export type Trial = Readonly<{
  name: string;
  lasts: number;
  /** The rules; `now` is the moment it begins, ten seconds into a minute. */
  faults(now: number): readonly FaultInput[];
  /** Real time it takes to be noticed; signs of life are asked for in real time. */
  realMs?: number;
  /** Cuts every line at the beginning, so that the handshake of the next one meets the fault. */
  cut?: boolean;
}>;

const VENUES: readonly ExchangeId[] = ['bitget', 'binance'];

/** A fault of REST answers; handshakes stay as they are. */
const rest = (name: string, fault: FaultInput): Trial => ({
  name,
  lasts: 2 * MINUTE,
  faults: () => REST_ROUTES.map((route) => ({ ...fault, route }) as FaultInput),
});

const REST_ROUTES = [
  'bitget.candles',
  'bitget.history-candles',
  'bitget.tickers',
  'bitget.time',
  'binance.klines',
  'binance.ticker/24hr',
  'binance.ticker/bookTicker',
  'binance.premiumIndex',
  'binance.time',
] as const;

/** A fault of the handshake, met because the line is cut. */
const handshake = (name: string, fault: FaultInput): Trial => ({
  name: `new lines are refused: ${name}`,
  lasts: 2 * MINUTE,
  cut: true,
  faults: () => VENUES.map((venue) => ({ ...fault, route: `${venue}.ws` }) as FaultInput),
});

export const TRIALS: readonly Trial[] = [
  rest('429 with Retry-After', { kind: 'rate-limited', retryAfterSec: 5 }),
  rest('429 as the page of a proxy', { kind: 'rate-limited', html: true }),
  rest('418, banned for two minutes', { kind: 'banned', forMs: 2 * MINUTE }),
  rest('503', { kind: 'server-error', status: 503 }),
  rest('504', { kind: 'server-error', status: 504 }),
  rest('523, which ccxt takes for an answer', { kind: 'server-error', status: 523 }),
  rest('the page of a captive portal', { kind: 'html' }),
  rest('JSON cut off in the middle', { kind: 'truncated' }),
  rest('no data in the envelope', { kind: 'null-data' }),
  rest('no candles although there are some', { kind: 'no-rows' }),
  {
    name: 'an error of the venue’s own (40725, -1001)',
    lasts: 2 * MINUTE,
    faults: () => [
      { kind: 'venue-error', venue: 'bitget', code: '40725', message: 'service return an error' },
      { kind: 'venue-error', venue: 'binance', code: -1001, message: 'Internal error' },
    ],
  },
  { ...rest('requests that are never answered', { kind: 'hang' }), lasts: MINUTE },
  rest('connections that are reset', { kind: 'reset' }),
  rest('slow answers', { kind: 'delay', ms: 50 }),
  rest('rows twice', { kind: 'duplicates' }),
  rest('rows twice that contradict each other', { kind: 'duplicates', conflicting: true }),
  rest('rows out of order', { kind: 'out-of-order' }),
  ...[1001, 1006, 1008].map(
    (code): Trial => ({
      name: `every line is closed, code ${code}`,
      lasts: SECOND,
      faults: () => VENUES.map((venue) => ({ kind: 'ws-close', venue, code, count: 1 })),
    }),
  ),
  {
    name: 'lines closed again and again for two minutes',
    lasts: 2 * MINUTE,
    faults: () => [{ kind: 'ws-close', code: 1006, probability: 0.2 }],
  },
  {
    name: 'all streams silent, pongs go on',
    lasts: 5 * MINUTE,
    faults: () => [{ kind: 'ws-stall' }],
  },
  {
    name: 'one stream silent',
    lasts: 5 * MINUTE,
    faults: () => [{ kind: 'ws-stall', symbol: 'ETHUSDT' }],
  },
  { name: 'no pongs', lasts: 2 * MINUTE, realMs: 4_000, faults: () => [{ kind: 'ws-no-pong' }] },
  {
    name: 'one subscription refused',
    lasts: 2 * MINUTE,
    cut: true,
    faults: () => [{ kind: 'ws-subscribe-error', symbol: 'SOLUSDT' }],
  },
  {
    name: 'every subscription refused',
    lasts: 2 * MINUTE,
    cut: true,
    faults: () => [{ kind: 'ws-subscribe-error' }],
  },
  handshake('429', { kind: 'rate-limited' }),
  handshake('418', { kind: 'banned', forMs: MINUTE }),
  handshake('503', { kind: 'server-error', status: 503 }),
  handshake('a page', { kind: 'html' }),
  handshake('no answer', { kind: 'hang' }),
  handshake('reset', { kind: 'reset' }),
  {
    name: 'the venue is gone: everything reset for ten minutes',
    lasts: 10 * MINUTE,
    cut: true,
    faults: () => [{ kind: 'reset' }],
  },
  {
    name: 'a venue stands still: silent lines, empty answers',
    lasts: 6 * MINUTE,
    faults: () => [
      { kind: 'ws-stall', venue: 'binance' },
      { kind: 'no-rows', route: 'binance.klines' },
    ],
  },
  {
    name: 'hole: the venue lists nothing for three minutes',
    lasts: 5 * MINUTE,
    faults: (now) => [
      {
        kind: 'hole',
        symbol: 'BTCUSDT',
        timeframe: '1m',
        from: now - 10_000 + MINUTE,
        until: now - 10_000 + 4 * MINUTE,
      },
    ],
  },
  {
    name: 'empty: nobody trades one symbol for seven minutes',
    lasts: 8 * MINUTE,
    faults: (now) => [
      { kind: 'empty', symbol: 'XRPUSDT', from: now - 10_000 + MINUTE, until: now - 10_000 + 8 * MINUTE },
    ],
  },
  {
    name: 'correction: the venue changes a candle after its close',
    lasts: 2 * MINUTE,
    faults: (now) =>
      VENUES.map((venue) => ({
        kind: 'correction',
        venue,
        symbol: 'BNBUSDT',
        timeframe: '1m',
        openTime: now - 10_000 - MINUTE,
        at: now + 5 * SECOND,
      })),
  },
];
