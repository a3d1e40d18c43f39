import type { SeriesLedger } from '../../../shared/domain/coverage.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { Gap } from '../../../shared/domain/gap.ts';
import type { InstrumentId, MarketSymbol } from '../../../shared/domain/instrument.ts';
import type { Series, SeriesId } from '../../../shared/domain/series.ts';
import { durationOf, type Timeframe } from '../../../shared/domain/timeframe.ts';
import type { WritableDb } from '../connection.ts';
import type { Statements } from '../statements.ts';
import { createCandleReader } from './candles.ts';

type SeriesRow = Readonly<{
  id: SeriesId;
  instrument_id: InstrumentId;
  exchange: ExchangeId;
  symbol: MarketSymbol;
  timeframe: Timeframe;
  tracked: 0 | 1;
  history_days: number;
  candles: number;
  ledger_from: number | null;
  ledger_until: number | null;
  listed_at: number | null;
  delisted_at: number | null;
  live: 0 | 1;
  derived_from: Timeframe | null;
  features: 0 | 1;
  aside: 0 | 1;
  is_active: 0 | 1;
}>;

const SERIES = `
  SELECT s.id, s.instrument_id, i.exchange, i.symbol, s.timeframe, s.tracked, s.history_days, s.candles,
         s.ledger_from, s.ledger_until, i.listed_at, i.delisted_at, s.live, s.derived_from,
         s.features, s.aside, i.is_active
    FROM series s JOIN instrument i ON i.id = s.instrument_id`;

const toSeries = (row: SeriesRow): Series => ({
  id: row.id,
  instrumentId: row.instrument_id,
  exchange: row.exchange,
  symbol: row.symbol,
  timeframe: row.timeframe,
  tracked: row.tracked === 1,
  historyDays: row.history_days,
  live: row.live === 1,
  ...(row.derived_from === null ? {} : { derivedFrom: row.derived_from }),
  ...(row.features === 1 ? { features: true } : {}),
  ...(row.aside === 1 ? { aside: true } : {}),
});

type GapSum = Readonly<{ series_id: SeriesId; gaps: number; missing_ms: number; empty_ms: number }>;
export type GapListRow = Readonly<{
  series_id: SeriesId;
  exchange: ExchangeId;
  symbol: MarketSymbol;
  timeframe: Timeframe;
  from_time: number;
  until_time: number;
  cause: Gap['cause'];
  state: Gap['state'];
  attempts: number;
  evidence: string | null;
  batch_id: number | null;
  also_missing: string;
  next_retry_at: number | null;
  updated_at: number;
}>;

/** Every column of a gap with the name of its series; needs a WHERE. */
export const GAP_LIST = `
  SELECT g.series_id, i.exchange, i.symbol, s.timeframe, g.from_time, g.until_time, g.cause, g.state, g.attempts,
         g.evidence, g.batch_id, g.also_missing, g.next_retry_at, g.updated_at
    FROM gap g JOIN series s ON s.id = g.series_id JOIN instrument i ON i.id = s.instrument_id`;

export function toGap(row: GapListRow): Gap {
  const step = durationOf(row.timeframe);
  return {
    seriesId: row.series_id,
    exchange: row.exchange,
    symbol: row.symbol,
    timeframe: row.timeframe,
    from: row.from_time,
    to: row.until_time - step,
    missing: Math.round((row.until_time - row.from_time) / step),
    cause: row.cause,
    state: row.state,
    attempts: row.attempts,
    evidence: row.evidence,
    batchId: row.batch_id,
    alsoMissing: JSON.parse(row.also_missing) as MarketSymbol[],
    nextRetryAt: row.next_retry_at,
    updatedAt: row.updated_at,
  };
}

export function createSeriesReader(statements: Statements) {
  const { prepare, db } = statements;
  const candles = createCandleReader(statements);
  const all = prepare<[], SeriesRow>('series.all', SERIES);
  const gapSums = prepare<[], GapSum>(
    'gap.sums',
    `SELECT series_id, count(*) AS gaps, sum(until_time - from_time) AS missing_ms,
            sum(CASE WHEN state = 'confirmed-empty' THEN until_time - from_time ELSE 0 END) AS empty_ms
       FROM gap GROUP BY series_id`,
  );
  const gapList = prepare<[SeriesId], GapListRow>(
    'gap.list',
    `${GAP_LIST} WHERE g.series_id = ? ORDER BY g.from_time`,
  );
  const days = prepare<[SeriesId], [number, number]>(
    'coverage.days',
    'SELECT day, candles FROM coverage_day WHERE series_id = ? ORDER BY day',
    'arrays',
  );

  // One read transaction: counts of before a page and gaps of after it would make a status that never was.
  const ledgers = db.transaction((): SeriesLedger[] => {
    const sums = new Map(gapSums.all().map((sum) => [sum.series_id, sum]));
    return all.all().map((row) => {
      const [first, last] = row.candles === 0 ? [null, null] : candles.edges(row.id);
      const sum = sums.get(row.id);
      const step = durationOf(row.timeframe);
      return {
        ...toSeries(row),
        candles: row.candles,
        first,
        last,
        ledgerFrom: row.ledger_from,
        ledgerUntil: row.ledger_until,
        missing: Math.round((sum?.missing_ms ?? 0) / step),
        confirmedEmpty: Math.round((sum?.empty_ms ?? 0) / step),
        gaps: sum?.gaps ?? 0,
        listedAt: row.listed_at,
        delistedAt: row.delisted_at,
        isActive: row.is_active === 1,
      };
    });
  });

  return {
    list: (): Series[] => all.all().map(toSeries),
    /** Coverage of every series out of the ledgers; reads no candle but the first and last of each. */
    ledgers: (): SeriesLedger[] => ledgers(),
    /** Gaps of one series, oldest first. */
    gaps: (seriesId: SeriesId): Gap[] => gapList.all(seriesId).map(toGap),
    /** Candles per UTC day: [days since 1970, candles]. */
    days: (seriesId: SeriesId): [number, number][] => days.all(seriesId),
  };
}

export function createSeriesWriter(db: WritableDb, { prepare }: Statements) {
  const upsert = prepare<[InstrumentId, Timeframe, number], SeriesId>(
    'series.upsert',
    `INSERT INTO series (instrument_id, timeframe, history_days) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET tracked = 1, aside = 0, history_days = excluded.history_days RETURNING id`,
    'value',
  );
  const setTracked = prepare<[0 | 1, 0 | 1, SeriesId], never>(
    'series.track',
    'UPDATE series SET tracked = ?, aside = ? WHERE id = ?',
  );
  const OWNED = [
    'candle',
    'candle_revision',
    'rejected_candle',
    'coverage_day',
    'gap',
    'ingest_batch',
    'job_part',
    'ingestion_status',
    'canary_day',
    'review_item',
    'candle_feature',
    'feature_quality',
    'feature_total',
    'stale',
  ];
  const removals = OWNED.map((table) =>
    prepare<[SeriesId], never>(`${table}.removeSeries`, `DELETE FROM ${table} WHERE series_id = ?`),
  );
  const removeRow = prepare<[SeriesId], never>('series.remove', 'DELETE FROM series WHERE id = ?');
  const remove = db.transaction((seriesId: SeriesId): number => {
    const [candlesRemoved = 0] = removals.map((statement) => statement.run(seriesId).changes);
    removeRow.run(seriesId);
    return candlesRemoved;
  });
  return {
    /** Tracks a timeframe of an instrument, or changes the history wanted of one already there. */
    track: (instrumentId: InstrumentId, timeframe: Timeframe, historyDays: number): SeriesId =>
      upsert.get(instrumentId, timeframe, historyDays)!,
    setTracked: (seriesId: SeriesId, tracked: boolean): void => {
      setTracked.run(tracked ? 1 : 0, 0, seriesId);
    },
    /** Leaves a series alone that came with a file or was made here, and is there to be used all the same. */
    setAside: (seriesId: SeriesId): void => {
      setTracked.run(0, 1, seriesId);
    },
    /** Deletes a series with everything that hangs on it; returns how many candles went. */
    remove: (seriesId: SeriesId): number => remove.immediate(seriesId),
  };
}
