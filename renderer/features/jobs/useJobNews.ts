import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Severity } from '../../../shared/domain/event.ts';
import type { JobState } from '../../../shared/domain/job.ts';
import type { NewsStore } from '../frame/newsStore.ts';
import type { JobsStore } from './jobsStore.ts';
import { useJobTitle } from './useJobTitle.ts';

type End = 'done' | 'incomplete' | 'failed' | 'cancelled';
type Look = Readonly<{ color: string; severity: Severity }>;

const LOOKS: Readonly<Record<End, Look>> = {
  done: { color: 'green', severity: 'info' },
  incomplete: { color: 'yellow', severity: 'warning' },
  failed: { color: 'red', severity: 'error' },
  cancelled: { color: 'gray', severity: 'info' },
};

const isEnd = (state: JobState): state is End => Object.hasOwn(LOOKS, state);

/** Tells the trader about jobs that come to their end while they look elsewhere, and keeps it for later. */
export function useJobNews(store: JobsStore, news: NewsStore): void {
  const { t } = useTranslation();
  const titleOf = useJobTitle();
  useEffect(
    () =>
      store.onFinished((job) => {
        if (!isEnd(job.state)) return;
        const message = t(`jobs.finished.${job.state}`, { job: titleOf(job) });
        const { color, severity } = LOOKS[job.state];
        news.add(severity, message);
        notifications.show({ color, message, closeButtonProps: { 'aria-label': t('frame.close') } });
      }),
    [store, news, t, titleOf],
  );
}
