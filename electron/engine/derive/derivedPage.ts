import type { CandleColumns } from '../../../shared/domain/candle.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import type { SeriesId, SeriesKey } from '../../../shared/domain/series.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { Timeframe } from '../../../shared/domain/timeframe.ts';
import type { PageWrite } from '../ports/store.ts';

type Made = Readonly<{
  candles: CandleColumns;
  from: Timeframe;
  /** Finer candles under them. */
  finer: number;
  asked: Interval;
  exchangeTime: EpochMs;
  receivedAt: EpochMs;
}>;

/**
 * Returns the page that stores derived candles with their lineage: `derived from 1m, 60 candles`. It answers for
 * nothing: finer candles cannot say what the venue does not have.
 */
export const derivedPage = (
  { exchange, timeframe, id }: SeriesKey & Readonly<{ id: SeriesId }>,
  { candles, from, finer, asked, exchangeTime, receivedAt }: Made,
): PageWrite => ({
  seriesId: id,
  timeframe,
  candles,
  answered: null,
  exchangeTime,
  asked,
  provider: exchange,
  request: `derived from ${from}, ${finer} candles`,
  receivedAt,
  origin: 'derived',
  rolling: true,
});
