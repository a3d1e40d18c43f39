import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { Timeframe } from '../../../shared/domain/timeframe.ts';
import type { CcxtClass, CcxtConfig, CcxtVenue } from '../ccxtVenue.ts';
import type { RawQuote } from '../quoteNews.ts';
import type { LoopbackUrl } from '../servers.ts';
import type { StreamTopic } from './topic.ts';

/**
 * ccxt's own pause before it dials again is switched off: it counts exchange time and waits real time. The supervisor
 * decides when to try again.
 */
export const NO_BACKOFF = { backoff: { base: 0, factor: 1, max: 0 } } as const;

/** How many candles one request may ask for (facts/exchanges.md 2.1, 2.2). */
export type PagingRules = Readonly<{
  limit: number;
  /** Pages of the second look at a range that came back empty. */
  secondLookLimit: number;
  /** Where older candles come from another endpoint with smaller pages. */
  history: Readonly<{
    limit: number;
    /** Days the recent endpoint reaches back, as ccxt counts them. */
    recentDays: Readonly<Record<Timeframe, number>>;
    /** Makes ccxt use that endpoint whatever the age. */
    force: Readonly<Record<string, unknown>>;
  }> | null;
  /** Longest stretch of time one request may span, in milliseconds. */
  maxSpan: number | null;
  caps: Readonly<Partial<Record<Timeframe, number>>>;
}>;

/** One kind of stream of a venue's socket, as ccxt handles it. */
export type Channel = Readonly<{
  /** ccxt's name of the stream: whom a message wakes, and what it believes to be subscribed to. */
  hash(topic: StreamTopic): string;
  /** Subscribes to all of them with one message; settles with the first that sends something, or with the line. */
  subscribe(exchange: CcxtVenue, topics: readonly StreamTopic[]): Promise<unknown>;
  /** Waits for the next message of one that is subscribed to. */
  next(exchange: CcxtVenue, topic: StreamTopic): Promise<unknown>;
  unsubscribe(exchange: CcxtVenue, topic: StreamTopic): Promise<unknown>;
}>;

/** A stream about prices, and how to read what ccxt makes of its messages. */
export type QuoteChannel = Channel & Readonly<{ read(message: unknown): RawQuote }>;

/** The venue's WebSocket: what it offers and what it puts up with (facts/exchanges.md 3.1, 3.2). */
export type SocketRules = Readonly<{
  timeframes: ReadonlySet<Timeframe>;
  candles: Channel;
  /** The streams one quote is made of. */
  quotes: readonly QuoteChannel[];
  /** Whether a refusal says which stream of a message it means; otherwise the streams are tried one by one. */
  refusesByName: boolean;
  /** Most streams in one subscription. */
  perMessage: number;
  /** Shortest time between two messages, milliseconds. */
  messageGapMs: number;
  /** Most messages one line takes in an hour; null where there is no such limit. */
  messagesPerHour: number | null;
  /** The venue cuts every line after this long, milliseconds. */
  longestLifeMs: number;
}>;

/** One REST request for quotes. */
export type QuoteCall = Readonly<{
  weight: number;
  run(exchange: CcxtVenue): Promise<unknown>;
  /** What a well-formed answer says, by the venue's symbol; null when the answer is anything else. */
  read(answer: unknown): readonly Readonly<{ symbol: string; quote: RawQuote }>[] | null;
}>;

/** What one exchange is, as data; everything else in this room is the same for all of them. */
export type Venue = Readonly<{
  id: ExchangeId;
  /** As a person writes it. */
  name: string;
  load(): Promise<CcxtClass>;
  /** ccxt's constructor argument; key-less, and pointed at `server` unless that is null. */
  config(server: LoopbackUrl | null): CcxtConfig;
  /** Changes that ccxt has no option for; `lineError` makes the error that drops a line and may pass. */
  adapt(venue: CcxtVenue, lineError: (message: string) => Error): void;
  paging: PagingRules;
  /** Quota of one address: what it regains per second, and the weight of a page of `limit` candles. */
  weightPerSecond: number;
  weightOf(limit: number): number;
  /** How the first candle is found: the venue jumps to it, or it must be looked for window by window. */
  firstCandle: 'jump' | 'search';
  socket: SocketRules;
  /** The cheapest way to ask for the quotes of these symbols, the venue's names. */
  quoteCalls(symbols: readonly string[]): readonly QuoteCall[];
  /** The candle rows of a well-formed answer, the markets of one; null when the answer is anything else. */
  candleRows(answer: unknown): readonly unknown[] | null;
  marketRows(answer: unknown): readonly unknown[] | null;
  /** The venue's own clock as stamped on an answer, milliseconds UTC; null where it does not stamp them. */
  stampOf(answer: unknown): EpochMs | null;
  /** The venue's own error codes, where ccxt's class says too little (facts 2.5). */
  codes: Readonly<{
    rateLimited: ReadonlySet<string>;
    transient: ReadonlySet<string>;
    unknownSymbol: ReadonlySet<string>;
  }>;
}>;
