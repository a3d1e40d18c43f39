import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Job } from '../../../shared/domain/job.ts';
import type { JobsStore } from './jobsStore.ts';
import { useJobTitle } from './useJobTitle.ts';

/** Returns a function that takes back what a job stored, and says in words what that came to. */
export function useUndoJob(store: JobsStore): (job: Job) => Promise<void> {
  const { t } = useTranslation();
  const titleOf = useJobTitle();
  return useCallback(
    async (job) => {
      const result = await store.undo(job.id);
      if (result.ok) {
        const { removed, restored, kept } = result.value;
        const message = [
          t('jobs.undoDone', { job: titleOf(job) }),
          t('jobs.undoRemoved', { count: removed }),
          t('jobs.undoRestored', { count: restored }),
          kept > 0 && t('jobs.undoKept', { count: kept }),
        ];
        notifications.show({ message: message.filter(Boolean).join(' ') });
        return;
      }
      const { code, message } = result.error;
      notifications.show({
        color: 'red',
        title: t('jobs.failedAction'),
        message: `${t(`error.what.${code}`)} ${message}`,
      });
    },
    [store, t, titleOf],
  );
}
