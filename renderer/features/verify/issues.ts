import type { VerifyReport } from '../../../shared/contract/calls.ts';
import { type Issue, type IssueCode, isNote } from '../../../shared/domain/issue.ts';

export type ReportedSeries = VerifyReport['series'][number];

/** What mends an issue, the first being what one would try first. */
export type Mend = 'download' | 'gaps' | 'chart' | 'catalog' | 'review';

const MENDS: Readonly<Partial<Record<IssueCode, readonly Mend[]>>> = {
  empty: ['download'],
  stale: ['download'],
  'starts-late': ['download', 'catalog'],
  missing: ['download', 'gaps'],
  'awaits-second-look': ['gaps'],
  inactive: ['catalog'],
  'broken-candles': ['review', 'chart'],
  'count-differs': ['review'],
  'days-differ': ['review'],
  'gaps-overlap': ['review', 'gaps'],
  unexplained: ['review', 'gaps'],
  'gap-over-candles': ['review', 'gaps'],
  'outside-ledger': ['review'],
  'gap-outside-ledger': ['review', 'gaps'],
  'aggregate-differs': ['review', 'chart'],
  drifted: ['review'],
  'price-jumps': ['review', 'chart'],
  'flat-runs': ['review', 'chart'],
  said: ['gaps', 'chart'],
};

/** Returns what mends all of these, without repeating itself. */
export const mendsOf = (issues: readonly Issue[]): readonly Mend[] => [
  ...new Set(issues.flatMap(({ code }) => MENDS[code] ?? [])),
];

/** Tells whether a series of a report needs nobody. */
export const isGood = (one: ReportedSeries): boolean => one.status === 'ok' && one.issues.every(isNote);
