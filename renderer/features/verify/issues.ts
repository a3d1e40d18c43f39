import type { VerifyReport } from '../../../shared/contract/calls.ts';
import { FRESHNESS_LIMIT } from '../../../shared/domain/timeframe.ts';

export type ReportedSeries = VerifyReport['series'][number];

/** What is wrong with a series, as numbers that any language can say; `found` is the engine's own sentence. */
export type Issue =
  | Readonly<{ kind: 'empty' }>
  | Readonly<{ kind: 'stale'; ageMs: number; limitMs: number }>
  | Readonly<{ kind: 'late'; from: number; days: number }>
  | Readonly<{ kind: 'missing'; missing: number; expected: number; gaps: number }>
  | Readonly<{ kind: 'found'; sentence: string }>;

/** What mends an issue, the first being what one would try first. */
export type Mend = 'download' | 'gaps' | 'chart' | 'catalog';

const MENDS: Readonly<Record<Issue['kind'], readonly Mend[]>> = {
  empty: ['download'],
  stale: ['download'],
  late: ['download', 'catalog'],
  missing: ['download', 'gaps'],
  found: ['gaps', 'chart'],
};

/** The kinds the engine's sentences begin or end with; a test holds them against the engine. */
const KINDS: readonly (readonly [RegExp, (series: ReportedSeries) => Issue])[] = [
  [/^no candles are stored/, () => ({ kind: 'empty' })],
  [
    /^the last candle closed /,
    ({ ageMs, timeframe }) => ({ kind: 'stale', ageMs: ageMs ?? 0, limitMs: FRESHNESS_LIMIT[timeframe] }),
  ],
  [
    /^history starts at /,
    ({ ledgerFrom, historyDays }) => ({ kind: 'late', from: ledgerFrom ?? 0, days: historyDays }),
  ],
  [
    /^\d+ of \d+ candles are missing in \d+ gaps$/,
    ({ openMissing, expected, gaps }) => ({ kind: 'missing', missing: openMissing, expected, gaps }),
  ],
];

/** Returns what a report says is wrong with a series, in the order in which the engine found it. */
export function issuesOf(series: ReportedSeries): readonly Issue[] {
  return series.issues.map((sentence): Issue => {
    const known = KINDS.find(([pattern]) => pattern.test(sentence));
    return known === undefined ? { kind: 'found', sentence } : known[1](series);
  });
}

/** Returns what mends all of these, without repeating itself. */
export const mendsOf = (issues: readonly Issue[]): readonly Mend[] => [
  ...new Set(issues.flatMap(({ kind }) => MENDS[kind])),
];

/** Tells whether a series of a report needs nobody. */
export const isGood = (one: ReportedSeries): boolean => one.status === 'ok' && one.issues.length === 0;
