import {
  allocateCandles,
  type CandleColumns,
  type CandleRow,
  setCandle,
} from '../../../shared/domain/candle.ts';
import { MARKET_REFERENCE } from '../../../shared/domain/feature.ts';
import type { IndicatorSpec } from '../../../shared/domain/frame.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import { CANDLE_FLAG } from '../../../shared/domain/quality.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { DAY, type EpochMs } from '../../../shared/domain/time.ts';
import { durationOf, type Timeframe } from '../../../shared/domain/timeframe.ts';
import { featureRows, STORED_BLOCK, STORED_WARMUP } from '../../analysis/features/stored.ts';
import { candlesBefore } from '../../analysis/frame/plan.ts';
import { INDICATORS } from '../../analysis/indicators/catalog.ts';
import { columnsOf, computeIndicator } from '../../analysis/indicators/compute.ts';
import type { Statements } from '../statements.ts';
import { CANDLE_COLUMNS, createCandleReader } from './candles.ts';
import { createObvStart } from './obvStart.ts';

type Of = Readonly<{ id: SeriesId; timeframe: Timeframe }>;

export type FeatureStep = Readonly<{
  openTime: Float64Array;
  /** The features' JSON of each of them. */
  features: readonly string[];
  /** What these rows answer for, and where the next step begins; null when the stretch is done. */
  where: Interval;
  next: EpochMs | null;
}>;

export type IndicatorColumns = Readonly<{
  openTime: Float64Array<ArrayBuffer>;
  names: string[];
  columns: Float64Array<ArrayBuffer>[];
}>;

type Row = readonly [...candle: CandleRow, doubtful: 0 | 1];
type Beside = readonly [openTime: number, close: number];

/** Computes on the thread that reads: columns of a million candles never have to leave it. */
export function createFeatureSource(statements: Statements) {
  const { prepare } = statements;
  const candles = createCandleReader(statements);
  const obv = createObvStart(statements);
  const rowsWithin = prepare<[SeriesId, number, number], Row>(
    'feature.candles',
    `SELECT ${CANDLE_COLUMNS}, c.flags & ${CANDLE_FLAG.doubted} OR coalesce(b.fallback_used, 0)
       FROM candle c LEFT JOIN ingest_batch b ON b.id = c.batch_id
      WHERE c.series_id = ? AND open_time >= ? AND open_time < ? ORDER BY open_time`,
    'arrays',
  );
  const market = prepare<[SeriesId], SeriesId>(
    'feature.market',
    `SELECT r.id FROM series s JOIN instrument i ON i.id = s.instrument_id
       JOIN instrument m ON m.exchange = i.exchange AND m.symbol = '${MARKET_REFERENCE}'
       JOIN series r ON r.instrument_id = m.id AND r.timeframe = s.timeframe
      WHERE s.id = ?`,
    'value',
  );
  const peers = prepare<[SeriesId], SeriesId>(
    'feature.peers',
    `SELECT r.id FROM series s JOIN instrument i ON i.id = s.instrument_id
       JOIN instrument m ON m.exchange = i.exchange AND m.sector = i.sector AND m.id <> i.id
       JOIN series r ON r.instrument_id = m.id AND r.timeframe = s.timeframe
      WHERE s.id = ? ORDER BY m.symbol`,
    'value',
  );
  const closes = prepare<[SeriesId, number, number], Beside>(
    'feature.closes',
    'SELECT open_time, close FROM candle WHERE series_id = ? AND open_time >= ? AND open_time < ? ORDER BY open_time',
    'arrays',
  );

  /** Closes of another series at the same open times; NaN where it has no candle. */
  const closesAt = (seriesId: SeriesId, openTime: Float64Array, span: Interval): Float64Array => {
    const column = new Float64Array(openTime.length).fill(Number.NaN);
    let at = 0;
    for (const [time, close] of closes.all(seriesId, span.from, span.until)) {
      while (at < openTime.length && openTime[at]! < time) at += 1;
      if (openTime[at] === time) column[at] = close;
    }
    return column;
  };

  const inputOf = (series: Of, span: Interval) => {
    const rows = rowsWithin.all(series.id, span.from, span.until);
    const own = allocateCandles(rows.length);
    const doubtful = new Uint8Array(rows.length);
    rows.forEach((row, i) => {
      const [time, open, high, low, close, volume, isDoubtful] = row;
      setCandle(own, i, [time, open, high, low, close, volume]);
      doubtful[i] = isDoubtful;
    });
    const reference = market.get(series.id);
    return {
      candles: own,
      doubtful,
      step: durationOf(series.timeframe),
      market: reference === undefined ? null : closesAt(reference, own.openTime, span),
      sector: peers.all(series.id).map((id) => closesAt(id, own.openTime, span)),
    };
  };

  const featureStep = (series: Of, { from, until }: Interval): FeatureStep => {
    const step = durationOf(series.timeframe);
    const block = STORED_BLOCK * step;
    const begin = Math.floor(from / block) * block;
    const where = { from, until: Math.min(until, begin + block) };
    const input = inputOf(series, { from: begin - STORED_WARMUP * step, until: where.until });
    const first = firstAt(input.candles, from);
    return {
      openTime: input.candles.openTime.slice(first),
      features: featureRows(input, first),
      where,
      next: where.until < until ? where.until : null,
    };
  };

  const obvRange = (series: Of, spec: IndicatorSpec, { from, until }: Interval): IndicatorColumns => {
    const read = candles.within(series.id, from, until);
    const columns = computeIndicator(spec, read, obv.before(series, from));
    return {
      openTime: read.openTime.slice(),
      names: [...columnsOf(spec)],
      columns: columns.map((column) => column.slice()),
    };
  };

  const indicatorRange = (series: Of, spec: IndicatorSpec, where: Interval): IndicatorColumns => {
    if (spec.name === 'obv') return obvRange(series, spec, where);
    const { from, until } = where;
    const lookback = INDICATORS[spec.name].lookback(spec.params);
    const warmup = candles.before(series.id, from, candlesBefore(lookback));
    // A session's average counts from the start of its day.
    const session = spec.name === 'vwap' ? Math.floor(from / DAY) * DAY : from;
    const start = Math.min(session, warmup.openTime[0] ?? from);
    const read = candles.within(series.id, start, until);
    const first = firstAt(read, from);
    const columns = computeIndicator(spec, read).map((column) => column.slice(first));
    return { openTime: read.openTime.slice(first), names: [...columnsOf(spec)], columns };
  };

  const stepInOne = statements.db.transaction(featureStep);
  const rangeInOne = statements.db.transaction(indicatorRange);
  return {
    /** Computes the features of the first candles of a stretch; goes on from `next` until that is null. */
    featureStep: (series: Of, stretch: Interval): FeatureStep => stepInOne(series, stretch),
    /**
     * An indicator over the candles that open in [from, until), warmed up by those before; on-balance volume counts
     * from the first candle of the series.
     */
    indicatorRange: (series: Of, spec: IndicatorSpec, where: Interval): IndicatorColumns =>
      rangeInOne(series, spec, where),
  };
}

function firstAt({ openTime }: CandleColumns, from: EpochMs): number {
  const found = openTime.findIndex((time) => time >= from);
  return found === -1 ? openTime.length : found;
}
