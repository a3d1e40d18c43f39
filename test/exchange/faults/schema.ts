import { z } from 'zod';
import { ExchangeId } from '../../../shared/domain/exchange.ts';
import { EpochMs, parseTime } from '../../../shared/domain/time.ts';
import { Timeframe } from '../../../shared/domain/timeframe.ts';

/** Milliseconds UTC, or a date or ISO date-time on the command line. */
const Moment = z.union([
  EpochMs,
  z.string().transform((text, context) => {
    const time = parseTime(text);
    if (time === null) context.addIssue({ code: 'custom', message: `not a time: ${text}` });
    return time ?? 0;
  }),
]);

/** Whom a rule strikes: every field that is absent matches everything. */
const target = {
  venue: ExchangeId.optional(),
  /** The venue's id, BTCUSDT. Requests without a symbol never match a rule with one. */
  symbol: z.string().optional(),
  timeframe: Timeframe.optional(),
};

/** When a rule strikes. */
const trigger = {
  ...target,
  /** Name of a route as the request log writes it, such as `bitget.candles`. */
  route: z.string().optional(),
  probability: z.number().min(0).max(1).optional(),
  /** Seeds the dice of `probability`. */
  seed: z.number().int().optional(),
  /** Strikes at most this often. */
  count: z.number().int().min(1).optional(),
  /** Strikes in this stretch of virtual time only. */
  window: z.strictObject({ from: Moment.optional(), until: Moment.optional() }).optional(),
};

const rule = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.strictObject({ kind: z.literal(kind), ...trigger, ...shape });

/** Faults of one HTTP answer; those without a body also strike the handshake of a WebSocket. */
export const HttpFault = z.discriminatedUnion('kind', [
  /** 429 with Retry-After; `html` for the answer of a proxy in front of the venue. */
  rule('rate-limited', { retryAfterSec: z.number().min(0).default(1), html: z.boolean().default(false) }),
  /** 418 until the ban is over, with Binance's "banned until <ms>". */
  rule('banned', { forMs: z.number().int().min(1).default(120_000) }),
  /** An HTML page with this status: 500, 502, 503, 504, 523, 524 … */
  rule('server-error', { status: z.number().int().min(400).max(599).default(503) }),
  /** An HTML page with status 200, as a captive portal answers. */
  rule('html', {}),
  /** Status 200, the body cut off in the middle. */
  rule('truncated', {}),
  /** One bit of the body is another one. */
  rule('wrong-bytes', {}),
  /** Status 200, `data: null` (Binance: `null`). */
  rule('null-data', {}),
  /** Status 200 and no rows although there are some (ccxt#24890). */
  rule('no-rows', {}),
  /** An error of the venue's own, such as Bitget 40725 or Binance -1001. */
  rule('venue-error', {
    code: z.union([z.string(), z.number()]),
    message: z.string().default('injected'),
    status: z.number().int().min(200).max(599).default(400),
  }),
  rule('hang', {}),
  rule('reset', {}),
  rule('delay', { ms: z.number().min(0) }),
  /** Some rows twice; `conflicting` copies differ in volume. */
  rule('duplicates', { conflicting: z.boolean().default(false) }),
  rule('out-of-order', {}),
]);
export type HttpFault = z.output<typeof HttpFault>;

export const SocketFault = z.discriminatedUnion('kind', [
  /** Closes matching sockets; 1006 cuts the connection without a close frame. */
  rule('ws-close', { code: z.number().int().min(1000).max(4999).default(1001) }),
  /** No data while the rule stands; pongs continue. What happens meanwhile is never sent. */
  rule('ws-stall', {}),
  rule('ws-no-pong', {}),
  rule('ws-subscribe-error', {
    code: z.number().int().default(30001),
    message: z.string().default('injected'),
  }),
]);
export type SocketFault = z.output<typeof SocketFault>;

/** What is wrong with the data itself: REST, WebSocket and truth agree about it. */
export const DataFault = z.discriminatedUnion('kind', [
  /**
   * Candles that open in [from, until) are not listed, or only every so many of them; coarser ones stay whole.
   * `archiveOnly`: the files of the archive lack them, everything else has them.
   */
  z.strictObject({
    kind: z.literal('hole'),
    archiveOnly: z.boolean().default(false),
    ...target,
    from: Moment,
    until: Moment,
    rate: z.number().min(0).max(1).default(1),
    seed: z.number().int().default(0),
  }),
  /** Nothing was traded in [from, until): no candles, and coarser ones are made of what is left. */
  z.strictObject({ kind: z.literal('empty'), ...target, from: Moment, until: Moment }),
  /** From virtual time `at` on, the closed candle has other values; its volume plus one unless told. */
  z.strictObject({
    kind: z.literal('correction'),
    venue: ExchangeId.optional(),
    symbol: z.string(),
    timeframe: Timeframe,
    openTime: Moment,
    at: Moment,
    patch: z
      .strictObject({
        open: z.number(),
        high: z.number(),
        low: z.number(),
        close: z.number(),
        volume: z.number(),
      })
      .partial()
      .optional(),
  }),
]);
export type DataFault = z.output<typeof DataFault>;

export const FaultRule = z.union([HttpFault, SocketFault, DataFault]);
export type FaultRule = z.output<typeof FaultRule>;
/** A rule as a test writes it, defaults left out. */
export type FaultInput = z.input<typeof FaultRule>;
