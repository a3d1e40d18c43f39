import { z } from 'zod';
import { ExchangeId } from './exchange.ts';
import { MarketSymbol } from './instrument.ts';
import { Problem } from './problem.ts';
import { SeriesId, SeriesKey } from './series.ts';
import { EpochMs, MINUTE, SECOND } from './time.ts';
import { ceilToGrid, type Timeframe } from './timeframe.ts';

/** How a series is kept live, as the trader wishes (the seeds' INGESTION_MODE). */
export const IngestionMode = z.enum(['websocket', 'polling']);
export type IngestionMode = z.infer<typeof IngestionMode>;

/** How it is done at this moment: `derived` out of finer candles that are live themselves. */
export const IngestionSource = z.enum(['websocket', 'polling', 'derived']);
export type IngestionSource = z.infer<typeof IngestionSource>;

export const IngestionState = z.enum([
  /** Not kept live. */
  'off',
  /** About to begin: markets, clock and line are being fetched. */
  'starting',
  /** What was missed since the last stored candle is being fetched; the series does not count as live yet. */
  'catching-up',
  'live',
  /** Live, and the venue itself has nothing newer: nobody trades. */
  'quiet',
  /** No candle is declared closed: the clock is wrong, or the venue's circuit breaker is open. */
  'held',
  /** The last attempts failed; they go on with back-off. */
  'failing',
]);
export type IngestionState = z.infer<typeof IngestionState>;

/** One line of `ingestion_status`. Times are exchange time. */
export const IngestionStatus = SeriesKey.extend({
  seriesId: SeriesId,
  state: IngestionState,
  /** What the trader chose for this series; null follows the mode of all. */
  wanted: IngestionMode.nullable(),
  source: IngestionSource.nullable(),
  /** Open time of the newest closed candle that is stored. */
  lastCandle: EpochMs.nullable(),
  /** When the venue was last heard of this series, by socket or answer. */
  lastMessageAt: EpochMs.nullable(),
  /** From the close of the last candle to its being stored, milliseconds. */
  latencyMs: z.number().nullable(),
  reconnects: z.number().int().min(0),
  /** Errors in a row; 0 after every success. */
  errors: z.number().int().min(0),
  lastError: Problem.nullable(),
  updatedAt: EpochMs,
});
export type IngestionStatus = z.infer<typeof IngestionStatus>;

/** Longest wait before a venue's clock makes every decision about closing unsafe; the trader may change it. */
export const CLOCK_SKEW_LIMIT_MS = 30 * SECOND;

/** After the last candle of a symbol has closed, its venue may take this long to tell all of it. */
const LAST_WORD_MS = MINUTE;

/** Returns until when a series of a symbol that leaves its venue at `delistedAt` is kept live: its last candle is whole. */
export const liveUntil = (timeframe: Timeframe, delistedAt: EpochMs | null): EpochMs =>
  delistedAt === null ? Number.POSITIVE_INFINITY : ceilToGrid(timeframe, delistedAt) + LAST_WORD_MS;

/** One venue as the ingestion screen shows it. */
export const LiveVenue = z.strictObject({
  exchange: ExchangeId,
  socket: z.enum(['closed', 'connecting', 'open', 'waiting']),
  /** Since when the socket is in that state; exchange time. */
  socketSince: EpochMs.nullable(),
  /** Subscriptions wanted and confirmed by data. */
  desired: z.number().int().min(0),
  active: z.number().int().min(0),
  /** Median of the last closed candles, close to stored; null before the first. */
  latencyMs: z.number().nullable(),
  /** Exchange time minus this PC's; null before the first measurement. */
  clockOffsetMs: z.number().nullable(),
  /** False holds every candle back until the clock agrees again. */
  clockTrusted: z.boolean(),
  /** Share of the venue's request quota used in the last minute, 0 to 1. */
  weightUsed: z.number().min(0),
  reconnects: z.number().int().min(0),
  /** Open while no symbol of the venue sends anything although the line stands. */
  circuit: z.enum(['closed', 'open']),
  circuitUntil: EpochMs.nullable(),
  /** Messages of candles and quotes in the last second. */
  messagesPerSecond: z.number().min(0),
  lastError: Problem.nullable(),
});
export type LiveVenue = z.infer<typeof LiveVenue>;

/** A value of a quote and when the venue said it; after `expiresAt` it is history, not a quote. */
export const Timed = z.strictObject({ value: z.number(), at: EpochMs, expiresAt: EpochMs });
export type Timed = z.infer<typeof Timed>;

/** What one contract costs now, in quote currency. Kept in memory only. */
export const Quote = z.strictObject({
  exchange: ExchangeId,
  symbol: MarketSymbol,
  last: Timed.nullable(),
  bid: Timed.nullable(),
  ask: Timed.nullable(),
  mark: Timed.nullable(),
  /** Funding of the present interval as a fraction: 0.0001 is 0.01 %. */
  funding: Timed.nullable(),
  /** Change over 24 hours as a fraction. */
  change24h: Timed.nullable(),
});
export type Quote = z.infer<typeof Quote>;

/** The seeds keep quotes for a minute. */
export const QUOTE_LIFE_MS = 60 * SECOND;

const CandleNumbers = z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number()]);

/** The newest word on one candle: still forming, or closed and stored. Row as everywhere: open time, OHLC, volume. */
export const LiveCandle = z.strictObject({ seriesId: SeriesId, row: CandleNumbers, closed: z.boolean() });
export type LiveCandle = z.infer<typeof LiveCandle>;
