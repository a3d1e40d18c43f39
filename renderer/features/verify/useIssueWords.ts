import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/FormatContext.tsx';
import type { Issue } from './issues.ts';

/** Returns how an issue is said in the trader's language; what only the engine can say stays as it said it. */
export function useIssueWords(): (issue: Issue) => string {
  const { t } = useTranslation();
  const { count, duration, time } = useFormat();
  return useCallback(
    (issue) => {
      switch (issue.kind) {
        case 'empty':
          return t('verify.issue.empty');
        case 'stale':
          return t('verify.issue.stale', { age: duration(issue.ageMs), limit: duration(issue.limitMs) });
        case 'late':
          return t('verify.issue.late', { from: time(issue.from), count: issue.days });
        case 'missing':
          return t('verify.issue.missing', {
            missing: count(issue.missing),
            expected: count(issue.expected),
            count: issue.gaps,
          });
        case 'found':
          return issue.sentence;
      }
    },
    [t, count, duration, time],
  );
}
