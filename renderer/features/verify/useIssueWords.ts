import type { TFunction } from 'i18next';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Issue, IssueCode } from '../../../shared/domain/issue.ts';
import { problemWords } from '../../../shared/words/problems.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import type { Formatters } from '../../format/formatters.ts';

type Words = {
  readonly [C in IssueCode]: (issue: Extract<Issue, { code: C }>, t: TFunction, format: Formatters) => string;
};

const plain = (
  { code }: { code: 'empty' | 'inactive' | 'gaps-overlap' | 'gap-outside-ledger' | 'nothing-finer' },
  t: TFunction,
) => t(`verify.issue.${code}`);

/** A count of things and when the first of them is. */
const counted = (
  { code, count, first }: Extract<Issue, { code: 'broken-candles' | 'unexplained' | 'price-jumps' }>,
  t: TFunction,
  { time }: Formatters,
): string => t(`verify.issue.${code}`, { count, first: Number.isFinite(first) ? time(first) : '' });

const WORDS: Words = {
  empty: plain,
  inactive: plain,
  'gaps-overlap': plain,
  'gap-outside-ledger': plain,
  'nothing-finer': plain,
  'broken-candles': counted,
  unexplained: counted,
  'price-jumps': counted,
  stale: ({ ageMs, limitMs }, t, { duration }) =>
    t('verify.issue.stale', { age: duration(ageMs), limit: duration(limitMs) }),
  'starts-late': ({ from, days }, t, { time }) =>
    t('verify.issue.starts-late', { from: time(from), count: days }),
  missing: ({ missing, expected, gaps }, t, { count }) =>
    t('verify.issue.missing', { missing: count(missing), expected: count(expected), count: gaps }),
  'awaits-second-look': ({ missing, at }, t, { time }) =>
    [
      t('verify.issue.awaits-second-look', { count: missing }),
      at !== null && t('verify.issueDue', { time: time(at) }),
    ]
      .filter(Boolean)
      .join(' '),
  delisted: ({ at }, t, { time }) => t('verify.issue.delisted', { time: time(at) }),
  'count-differs': ({ counted: said, held }, t, { count }) =>
    t('verify.issue.count-differs', { counted: count(said), held: count(held) }),
  'days-differ': ({ days, first }, t, { time }) =>
    t('verify.issue.days-differ', { count: days, first: time(first) }),
  'gap-over-candles': ({ count }, t) => t('verify.issue.gap-over-candles', { count }),
  'outside-ledger': ({ count }, t) => t('verify.issue.outside-ledger', { count }),
  'file-damaged': ({ fault }, t) => t('verify.issue.file-damaged', { fault }),
  'aggregate-differs': ({ finer, differing, checked, first }, t, { count, time }) =>
    t('verify.issue.aggregate-differs', {
      finer,
      count: differing,
      checked: count(checked),
      first: time(first),
    }),
  drifted: ({ days, candles, first }, t, { count, time }) =>
    t('verify.issue.drifted', { count: candles, days: count(days), first: time(first) }),
  'not-answered': ({ days, problem }, t, { language }) =>
    t('verify.issue.not-answered', { count: days, problem: problemWords(problem, language) }),
  'flat-runs': ({ count, first, longestMs }, t, { time, duration }) =>
    t('verify.issue.flat-runs', { count, first: time(first), longest: duration(longestMs) }),
  said: ({ sentence }) => sentence,
};

/** Returns how an issue is said in the trader's language; what an older program said stays as it said it. */
export function useIssueWords(): (issue: Issue) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return useCallback(
    (issue) =>
      // The row of the table and the issue are of one code, which TypeScript cannot follow.
      (WORDS[issue.code] as (issue: Issue, t: TFunction, format: Formatters) => string)(issue, t, format),
    [t, format],
  );
}
