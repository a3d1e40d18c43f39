import { notifications } from '@mantine/notifications';
import { createElement, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Severity } from '../../../shared/domain/event.ts';
import type { JobState } from '../../../shared/domain/job.ts';
import { UndoOffer } from '../../ui/UndoOffer.tsx';
import type { NewsStore } from '../frame/newsStore.ts';
import type { JobsStore } from './jobsStore.ts';
import { canUndo, summarizeJob } from './progress.ts';
import { useJobTitle } from './useJobTitle.ts';
import { useUndoJob } from './useUndoJob.ts';

type End = 'done' | 'incomplete' | 'failed' | 'cancelled';
type Look = Readonly<{ color: string; severity: Severity }>;

const LOOKS: Readonly<Record<End, Look>> = {
  done: { color: 'green', severity: 'info' },
  incomplete: { color: 'yellow', severity: 'warning' },
  failed: { color: 'red', severity: 'error' },
  cancelled: { color: 'gray', severity: 'info' },
};

/** How long a repair that has ended can be taken back from its toast; from its card always. */
const OFFER_MS = 15_000;

const isEnd = (state: JobState): state is End => Object.hasOwn(LOOKS, state);

/** Tells the trader about jobs that come to their end while they look elsewhere, and keeps it for later. */
export function useJobNews(store: JobsStore, news: NewsStore): void {
  const { t } = useTranslation();
  const titleOf = useJobTitle();
  const undo = useUndoJob(store);
  useEffect(
    () =>
      store.onFinished((job) => {
        if (!isEnd(job.state)) return;
        const ended = t(`jobs.finished.${job.state}`, { job: titleOf(job) });
        const { stored, total, settled } = summarizeJob(job);
        const outcome = job.kind === 'repair' && t('jobs.repaired', { count: stored, left: total - settled });
        const message = [ended, outcome].filter(Boolean).join(' ');
        const { color, severity } = LOOKS[job.state];
        news.add(severity, message);
        const closeButtonProps = { 'aria-label': t('frame.close') };
        if (!canUndo(job) || stored === 0) {
          notifications.show({ color, message, closeButtonProps });
          return;
        }
        const id = `undo ${job.id}`;
        const onUndo = (): void => {
          notifications.hide(id);
          void undo(job);
        };
        // Longer than other toasts: it asks for a decision.
        notifications.show({
          id,
          color,
          message: createElement(UndoOffer, { message, onUndo }),
          autoClose: OFFER_MS,
          closeButtonProps,
        });
      }),
    [store, news, t, titleOf, undo],
  );
}
