import type { CandleRow } from '../../../shared/domain/candle.ts';
import type { IngestionMode } from '../../../shared/domain/live.ts';
import type { SeriesId, SeriesKey } from '../../../shared/domain/series.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { ceilToGrid } from '../../../shared/domain/timeframe.ts';
import type { EngineContext } from '../context.ts';
import type { MarketFeed } from '../ports/feed.ts';

/** A live series as the catalog knows it. */
export type LiveKey = SeriesKey &
  Readonly<{
    id: SeriesId;
    unified: string;
    /** What the trader chose for it; null follows the mode of all. */
    wanted: IngestionMode | null;
    /** When its symbol leaves the venue, where that is known. */
    delistedAt: EpochMs | null;
  }>;

/** Returns the open time from which on a series has no candles, because its symbol has left the venue by then. */
export const endOf = ({ timeframe, delistedAt }: Pick<LiveKey, 'timeframe' | 'delistedAt'>): EpochMs =>
  delistedAt === null ? Number.POSITIVE_INFINITY : ceilToGrid(timeframe, delistedAt);

/** A time in which nobody could ask the venue, and why; exchange time. */
export type Downtime = Readonly<{
  from: EpochMs;
  until: EpochMs;
  cause: 'app-not-running' | 'pc-asleep';
}>;

/** What a live series may ask of the venue it belongs to, and tells it. */
export type SeriesHost = Readonly<{
  context: EngineContext;
  feed: MarketFeed;
  signal: AbortSignal;
  /** Exchange time where it may decide what has closed; null while the clock cannot be trusted. */
  trustedNow(): EpochMs | null;
  /** Nothing is asked and nothing declared closed: wrong clock, open circuit, sleep. */
  isHeld(): boolean;
  /** The socket has failed so often that it is not counted on. */
  isLineLost(): boolean;
  /** The venue has said something new, or has at least answered. */
  hasNews(): void;
  hasAnswered(): void;
  /** The socket has missed something the venue knows. */
  stalled(id: SeriesId): void;
  /** A candle of the series has been stored, or its forming one has changed. */
  closed(id: SeriesId, rows: readonly CandleRow[]): void;
  formed(id: SeriesId, row: CandleRow): void;
  /** Its line in the ingestion screen is another one. */
  changed(id: SeriesId): void;
  /** It wants to be asked about at another time than before. */
  rescheduled(): void;
}>;
