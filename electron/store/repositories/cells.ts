import { CELL_KINDS, type CoverageCells, cellKind } from '../../../shared/domain/coverageCells.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { DAY, type EpochMs } from '../../../shared/domain/time.ts';
import { ceilToGrid, durationOf, type Timeframe } from '../../../shared/domain/timeframe.ts';
import type { Statements } from '../statements.ts';
import { createLedgerReader } from './ledger.ts';

const KINDS = CELL_KINDS.length;

/** Counts candles and missing open times per bucket of time: what a heatmap draws. */
export function createCellReader(statements: Statements) {
  const { prepare } = statements;
  const ledger = createLedgerReader(statements);
  const byDay = prepare<[SeriesId, number, number], [number, number]>(
    'cells.byDay',
    'SELECT day, candles FROM coverage_day WHERE series_id = ? AND day >= ? AND day < ?',
    'arrays',
  );
  const byCandle = prepare<[EpochMs, number, SeriesId, EpochMs, EpochMs], [number, number]>(
    'cells.byCandle',
    `SELECT CAST((open_time - ?) / ? AS INTEGER) AS bucket, count(*) FROM candle
      WHERE series_id = ? AND open_time >= ? AND open_time < ? GROUP BY bucket`,
    'arrays',
  );

  const countCandles = (seriesId: SeriesId, from: EpochMs, size: number, candles: Float64Array): void => {
    const until = from + candles.length * size;
    if (size % DAY === 0 && from % DAY === 0) {
      for (const [day, count] of byDay.all(seriesId, from / DAY, until / DAY)) {
        candles[Math.floor((day * DAY - from) / size)]! += count;
      }
      return;
    }
    for (const [bucket, count] of byCandle.all(from, size, seriesId, from, until)) candles[bucket] = count;
  };

  return {
    /** Returns `count` buckets of `size` ms from `from` on; whole days are answered by the coverage ledger alone. */
    cells(
      seriesId: SeriesId,
      timeframe: Timeframe,
      from: EpochMs,
      size: number,
      count: number,
    ): CoverageCells {
      const buffer = new Float64Array(count * 3);
      const cells = {
        candles: buffer.subarray(0, count),
        missing: buffer.subarray(count, 2 * count),
        kind: buffer.subarray(2 * count),
      };
      countCandles(seriesId, from, size, cells.candles);
      const byKind = new Float64Array(count * KINDS);
      for (const gap of ledger.gaps(seriesId, from, from + count * size)) {
        const kind = cellKind(gap.cause, gap.state);
        spread(gap, timeframe, { from, size, count }, (bucket, missing) => {
          cells.missing[bucket]! += missing;
          byKind[bucket * KINDS + kind]! += missing;
        });
      }
      for (let bucket = 0; bucket < count; bucket += 1) {
        cells.kind[bucket] = greatest(byKind.subarray(bucket * KINDS, (bucket + 1) * KINDS));
      }
      return cells;
    },
  };
}

/**
 * Tells every bucket a stretch of open times touches how many of them lie inside: counted on the grid, because a bucket
 * may be finer than a candle or begin in the middle of one.
 */
function spread(
  stretch: Interval,
  timeframe: Timeframe,
  { from, size, count }: Readonly<{ from: EpochMs; size: number; count: number }>,
  tell: (bucket: number, openTimes: number) => void,
): void {
  const step = durationOf(timeframe);
  const first = Math.max(0, Math.floor((stretch.from - from) / size));
  const last = Math.min(count - 1, Math.ceil((stretch.until - from) / size) - 1);
  for (let bucket = first; bucket <= last; bucket += 1) {
    const start = ceilToGrid(timeframe, Math.max(stretch.from, from + bucket * size));
    const end = ceilToGrid(timeframe, Math.min(stretch.until, from + (bucket + 1) * size));
    if (end > start) tell(bucket, (end - start) / step);
  }
}

/** Returns the index of the greatest number, the first of equal ones; 0, which is `complete`, where all are zero. */
function greatest(values: Float64Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i += 1) if (values[i]! > values[best]!) best = i;
  return best;
}
