import { notifications } from '@mantine/notifications';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { Job } from '../../../shared/domain/job.ts';
import type { JobAction, JobsStore } from './jobsStore.ts';
import { useUndoJob } from './useUndoJob.ts';

/** What the buttons of a card ask for. */
export type CardAction = JobAction | 'undo';

export type JobActing = Readonly<{
  /** The job the trader is asked about before it is cancelled. */
  confirming: Job | null;
  /** The job the trader is asked about before what it stored is taken back. */
  undoing: Job | null;
  onAction(action: CardAction, job: Job): void;
  onMove(job: Job, step: -1 | 1): void;
  keep(): void;
  cancel(job: Job): void;
  undo(job: Job): void;
}>;

/** Does what the buttons of a job ask for, and says when that could not be done. */
export function useJobActions(store: JobsStore): JobActing {
  const { t } = useTranslation();
  const [confirming, setConfirming] = useState<Job | null>(null);
  const [undoing, setUndoing] = useState<Job | null>(null);
  const undoJob = useUndoJob(store);

  const report = useCallback(
    (problem: ApiError | null): void => {
      if (problem === null) return;
      const message = `${t(`error.what.${problem.code}`)} ${problem.message}`;
      notifications.show({ color: 'red', title: t('jobs.failedAction'), message });
    },
    [t],
  );
  const onAction = useCallback(
    (action: CardAction, job: Job): void => {
      if (action === 'cancel') setConfirming(job);
      else if (action === 'undo') setUndoing(job);
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
  const keep = useCallback((): void => {
    setConfirming(null);
    setUndoing(null);
  }, []);
  const cancel = useCallback(
    (job: Job): void => {
      setConfirming(null);
      void store.act('cancel', job.id).then(report);
    },
    [store, report],
  );
  const undo = useCallback(
    (job: Job): void => {
      setUndoing(null);
      void undoJob(job);
    },
    [undoJob],
  );
  return { confirming, undoing, onAction, onMove, keep, cancel, undo };
}
