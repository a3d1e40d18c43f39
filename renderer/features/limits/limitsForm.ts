import { DEFAULT_LIMITS, type QualityLimits } from '../../../shared/domain/quality.ts';
import { MINUTE } from '../../../shared/domain/time.ts';
import {
  DEFAULT_HISTORY_DAYS,
  FRESHNESS_LIMIT,
  TIMEFRAMES,
  type Timeframe,
} from '../../../shared/domain/timeframe.ts';

/** The limits as they are typed. An empty field of a timeframe follows the default. */
export type LimitsForm = Readonly<{
  /** Minutes by timeframe. */
  freshness: Readonly<Partial<Record<Timeframe, string>>>;
  days: Readonly<Partial<Record<Timeframe, string>>>;
  /** Percent. */
  jump: string;
  flatMinutes: string;
}>;

/** The fields by name; those of a timeframe carry it. */
export type LimitsField = `freshness.${Timeframe}` | `days.${Timeframe}` | 'jump' | 'flatMinutes';
export type LimitsProblem = 'not-a-number' | 'too-small' | 'too-large';
export type LimitsProblems = Readonly<Partial<Record<LimitsField, LimitsProblem>>>;

type Bounds = Readonly<{ least: number; most: number; isWhole: boolean }>;

/** What the contract allows, in the units of the fields. */
export const BOUNDS = {
  freshness: { least: 1, most: 10_000_000, isWhole: true },
  days: { least: 1, most: 10_000, isWhole: true },
  jump: { least: 0.1, most: 1_000, isWhole: false },
  flatMinutes: { least: 2, most: 10_000, isWhole: true },
} as const satisfies Record<string, Bounds>;

export const defaultMinutes = (timeframe: Timeframe): number => FRESHNESS_LIMIT[timeframe] / MINUTE;
export const defaultDays = (timeframe: Timeframe): number => DEFAULT_HISTORY_DAYS[timeframe];

/** Returns the number a field says, or what is wrong with it; a comma is a point, as Spanish writes it. */
function read(text: string, { least, most, isWhole }: Bounds): number | LimitsProblem {
  const trimmed = text.trim().replace(',', '.');
  const value = Number(trimmed);
  if (trimmed === '' || !Number.isFinite(value) || (isWhole && !Number.isInteger(value)))
    return 'not-a-number';
  if (value < least) return 'too-small';
  return value > most ? 'too-large' : value;
}

/** Returns the form of limits that are kept. */
export function formOf({ freshnessMs, requiredDays, jump, flatMinutes }: QualityLimits): LimitsForm {
  const texts = (of: Readonly<Partial<Record<Timeframe, number>>>, unit: number) =>
    Object.fromEntries(Object.entries(of).map(([timeframe, value]) => [timeframe, String(value / unit)]));
  return {
    freshness: texts(freshnessMs, MINUTE),
    days: texts(requiredDays, 1),
    jump: String(Number((jump * 100).toFixed(6))),
    flatMinutes: String(flatMinutes),
  };
}

/** The form of the defaults: nothing of its own by timeframe. */
export const DEFAULT_FORM: LimitsForm = formOf(DEFAULT_LIMITS);

export type ReadLimits =
  | Readonly<{ limits: QualityLimits; problems: null }>
  | Readonly<{ limits: null; problems: LimitsProblems }>;

/** Returns the limits a form means, or what is wrong with it, field by field. */
export function limitsOf(form: LimitsForm): ReadLimits {
  const problems: Partial<Record<LimitsField, LimitsProblem>> = {};
  const take = (field: LimitsField, text: string, bounds: Bounds): number => {
    const value = read(text, bounds);
    if (typeof value === 'number') return value;
    problems[field] = value;
    return 0;
  };
  const perTimeframe = (name: 'freshness' | 'days', unit: number) => {
    const values: Partial<Record<Timeframe, number>> = {};
    for (const timeframe of TIMEFRAMES) {
      const text = form[name][timeframe] ?? '';
      if (text.trim() === '') continue;
      values[timeframe] = take(`${name}.${timeframe}`, text, BOUNDS[name]) * unit;
    }
    return values;
  };
  const limits: QualityLimits = {
    freshnessMs: perTimeframe('freshness', MINUTE),
    requiredDays: perTimeframe('days', 1),
    jump: take('jump', form.jump, BOUNDS.jump) / 100,
    flatMinutes: take('flatMinutes', form.flatMinutes, BOUNDS.flatMinutes),
  };
  return Object.keys(problems).length > 0 ? { limits: null, problems } : { limits, problems: null };
}
