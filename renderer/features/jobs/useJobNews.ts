import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobState } from '../../../shared/domain/job.ts';
import type { JobsStore } from './jobsStore.ts';
import { useJobTitle } from './useJobTitle.ts';

type End = 'done' | 'incomplete' | 'failed' | 'cancelled';

const COLORS: Readonly<Record<End, string>> = {
  done: 'green',
  incomplete: 'yellow',
  failed: 'red',
  cancelled: 'gray',
};

const isEnd = (state: JobState): state is End => Object.hasOwn(COLORS, state);

/** Tells the trader about jobs that come to their end while they look elsewhere. */
export function useJobNews(store: JobsStore): void {
  const { t } = useTranslation();
  const titleOf = useJobTitle();
  useEffect(
    () =>
      store.onFinished((job) => {
        if (!isEnd(job.state)) return;
        const message = t(`jobs.finished.${job.state}`, { job: titleOf(job) });
        notifications.show({ color: COLORS[job.state], message });
      }),
    [store, t, titleOf],
  );
}
