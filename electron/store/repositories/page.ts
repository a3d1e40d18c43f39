import type { CandleColumns } from '../../../shared/domain/candle.ts';
import type { RejectedCandle } from '../../../shared/domain/candleRules.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
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
}>;

export type PageOutcome = Readonly<{
  batchId: number;
  inserted: number;
  changed: number;
  /** Candles the rules refused, and the first hundred of them. */
  refused: number;
  rejected: readonly RejectedCandle[];
  /** Open times in `answered` that still have no candle after this write. */
  stillMissing: number;
}>;
