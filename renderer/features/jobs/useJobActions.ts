import { notifications } from '@mantine/notifications';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { Job } from '../../../shared/domain/job.ts';
import type { JobAction, JobsStore } from './jobsStore.ts';

export type JobActing = Readonly<{
  /** The job the trader is asked about before it is cancelled. */
  confirming: Job | null;
  onAction(action: JobAction, job: Job): void;
  onMove(job: Job, step: -1 | 1): void;
  keep(): void;
  cancel(job: Job): void;
}>;

/** Does what the buttons of a job ask for, and says when that could not be done. */
export function useJobActions(store: JobsStore): JobActing {
  const { t } = useTranslation();
  const [confirming, setConfirming] = useState<Job | null>(null);

  const report = useCallback(
    (problem: ApiError | null): void => {
      if (problem === null) return;
      const message = `${t(`error.what.${problem.code}`)} ${problem.message}`;
      notifications.show({ color: 'red', title: t('jobs.failedAction'), message });
    },
    [t],
  );
  const onAction = useCallback(
    (action: JobAction, job: Job): void => {
      if (action === 'cancel') setConfirming(job);
      else void store.act(action, job.id).then(report);
    },
    [store, report],
  );
  const onMove = useCallback(
    (job: Job, step: -1 | 1): void => {
      const pressed = document.activeElement;
      void store.move(job.id, step).then((problem) => {
        report(problem);
        // A node that is put elsewhere loses the focus; whoever pressed twice meant the same job twice.
        requestAnimationFrame(() => pressed instanceof HTMLElement && pressed.focus());
      });
    },
    [store, report],
  );
  const keep = useCallback((): void => setConfirming(null), []);
  const cancel = useCallback(
    (job: Job): void => {
      setConfirming(null);
      void store.act('cancel', job.id).then(report);
    },
    [store, report],
  );
  return { confirming, onAction, onMove, keep, cancel };
}
