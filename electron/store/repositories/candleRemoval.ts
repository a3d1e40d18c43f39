import { runsOf } from '../../../shared/domain/interval.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { DAY, type EpochMs } from '../../../shared/domain/time.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import type { Statements } from '../statements.ts';
import { createLedgerWriter } from './ledger.ts';
import { createSeriesGrid } from './seriesGrid.ts';
import { createStaleWriter } from './stale.ts';

/** Takes candles out of a series and both of its ledgers; the caller owns the transaction. */
export function createCandleRemoval(statements: Statements) {
  const { prepare } = statements;
  const grid = createSeriesGrid(statements);
  const ledger = createLedgerWriter(statements);
  const stale = createStaleWriter(statements);
  const remove = prepare<[SeriesId, EpochMs], never>(
    'candle.remove',
    'DELETE FROM candle WHERE series_id = ? AND open_time = ?',
  );
  const takeFromDay = prepare<[number, SeriesId, number], never>(
    'coverage.take',
    'UPDATE coverage_day SET candles = candles - ? WHERE series_id = ? AND day = ?',
  );
  const dropEmptyDay = prepare<[SeriesId, number], never>(
    'coverage.dropEmpty',
    'DELETE FROM coverage_day WHERE series_id = ? AND day = ? AND candles <= 0',
  );
  const takeFromSeries = prepare<[number, SeriesId], never>(
    'series.takeCandles',
    'UPDATE series SET candles = candles - ? WHERE id = ?',
  );
  return {
    /**
     * Removes the candles at `times`, ascending and all there: they are missing again, as if nobody had asked. Before
     * `nextRetryAt` no automatic repair brings them back.
     */
    remove(seriesId: SeriesId, times: readonly EpochMs[], now: EpochMs, nextRetryAt: EpochMs | null): void {
      for (const time of times) remove.run(seriesId, time);
      for (const [day, lost] of Map.groupBy(times, (time) => Math.floor(time / DAY))) {
        takeFromDay.run(lost.length, seriesId, day);
        dropEmptyDay.run(seriesId, day);
      }
      takeFromSeries.run(times.length, seriesId);
      const runs = runsOf(times, durationOf(grid.timeframeOf(seriesId)));
      ledger.lose(seriesId, runs, now, nextRetryAt);
      stale.changed(seriesId, runs);
    },
  };
}
