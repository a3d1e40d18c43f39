import type { CandleColumns } from '../../../shared/domain/candle.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
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
  kind:
    | 'network'
    | 'timeout'
    | 'rate-limited'
    | 'venue-down'
    | 'garbage-answer'
    | 'unknown-symbol'
    | 'unsupported'
    | 'refused'
    | 'cancelled';
  transient: boolean;
  /** One sentence for a person, with what the venue said; no keys, no stack. */
  message: string;
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
  /** All USDT/USDC-margined perpetuals of the venue; cached on disk by the feed for an offline start. */
  markets(signal: AbortSignal): Promise<Result<readonly Market[], FeedError>>;
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
  status(): Readonly<{
    clockOffsetMs: number | null;
    blockedUntil: EpochMs | null;
    lastError: string | null;
  }>;
  close(): Promise<void>;
}

/** Feeds by exchange, loaded on first use so that a window opens without waiting for ccxt. */
export type MarketFeeds = Readonly<{
  get(exchange: ExchangeId): Promise<MarketFeed>;
  loaded(): readonly MarketFeed[];
  close(): Promise<void>;
}>;
