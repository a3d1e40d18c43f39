import type { FrameSpec, IndicatorSpec } from '../../../shared/domain/frame.ts';
import type { FrameNote } from '../../../shared/domain/frameNote.ts';
import type { SeriesKey } from '../../../shared/domain/series.ts';
import { whyNotDerivable } from '../aggregate.ts';
import type { Feature } from '../features/feature.ts';
import { FEATURES } from '../features/features.ts';
import { INDICATORS } from '../indicators/catalog.ts';
import { columnsOf } from '../indicators/compute.ts';
import { keyOf, prefixOf, seriesOf } from './names.ts';

const CANDLE_NAMES = ['open', 'high', 'low', 'close', 'volume'] as const;

/**
 * A mean that never forgets is read this many lookbacks before the first row: what came before weighs less than
 * 1e-8 of a unit in it by then, and no result depends on how much older history happens to be stored.
 */
const LOOKBACKS_READ = 20;
const LEAST_READ = 500;

/** What is taken from one series. */
export type PlannedSeries = Readonly<{
  series: SeriesKey;
  prefix: string;
  /** Its candles are columns of the frame. */
  candles: boolean;
  indicators: readonly IndicatorSpec[];
  features: readonly Feature[];
  /** Candles to read before the first row of the frame. */
  warmup: number;
}>;

export type FramePlan = Readonly<{
  spec: FrameSpec;
  base: PlannedSeries;
  /** Other timeframes and symbols, in the order of their columns. */
  joined: readonly PlannedSeries[];
  /** Every column after `timestamp`, in order, with the candles it needs before its first value. */
  columns: readonly Readonly<{ name: string; lookback: number }>[];
  /** Why the frame cannot be made. */
  problems: readonly FrameNote[];
}>;

type Collected = {
  series: SeriesKey;
  candles: boolean;
  indicators: IndicatorSpec[];
  features: Feature[];
};

function lookbackOf({ indicators, features }: Pick<PlannedSeries, 'indicators' | 'features'>): number {
  return Math.max(
    1,
    ...indicators.map(({ name, params }) => INDICATORS[name].lookback(params)),
    ...features.map(({ lookback }) => lookback),
  );
}

/** Returns how many candles are read before the first row of what looks back over `lookback` of them. */
export const candlesBefore = (lookback: number): number =>
  lookback === 1 ? 0 : Math.max(LEAST_READ, LOOKBACKS_READ * lookback);

const warmupOf = (planned: Pick<PlannedSeries, 'indicators' | 'features'>): number =>
  candlesBefore(lookbackOf(planned));

/** Says why an indicator cannot be computed with these parameters; null when it can. */
export function indicatorProblem({ name, params }: IndicatorSpec): FrameNote | null {
  const wanted = Object.keys(INDICATORS[name].params);
  if (params.length !== wanted.length) {
    const parameters = wanted.join(', ');
    return { code: 'parameter-count', indicator: name, count: wanted.length, parameters };
  }
  const period = params.find((value, i) => wanted[i] !== 'width' && !Number.isInteger(value));
  return period === undefined ? null : { code: 'not-a-period', indicator: name, value: period };
}

function columnsOfSeries(spec: FrameSpec, planned: PlannedSeries): FramePlan['columns'] {
  const { prefix, candles, indicators, features, series } = planned;
  const isJoined = prefix !== '';
  const stamps = isJoined && spec.availableAt ? ['open_time', 'available_at'] : [];
  const canForm = isJoined && spec.forming && isFormable(spec, series);
  const names = candles ? [...stamps, ...CANDLE_NAMES] : stamps;
  const forming = canForm ? CANDLE_NAMES.map((name) => `forming_${name}`) : [];
  return [
    ...[...names, ...forming].map((name) => ({ name: prefix + name, lookback: 1 })),
    ...indicators.flatMap((one) =>
      columnsOf(one).map((name) => ({
        name: prefix + name,
        lookback: INDICATORS[one.name].lookback(one.params),
      })),
    ),
    ...features.map(({ name, lookback }) => ({ name: prefix + name, lookback })),
  ];
}

/** Only a coarser candle of the frame's own symbol can be seen forming in its base candles. */
export const isFormable = (spec: FrameSpec, series: SeriesKey): boolean =>
  series.exchange === spec.exchange &&
  series.symbol === spec.symbol &&
  whyNotDerivable(spec.base, series.timeframe) === null;

/** Works out what a frame reads and which columns it has. */
export function planFrame(spec: FrameSpec): FramePlan {
  const collected = new Map<string, Collected>();
  const at = (series: SeriesKey): Collected => {
    const found = collected.get(keyOf(series)) ?? { series, candles: false, indicators: [], features: [] };
    collected.set(keyOf(series), found);
    return found;
  };
  const problems: FrameNote[] = [];
  const own = at(seriesOf(spec, {}));
  own.candles = true;
  for (const join of spec.joins) at(seriesOf(spec, join)).candles = true;
  for (const { name, params, ...of } of spec.indicators) {
    const problem = indicatorProblem({ name, params });
    if (problem === null) at(seriesOf(spec, of)).indicators.push({ name, params });
    else problems.push(problem);
  }
  for (const { name, ...of } of spec.features) {
    const feature = FEATURES.find((candidate) => candidate.name === name);
    if (feature === undefined) problems.push({ code: 'no-feature', feature: name });
    else at(seriesOf(spec, of)).features.push(feature);
  }
  const planned = [...collected.values()].map((one) => ({
    ...one,
    prefix: prefixOf(spec, one.series),
    warmup: warmupOf(one),
  }));
  const columns = planned.flatMap((one) => columnsOfSeries(spec, one));
  if (spec.fill) columns.push({ name: 'is_filled', lookback: 1 });
  const doubled = columns.filter(({ name }, i) => columns.findIndex((other) => other.name === name) !== i);
  for (const { name } of doubled) problems.push({ code: 'column-twice', column: name });
  const [base, ...joined] = planned;
  return { spec, base: base!, joined, columns, problems };
}
