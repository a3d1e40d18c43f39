import { type CoverageCells, cellKind } from '../../../shared/domain/coverageCells.ts';
import type { GapCause, GapState } from '../../../shared/domain/gap.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { DAY, type EpochMs } from '../../../shared/domain/time.ts';
import { durationOf, type Timeframe } from '../../../shared/domain/timeframe.ts';
import type { Statements } from '../statements.ts';
import { createLedgerReader } from './ledger.ts';

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
      const worst = new Float64Array(count);
      const step = durationOf(timeframe);
      for (const gap of ledger.gaps(seriesId, from, from + count * size)) {
        spread(gap, from, size, count, (bucket, ms) => {
          cells.missing[bucket]! += Math.round(ms / step);
          if (ms <= worst[bucket]!) return;
          worst[bucket] = ms;
          cells.kind[bucket] = cellKind(gap.cause as GapCause, gap.state as GapState);
        });
      }
      return cells;
    },
  };
}

/** Tells every bucket a stretch of time touches how much of it lies inside. */
function spread(
  stretch: Readonly<{ from: EpochMs; until: EpochMs }>,
  from: EpochMs,
  size: number,
  count: number,
  tell: (bucket: number, ms: number) => void,
): void {
  const first = Math.max(0, Math.floor((stretch.from - from) / size));
  const last = Math.min(count - 1, Math.ceil((stretch.until - from) / size) - 1);
  for (let bucket = first; bucket <= last; bucket += 1) {
    const start = from + bucket * size;
    tell(bucket, Math.min(stretch.until, start + size) - Math.max(stretch.from, start));
  }
}
