import type { LiveState } from '../../../shared/contract/calls/live.ts';
import type { CallReceived } from '../../../shared/contract/calls.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { IngestionStatus, LiveCandle, LiveVenue, Quote } from '../../../shared/domain/live.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { Dispose } from '../../../shared/lib/disposable.ts';

/** One venue as the alert rules see it; times are exchange time. */
export type VenueFacts = LiveVenue &
  Readonly<{
    now: EpochMs;
    /** When any symbol of the venue last said something new, by socket or answer; null before the first time. */
    lastNewsAt: EpochMs | null;
  }>;

/** One live series as the alert rules see it; times are exchange time. */
export type SeriesFacts = IngestionStatus &
  Readonly<{
    now: EpochMs;
    /** Since when it has been kept live without a pause; silence is counted from there at the earliest. */
    liveSince: EpochMs;
    /** When the venue last said something new about it: a push, or an answer with a newer candle. */
    lastNewsAt: EpochMs | null;
    /** Its errors are the store's, which takes no candles: a full disk, a file somebody else has locked. */
    isStoreRefusing: boolean;
  }>;

/** What alerts judge by. */
export type LiveFacts = Readonly<{
  paused: boolean;
  venues: readonly VenueFacts[];
  series: readonly SeriesFacts[];
}>;

/** A change that rules may want to judge at once instead of at their next round. */
export type LiveChange =
  | Readonly<{ kind: 'series'; status: IngestionStatus }>
  | Readonly<{ kind: 'venue'; venue: LiveVenue }>;

/** A candle that has just been stored. */
export type ClosedCandle = Readonly<{ status: IngestionStatus; openTime: EpochMs; latencyMs: number }>;

/** Keeps series live: the whole of ingestion, as the other parts of the engine know it. */
export interface LiveService {
  state(): LiveState;
  facts(): LiveFacts;
  forming(ids: readonly SeriesId[]): LiveCandle[];
  quotes(): Quote[];
  /** Turns series live or off, or changes how; ids that are not in the catalog are passed over. */
  set(request: CallReceived<'live.set'>): Promise<void>;
  setAll(request: CallReceived<'live.setAll'>): Promise<void>;
  /** Drops the venue's line, closes its circuit breaker and dials again. */
  reconnect(exchange: ExchangeId): void;
  /** Silence of all symbols of a venue after which its circuit breaker opens, milliseconds; null never opens it. */
  setSilenceLimit(ms: number | null): void;
  /** Greatest clock offset at which candles are still declared closed, milliseconds. */
  setSkewLimit(ms: number): void;
  onChange(listener: (change: LiveChange) => void): Dispose;
  onClosed(listener: (candle: ClosedCandle) => void): Dispose;
  /** Takes up what the catalog says now: called after every change of it. */
  reconcile(): void;
  /** Begins to run by itself what the store says is live. */
  start(): Promise<void>;
  /** Ends all loops, closes the sockets and keeps the last status. */
  stop(): Promise<void>;
}
