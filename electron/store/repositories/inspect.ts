import type { CandleStory } from '../../../shared/contract/calls/quality.ts';
import { type CandleRow, candlesFromRows } from '../../../shared/domain/candle.ts';
import type { Series, SeriesId } from '../../../shared/domain/series.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import type { Statements } from '../statements.ts';
import { createBatchReader } from './batchReader.ts';
import { CANDLE_COLUMNS, createCandleReader } from './candles.ts';
import { GAP_LIST, type GapListRow, toGap } from './series.ts';

type StoredCandle = [...CandleRow, batch: number, flags: number, latencyMs: number | null];
type OldCandle = [...CandleRow, batch: number, at: EpochMs, by: number];

/** Rows of a history that are shown; a candle that was revised more often has other problems. */
const LONGEST_HISTORY = 100;

/** Gathers everything that is known about one open time of one series. */
export function createStoryReader(statements: Statements) {
  const { prepare, db } = statements;
  const candles = createCandleReader(statements);
  const batches = createBatchReader(statements);
  const stored = prepare<[SeriesId, EpochMs], StoredCandle>(
    'story.candle',
    `SELECT ${CANDLE_COLUMNS}, batch_id, flags, latency_ms FROM candle WHERE series_id = ? AND open_time = ?`,
    'arrays',
  );
  const revisions = prepare<[SeriesId, EpochMs], OldCandle>(
    'story.revisions',
    `SELECT ${CANDLE_COLUMNS}, batch_id, replaced_at, replaced_by FROM candle_revision
      WHERE series_id = ? AND open_time = ? ORDER BY id DESC LIMIT ${LONGEST_HISTORY}`,
    'arrays',
  );
  const rejected = prepare<[SeriesId, EpochMs], CandleStory['rejected'][number]>(
    'story.rejected',
    `SELECT at, reason FROM rejected_candle WHERE series_id = ? AND open_time = ?
      ORDER BY id DESC LIMIT ${LONGEST_HISTORY}`,
  );
  const gap = prepare<[SeriesId, EpochMs, EpochMs], GapListRow>(
    'story.gap',
    `${GAP_LIST} WHERE g.series_id = ? AND g.from_time <= ? AND g.until_time > ?
      ORDER BY g.from_time DESC LIMIT 1`,
  );

  const finerOf = (
    { timeframe }: Series,
    finer: readonly Series[],
    openTime: EpochMs,
  ): CandleStory['finer'] => {
    for (const one of finer) {
      const under = candles.within(one.id, openTime, openTime + durationOf(timeframe));
      if (under.openTime.length === 0) continue;
      const expected = durationOf(timeframe) / durationOf(one.timeframe);
      return { timeframe: one.timeframe, candles: under, expected };
    }
    return null;
  };

  const tell = db.transaction((of: Series, openTime: EpochMs, finer: readonly Series[]): CandleStory => {
    const row = stored.get(of.id, openTime);
    const [batchId, flags, latencyMs] = row === undefined ? [null, 0, null] : [row[6], row[7], row[8]];
    const old = revisions.all(of.id, openTime);
    const missing = row === undefined ? gap.get(of.id, openTime, openTime) : undefined;
    return {
      candle: candlesFromRows(row === undefined ? [] : [valuesOf(row)]),
      batch: batchId === null ? null : batches.get(batchId),
      flags,
      latencyMs,
      revisions: candlesFromRows(old.map(valuesOf)),
      revised: old.map(([, , , , , , batch, at, by]) => ({
        at,
        batch: batches.get(batch),
        by: batches.get(by),
      })),
      rejected: rejected.all(of.id, openTime),
      gap: missing === undefined ? null : toGap(missing),
      finer: finerOf(of, finer, openTime),
    };
  });
  return {
    /** Returns the story of one open time; `finer` are the series it could be made of, the coarsest of them first. */
    story: (of: Series, openTime: EpochMs, finer: readonly Series[]): CandleStory =>
      tell(of, openTime, finer),
  };
}

const valuesOf = (row: StoredCandle | OldCandle): CandleRow => [
  row[0],
  row[1],
  row[2],
  row[3],
  row[4],
  row[5],
];
