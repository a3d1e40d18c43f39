import {
  daysBack,
  type FrameFormat,
  type FramePreset,
  type FrameSpec,
  type IndicatorSpec,
} from '../../../shared/domain/frame.ts';
import { HistoryDays } from '../../../shared/domain/series.ts';
import { DAY, parseTime } from '../../../shared/domain/time.ts';
import type { Timeframe } from '../../../shared/domain/timeframe.ts';
import { isBase, isOwnSymbol, type Reference, relativeTo } from './reference.ts';

/** One indicator of the builder; its parameters as typed. */
export type IndicatorLine = Readonly<
  { id: number; name: IndicatorSpec['name']; params: readonly string[] } & Pick<Reference, keyof Reference>
>;

/** What the builder holds: the specification, with what is typed as it is typed. */
export type FramesForm = Readonly<
  Omit<FrameSpec, 'from' | 'until' | 'indicators' | 'symbol'> & {
    /** Empty until a series is chosen. */
    symbol: string;
    indicators: readonly IndicatorLine[];
    range: 'all' | 'days' | 'dates';
    days: string;
    /** UTC days as YYYY-MM-DD; an empty `to` is the end of what is stored. Both days belong to the range. */
    from: string;
    to: string;
  }
>;

export type FormProblems = Readonly<{
  days?: true;
  from?: true;
  to?: true;
  /** Indicators with a parameter that is none. */
  indicators: ReadonlySet<number>;
}>;

export const FRESH: FramesForm = {
  exchange: 'bitget',
  symbol: '',
  base: '1m',
  joins: [],
  indicators: [],
  features: [],
  availableAt: false,
  forming: false,
  fill: false,
  keepWarmup: false,
  range: 'all',
  days: '30',
  from: '',
  to: '',
};

export const USUAL_CSV: FrameFormat = {
  kind: 'csv',
  separator: ',',
  time: 'iso',
  decimals: null,
  header: true,
};
export const USUAL_PARQUET: FrameFormat = { kind: 'parquet', compression: 'snappy' };

/** Widths may be broken; periods are numbers of candles (electron/analysis/frame/plan.ts). */
const mayBeBroken = (name: IndicatorLine['name'], i: number): boolean =>
  i === 1 && (name === 'bb' || name === 'supertrend');

/** Returns a parameter as typed, or null. */
function readParam(name: IndicatorLine['name'], text: string, i: number): number | null {
  const value = text.trim() === '' ? Number.NaN : Number(text.replace(',', '.'));
  const isPlain = value > 0 && value <= 5_000 && (mayBeBroken(name, i) || Number.isInteger(value));
  return isPlain ? value : null;
}

const readParams = ({ name, params }: IndicatorLine): readonly (number | null)[] =>
  params.map((text, i) => readParam(name, text, i));

/** Returns what has to be mended before the form says a frame. */
export function problemsOf(form: FramesForm): FormProblems {
  const { range, days, from, to } = form;
  const bad = form.indicators.filter((line) => readParams(line).includes(null)).map(({ id }) => id);
  const start = parseTime(from);
  const end = to === '' ? Number.POSITIVE_INFINITY : parseTime(to);
  const isDates = range === 'dates';
  return {
    ...(range === 'days' && !HistoryDays.safeParse(Number(days || 'x')).success ? { days: true } : {}),
    ...(isDates && start === null ? { from: true } : {}),
    ...(isDates && (end === null || end < (start ?? 0)) ? { to: true } : {}),
    indicators: new Set(bad),
  };
}

function rangeOf(form: FramesForm, now: number): Pick<FrameSpec, 'from' | 'until'> {
  // A day that is over in UTC stays the same all day long, so that asking again changes nothing.
  if (form.range === 'days') return { from: daysBack(Number(form.days), now) };
  if (form.range === 'all') return {};
  const end = form.to === '' ? null : parseTime(form.to);
  // The last day belongs to the range, and the contract's end does not.
  return { from: parseTime(form.from) ?? 0, ...(end === null ? {} : { until: end + DAY }) };
}

const withoutDoubles = <T>(list: readonly T[]): T[] => [
  ...new Map(list.map((one) => [JSON.stringify(one), one])).values(),
];

/** Returns the frame a form says, or null while it says none. */
export function toSpec(form: FramesForm, now: number): FrameSpec | null {
  const problems = problemsOf(form);
  const isSound = Object.keys(problems).length === 1 && problems.indicators.size === 0;
  if (form.symbol === '' || !isSound) return null;
  const { exchange, symbol, base, availableAt, forming, fill, keepWarmup } = form;
  const own = { exchange, symbol, base };
  const of = (reference: Reference): Reference => relativeTo(own, reference);
  return {
    ...own,
    ...rangeOf(form, now),
    joins: withoutDoubles(form.joins.filter((join) => !isBase(own, join)).map(of)),
    indicators: withoutDoubles(
      form.indicators.map((line) => ({
        name: line.name,
        params: readParams(line).filter((value) => value !== null),
        ...of(line),
      })),
    ),
    features: withoutDoubles(form.features.map((one) => ({ name: one.name, ...of(one) }))),
    availableAt,
    forming,
    fill,
    keepWarmup,
  };
}

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Returns the form that says a preset. */
export function formOf({ spec, days }: Pick<FramePreset, 'spec' | 'days'>): FramesForm {
  const { from, until, indicators, ...rest } = spec;
  const lines = indicators.map((one, id) => ({ ...one, id, params: one.params.map(String) }));
  const filled = { ...FRESH, ...rest, indicators: lines };
  if (days !== undefined) return { ...filled, range: 'days', days: String(days) };
  if (from === undefined && until === undefined) return filled;
  return {
    ...filled,
    range: 'dates',
    from: dayOf(from ?? 0),
    to: until === undefined ? '' : dayOf(until - 1),
  };
}

/** Returns the days a preset of this form reaches back whenever it is used; undefined for a fixed range. */
export const daysOf = (form: FramesForm): number | undefined =>
  form.range === 'days' ? Number(form.days) : undefined;

/** Returns an id no line has. */
export const nextId = (lines: readonly IndicatorLine[]): number =>
  Math.max(0, ...lines.map(({ id }) => id)) + 1;

/** Returns the timeframes of the frame's own symbol that are joined. */
export const ownJoins = (form: FramesForm): readonly Timeframe[] =>
  form.joins
    .filter((join) => isOwnSymbol(form, join))
    .map(({ timeframe }) => timeframe ?? form.base)
    .filter((timeframe) => timeframe !== form.base);

/** Returns the joins of other symbols. */
export const otherJoins = (form: FramesForm): readonly Reference[] =>
  form.joins.filter((join) => !isOwnSymbol(form, join));

/** Returns the name a file of this frame is given unless the trader says another: `ETHUSDT_1m_5m_1h.csv`. */
export function suggestedName(spec: FrameSpec, format: FrameFormat, preset: string | null): string {
  const plain = preset?.replace(/[^\w. -]+/g, '_').trim();
  const joined = spec.joins.filter(({ symbol }) => symbol === undefined).map(({ timeframe }) => timeframe);
  const stem = plain || [spec.symbol, spec.base, ...joined].join('_');
  return `${stem}.${format.kind === 'csv' ? 'csv' : 'parquet'}`;
}
