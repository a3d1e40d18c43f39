import { z } from 'zod';
import { EpochMs, HOUR, MINUTE, toIso } from './time.ts';
import { Timeframe } from './timeframe.ts';

const Count = z.number().int().min(0);
/** Hand-edited times may lie outside of every calendar, so this is any number. */
const AnyTime = z.number();

const issue = <K extends string, S extends z.ZodRawShape>(code: K, shape: S) =>
  z.strictObject({ code: z.literal(code), ...shape });

/**
 * What verification or a deep check has to say of one series, as a code with its numbers, so that the headless program
 * says it in English (`issueText`) and the window in the trader's language.
 */
export const Issue = z.discriminatedUnion('code', [
  issue('empty', {}),
  issue('stale', { ageMs: z.number(), limitMs: z.number() }),
  issue('starts-late', { from: EpochMs, days: Count }),
  issue('missing', { missing: Count, expected: Count, gaps: Count }),
  /** The venue had nothing once; nothing is decided before the second look, which is due at `at`. */
  issue('awaits-second-look', { missing: Count, gaps: Count, at: EpochMs.nullable() }),
  /** The symbol has left the venue at `at`, so nothing newer can come. */
  issue('delisted', { at: EpochMs }),
  /** The symbol is switched off in the catalog and not kept current. */
  issue('inactive', {}),

  issue('broken-candles', { count: Count, first: AnyTime }),
  issue('count-differs', { counted: Count, held: Count }),
  issue('days-differ', { days: Count, first: AnyTime }),
  issue('gaps-overlap', {}),
  issue('unexplained', { count: Count, first: AnyTime }),
  issue('gap-over-candles', { count: Count }),
  issue('outside-ledger', { count: Count }),
  issue('gap-outside-ledger', {}),
  issue('file-damaged', { fault: z.string() }),

  issue('aggregate-differs', { finer: Timeframe, differing: Count, checked: Count, first: EpochMs }),
  issue('nothing-finer', {}),
  issue('drifted', { days: Count, candles: Count, first: EpochMs }),
  issue('not-answered', { days: Count, problem: z.string() }),
  issue('price-jumps', { count: Count, first: EpochMs }),
  issue('flat-runs', { count: Count, first: EpochMs, longestMs: z.number() }),

  /** A sentence of an older program, whose reports had no codes. */
  issue('said', { sentence: z.string() }),
]);
export type Issue = z.infer<typeof Issue>;
export type IssueCode = Issue['code'];

/** Tells what is good to know and needs nobody: such a series can be ok. */
export const isNote = ({ code }: Issue): boolean =>
  code === 'delisted' || code === 'inactive' || code === 'nothing-finer';

/** Returns a length of time the way a person says it: `6 min`, `2 h`, `7 d`. */
export function spell(ms: number): string {
  if (ms < HOUR) return `${Math.round(ms / MINUTE)} min`;
  if (ms < 48 * HOUR) return `${Math.round((ms / HOUR) * 10) / 10} h`;
  return `${Math.round((ms / (24 * HOUR)) * 10) / 10} d`;
}

const nameOf = (time: number): string => (Number.isNaN(new Date(time).getTime()) ? `${time}` : toIso(time));

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

type Words = { readonly [C in IssueCode]: (issue: Extract<Issue, { code: C }>) => string };

/** The English of the headless program, its JSON and the event log. */
const ENGLISH: Words = {
  empty: () => 'no candles are stored; run a backfill',
  stale: ({ ageMs, limitMs }) =>
    `the last candle closed ${spell(ageMs)} ago; fresh means at most ${spell(limitMs)}`,
  'starts-late': ({ from, days }) => `history starts at ${toIso(from)}; ${days} days are wanted`,
  missing: ({ missing, expected, gaps }) => `${missing} of ${expected} candles are missing in ${gaps} gaps`,
  'awaits-second-look': ({ missing, gaps, at }) =>
    `${count(missing, 'missing candle')} in ${count(gaps, 'gap')} wait for a second look at the venue${at === null ? '' : `, due ${toIso(at)}`}`,
  delisted: ({ at }) => `the symbol left the venue at ${toIso(at)}; nothing newer can come`,
  inactive: () => 'the symbol is switched off in the catalog and not kept current',

  'broken-candles': ({ count: n, first }) =>
    `${count(n, 'stored candle')} break the rules for candles, the first at ${nameOf(first)}`,
  'count-differs': ({ counted, held }) => `the series counts ${counted} candles and holds ${held}`,
  'days-differ': ({ days, first }) =>
    `the coverage ledger is wrong on ${count(days, 'day')}, the first ${nameOf(first)}`,
  'gaps-overlap': () => 'gaps overlap in the ledger',
  unexplained: ({ count: n, first }) =>
    `${count(n, 'missing candle')} have no gap in the ledger, the first at ${nameOf(first)}`,
  'gap-over-candles': ({ count: n }) => `the gap ledger calls ${count(n, 'stored candle')} missing`,
  'outside-ledger': ({ count: n }) => `${count(n, 'candle')} lie outside the range of the ledger`,
  'gap-outside-ledger': () => 'gaps reach outside the range of the ledger',
  'file-damaged': ({ fault }) => `the store file is damaged: ${fault}`,

  'aggregate-differs': ({ finer, differing, checked, first }) =>
    `${differing} of ${checked} candles differ from the sum of their ${finer} candles, the first at ${toIso(first)}`,
  'nothing-finer': () => 'no finer series is stored that this one could be compared with',
  drifted: ({ days, candles, first }) =>
    `${count(candles, 'candle')} on ${count(days, 'day')} changed at the venue since they were stored, the first at ${toIso(first)}`,
  'not-answered': ({ days, problem }) => `${count(days, 'day')} could not be fetched again: ${problem}`,
  'price-jumps': ({ count: n, first }) => `${count(n, 'price jump')}, the first at ${toIso(first)}`,
  'flat-runs': ({ count: n, first, longestMs }) =>
    `${count(n, 'flat run')} without volume, the first at ${toIso(first)}, the longest ${spell(longestMs)}`,

  said: ({ sentence }) => sentence,
};

/** Returns an issue as one English sentence with its numbers. */
export const issueText = (said: Issue): string =>
  // The row of the table and the issue are of one code, which TypeScript cannot follow.
  (ENGLISH[said.code] as (issue: Issue) => string)(said);
