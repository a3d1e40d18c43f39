import { useCallback } from 'react';
import type { TaskRun } from '../../../shared/domain/schedule.ts';
import { problemText } from '../../../shared/words/frameNotes.ts';
import { taskSummaryText } from '../../../shared/words/tasks.ts';
import { useFormat } from '../../format/FormatContext.tsx';

/** Returns what came of a run, in a sentence; null where its badge has said all there is. */
export function useSummary(): (run: TaskRun) => string | null {
  const { language } = useFormat();
  return useCallback(
    ({ summary, result }: TaskRun) => {
      if (summary === null || (summary.code === 'cancelled' && result === 'cancelled')) return null;
      // The badge has said that it failed.
      if (summary.code === 'failed') return problemText(summary.params, language);
      return taskSummaryText(summary, language);
    },
    [language],
  );
}
