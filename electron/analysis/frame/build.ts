import { CANDLE_FIELDS, type CandleColumns } from '../../../shared/domain/candle.ts';
import type { SeriesKey } from '../../../shared/domain/series.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import { alignRows } from '../align.ts';
import type { FeatureInput } from '../features/feature.ts';
import { formingCandles } from '../forming.ts';
import { columnsOf, computeIndicator } from '../indicators/compute.ts';
import { fillHoles } from './fillBase.ts';
import { type FramePlan, isFormable, type PlannedSeries } from './plan.ts';

/**
 * One column of a frame: the value of row i is `values[rows[i]]`, or `values[i]` where `rows` is null; NaN (empty)
 * where `rows[i]` is −1. Joined columns share their `rows`, so a writer can reuse what it made of a joined candle.
 */
export type FrameColumn = Readonly<{
  name: string;
  values: Float64Array;
  rows: Int32Array | null;
  kind: 'number' | 'time' | 'mask';
}>;

export type Frame = Readonly<{
  /** Open times of the base candles, ms UTC; `[first, end)` are the rows of the frame, before it lies the warm-up. */
  openTime: Float64Array;
  columns: readonly FrameColumn[];
  first: number;
  end: number;
  /** Rows cut because an indicator or feature had no value yet. */
  warmup: number;
}>;

/** What a frame is made of: closed candles by series, warm-up included, and what cross-sectional features need. */
export type FrameSources = Readonly<{
  candles(series: SeriesKey): CandleColumns;
  /** Market and sector columns at the open times of a series' candles. */
  beside(series: SeriesKey, candles: CandleColumns): Omit<FeatureInput, 'candles'>;
}>;

const valueAt = ({ values, rows }: FrameColumn, i: number): number => {
  const row = rows === null ? i : rows[i]!;
  return row < 0 ? Number.NaN : values[row]!;
};

/** Returns the cell of a column; NaN where it is empty. */
export const cellAt = valueAt;

function computed(
  planned: PlannedSeries,
  candles: CandleColumns,
  sources: FrameSources,
): [string, Float64Array][] {
  const { indicators, features, series } = planned;
  const input = features.length === 0 ? null : { candles, ...sources.beside(series, candles) };
  const empty = (): Float64Array => new Float64Array(candles.openTime.length).fill(Number.NaN);
  return [
    ...indicators.flatMap((spec) => {
      const columns = computeIndicator(spec, candles);
      return columnsOf(spec).map((name, k): [string, Float64Array] => [name, columns[k]!]);
    }),
    ...features.map(({ name, compute }): [string, Float64Array] => [
      name,
      compute === null || input === null ? empty() : compute(input),
    ]),
  ];
}

function joinedColumns(
  { spec }: FramePlan,
  planned: PlannedSeries,
  base: CandleColumns,
  sources: FrameSources,
): FrameColumn[] {
  const { series, prefix } = planned;
  const candles = sources.candles(series);
  const rows = alignRows(spec.base, base.openTime, series.timeframe, candles.openTime);
  const column = (name: string, values: Float64Array, kind: FrameColumn['kind'] = 'number'): FrameColumn => ({
    name: prefix + name,
    values,
    rows,
    kind,
  });
  const { openTime, ...prices } = candles;
  const closes = openTime.map((time) => time + durationOf(series.timeframe));
  const stamps = spec.availableAt
    ? [column('open_time', openTime, 'time'), column('available_at', closes, 'time')]
    : [];
  const forming =
    spec.forming && isFormable(spec, series) ? formingCandles(base, spec.base, series.timeframe) : null;
  return [
    ...stamps,
    ...(planned.candles ? PRICES.map((field) => column(field, prices[field])) : []),
    ...(forming === null
      ? []
      : PRICES.map(
          (field): FrameColumn => ({
            name: `${prefix}forming_${field}`,
            values: forming[field],
            rows: null,
            kind: 'number',
          }),
        )),
    ...computed(planned, candles, sources).map(([name, values]) => column(name, values)),
  ];
}

const PRICES = CANDLE_FIELDS.filter((field) => field !== 'openTime');

/** Returns the first row from `start` on at which every computed column has had a value. */
function warmUntil(
  columns: readonly FrameColumn[],
  warming: ReadonlySet<string>,
  start: number,
  end: number,
): number {
  let first = start;
  for (const column of columns) {
    if (!warming.has(column.name)) continue;
    let row = start;
    while (row < end && Number.isNaN(valueAt(column, row))) row += 1;
    // A column without any value (a feature without a source) does not cut the whole frame away.
    if (row < end) first = Math.max(first, row);
  }
  return first;
}

/**
 * Builds a frame out of closed candles. A row shows of every other series only the candle that has closed by the
 * close of the row's own candle (`alignRows`); what is missing stays empty.
 */
export function buildFrame(plan: FramePlan, sources: FrameSources): Frame {
  const { spec } = plan;
  const stored = sources.candles(plan.base.series);
  const whole = spec.fill ? fillHoles(stored, spec.base) : { candles: stored, filled: null };
  const base = whole.candles;
  const own = (name: string, values: Float64Array, kind: FrameColumn['kind'] = 'number'): FrameColumn => ({
    name,
    values,
    rows: null,
    kind,
  });
  const columns = [
    ...PRICES.map((field) => own(field, base[field])),
    ...computed(plan.base, base, sources).map(([name, values]) => own(name, values)),
    ...plan.joined.flatMap((planned) => joinedColumns(plan, planned, base, sources)),
    ...(whole.filled === null ? [] : [own('is_filled', whole.filled, 'mask')]),
  ];
  const { openTime } = base;
  const start = spec.from === undefined ? 0 : lowerBound(openTime, spec.from);
  const end = spec.until === undefined ? openTime.length : lowerBound(openTime, spec.until);
  const warming = new Set(plan.columns.filter(({ lookback }) => lookback > 1).map(({ name }) => name));
  const first = spec.keepWarmup ? start : warmUntil(columns, warming, start, end);
  return { openTime, columns, first, end, warmup: first - start };
}

function lowerBound(times: Float64Array, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
