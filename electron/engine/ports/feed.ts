import type { CandleColumns } from '../../../shared/domain/candle.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { FeedErrorKind, FeedTrouble, SourceObjection } from '../../../shared/domain/feedTrouble.ts';
import type { Market } from '../../../shared/domain/instrument.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { Timeframe } from '../../../shared/domain/timeframe.ts';
import type { Result } from '../../../shared/lib/result.ts';

/**
 * What went wrong at a venue. `transient` ones (network, rate limit, garbage answer, maintenance) were already
 * retried with back-off inside the feed before they are reported; `permanent` ones would fail the same way again.
 */
export type FeedError = Readonly<{
  kind: FeedErrorKind;
  transient: boolean;
  /** One sentence for a person, with what the venue said; no keys, no stack. */
  message: string;
  /** What this program itself has against what it was sent. */
  objection?: SourceObjection;
  /** Who failed, and what it said; absent where `objection` says all of it. */
  by?: NonNullable<FeedTrouble['by']>;
}>;

/** Who is served first when requests queue up: what the trader looks at, then live reads, then history. */
export type FeedPriority = 'focus' | 'live' | 'history';

export type CandlePageRequest = Readonly<{
  unified: string;
  timeframe: Timeframe;
  /** First open time wanted and the exclusive end, both on the grid; the feed may answer for less or more. */
  from: EpochMs;
  until: EpochMs;
  priority: FeedPriority;
  /** Smaller pages than usual: the second look at a range that came back empty (ccxt#24890). */
  secondLook?: boolean;
}>;

/** One trusted answer of a venue. */
export type CandlePage = Readonly<{
  /** Rows as sent, any order, possibly with duplicates and the forming candle; checked at the door of the store. */
  candles: CandleColumns;
  /** Closed open times this answer speaks for: one that is in here and not in `candles` is empty at the venue. */
  answered: Interval;
  /** Exchange time when the answer was made; decides which candles were closed. */
  exchangeTime: EpochMs;
  /** Endpoint and parameters, for the evidence column. */
  request: string;
}>;

/** A venue's public market data: key-less, rate-governed, retried. One per exchange. */
export interface MarketFeed {
  readonly exchange: ExchangeId;
  /**
   * All USDT/USDC-margined perpetuals of the venue; cached on disk by the feed for an offline start. `isFresh` asks the
   * venue itself instead of giving what an earlier answer said.
   */
  markets(signal: AbortSignal, isFresh?: boolean): Promise<Result<readonly Market[], FeedError>>;
  candles(request: CandlePageRequest, signal: AbortSignal): Promise<Result<CandlePage, FeedError>>;
  /** Open time of the first candle the venue has, found by probing; null when it has none. */
  listing(unified: string, signal: AbortSignal): Promise<Result<EpochMs | null, FeedError>>;
  /** Most candles one page can hold at `from`, for estimates and page plans. */
  pageSize(timeframe: Timeframe, from: EpochMs): number;
  /** Pages of history the venue's quota allows per second, for estimates. */
  readonly pagesPerSecond: number;
  /** Exchange time: this PC's clock corrected by the measured offset. */
  now(): EpochMs;
  /** Measures the clock offset; called before history is judged closed or forming, and then every few minutes. */
  syncClock(signal: AbortSignal): Promise<Result<number, FeedError>>;
  /** Whether the offset was measured lately, and the PC's clock has not been set since. */
  isClockFresh(): boolean;
  /** Whether exchange time is known at all: measured once, and the PC's clock not set since. */
  isClockUsable(): boolean;
  status(): Readonly<{
    clockOffsetMs: number | null;
    blockedUntil: EpochMs | null;
    lastError: FeedError | null;
    /** Share of the request quota used in the last minute, 0 to 1. */
    weightUsed: number;
  }>;
  /** What a page of candles costs of the venue's quota, and the quota per second, in the venue's own weights. */
  readonly quota: Readonly<{ pageWeight(timeframe: Timeframe, from: EpochMs): number; perSecond: number }>;
  /** Timeframes the venue's socket sends; anything else would break the line for all (facts trap 8). */
  readonly socketTimeframes: ReadonlySet<Timeframe>;
  /** Opens the way to a line of its own for live data; nothing is dialled before the first watch. */
  openSocket(signal: AbortSignal): Promise<Result<LiveSocket, FeedError>>;
  /**
   * Asks once for the quotes of some contracts: the polling mode, and the fields no stream has. There may be several
   * pieces of news about one contract, each with its own time; contracts nobody knows have none.
   */
  quotes(unified: readonly string[], signal: AbortSignal): Promise<Result<readonly QuoteNews[], FeedError>>;
  close(): Promise<void>;
}

export type WatchedSeries = Readonly<{ unified: string; timeframe: Timeframe }>;

/** What is new about one contract's price; absent fields are as they were. `at` is the venue's time. */
export type QuoteNews = Readonly<{
  unified: string;
  at: EpochMs;
  last?: number;
  bid?: number;
  ask?: number;
  mark?: number;
  funding?: number;
  change24h?: number;
}>;

/** One WebSocket line to one venue. What to do about silence and errors is the supervisor's. */
export interface LiveSocket {
  /**
   * Subscribes if need be and resolves with the rows that changed since the last call, the forming candle among them,
   * as copies; never rejects. One watch per series at a time: asking again meanwhile gives the same promise.
   */
  watch(series: WatchedSeries): Promise<Result<CandleColumns, FeedError>>;
  /** Ends the subscription; a pending watch resolves as cancelled. Nobody needs to wait for it. */
  unwatch(series: WatchedSeries): Promise<void>;
  /** The same for the price of one contract, whatever streams the venue needs for it. */
  watchQuote(unified: string): Promise<Result<QuoteNews, FeedError>>;
  unwatchQuote(unified: string): Promise<void>;
  /** Drops the line, so that pending watches fail and the next ones dial again: the cure for a silent stall. */
  redial(): void;
  /** Whether a line stands at this moment. */
  isOpen(): boolean;
  /** The venue cuts a line after this long, milliseconds; it is better renewed before. */
  readonly longestLifeMs: number;
  close(): Promise<void>;
}

/** Feeds by exchange, loaded on first use so that a window opens without waiting for ccxt. */
export type MarketFeeds = Readonly<{
  get(exchange: ExchangeId): Promise<MarketFeed>;
  loaded(): readonly MarketFeed[];
  close(): Promise<void>;
}>;
