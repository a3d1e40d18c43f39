import type { Origin } from '../../../shared/domain/batch.ts';
import type { CandleColumns } from '../../../shared/domain/candle.ts';
import type { RejectedCandle } from '../../../shared/domain/candleRules.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import type { JobId } from '../../../shared/domain/job.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { Timeframe } from '../../../shared/domain/timeframe.ts';

/** One answer of a venue (or one piece of a file) on its way into the store. */
export type PageWrite = Readonly<{
  seriesId: SeriesId;
  timeframe: Timeframe;
  candles: CandleColumns;
  /** Open times the answer speaks for; null for a source that cannot say what it does not have. */
  answered: Interval | null;
  /** Exchange time of the answer: what had not closed by then is refused. */
  exchangeTime: EpochMs;
  asked: Interval;
  provider: string;
  request: string;
  receivedAt: EpochMs;
  /** How the candles came; an answer of the venue unless told. */
  origin?: Origin;
  /** They are another venue's, taken because the series' own has none. */
  fallbackUsed?: boolean;
  jobId?: JobId | null;
  /** The run of files it belongs to. */
  importId?: number | null;
  /** Candles that are stored with other values stay as they are. */
  keepStored?: boolean;
  /** From the close of each new candle to `receivedAt` is kept as its latency; for candles that have just closed. */
  isLive?: boolean;
  /**
   * The day's batch of this series and origin is continued instead of adding a row per candle, and a page that changes
   * nothing writes none. For live pages, which would otherwise fill the store with one batch per minute and series.
   */
  rolling?: boolean;
  /**
   * Candles that are stored and equal are marked as confirmed by the venue; new and revised ones as well when they
   * come out of an answer of the venue (`origin` rest).
   */
  confirms?: boolean;
  /** What a person should know of this batch. */
  notes?: string;
}>;

export type PageOutcome = Readonly<{
  /** Null when a rolling page changed nothing. */
  batchId: number | null;
  inserted: number;
  changed: number;
  /** Candles that are stored with other values and stayed (`keepStored`). */
  kept: number;
  /** Candles that were not marked as confirmed and are now. */
  confirmed: number;
  /** Candles the rules refused, and the first hundred of them. */
  refused: number;
  rejected: readonly RejectedCandle[];
  /** Those of the first hundred that had not been refused for the same reason before. */
  refusedAnew: readonly RejectedCandle[];
  /** Open times in `answered` that still have no candle after this write. */
  stillMissing: number;
}>;
