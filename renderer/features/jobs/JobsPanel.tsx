import { notifications } from '@mantine/notifications';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Job } from '../../../shared/domain/job.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { CancelDialog } from './CancelDialog.tsx';
import { JobCard } from './JobCard.tsx';
import type { JobAction, JobsStore } from './jobsStore.ts';

type Props = Readonly<{ store: JobsStore }>;

/** The running and the recent jobs. */
export function JobsPanel({ store }: Props) {
  const { t } = useTranslation();
  const { value: jobs, error } = useStore(store);
  const [confirming, setConfirming] = useState<Job | null>(null);

  const act = useCallback(
    async (action: JobAction, job: Job): Promise<void> => {
      setConfirming(null);
      const problem = await store.act(action, job.id);
      if (problem === null) return;
      const message = `${t(`error.what.${problem.code}`)} ${problem.message}`;
      notifications.show({ color: 'red', title: t('jobs.failedAction'), message });
    },
    [store, t],
  );
  const onAction = useCallback(
    (action: JobAction, job: Job): void => {
      if (action === 'cancel') setConfirming(job);
      else void act(action, job);
    },
    [act],
  );

  return (
    <section className="ck-panel ck-jobs" aria-labelledby="jobs-title">
      <h2 id="jobs-title">{t('jobs.title')}</h2>
      {error !== null && <ErrorNotice error={error} onRetry={() => void store.load()} />}
      {jobs?.length === 0 && <p className="ck-dim">{t('jobs.empty')}</p>}
      <ul className="ck-job-list">
        {jobs?.map((job) => (
          <JobCard key={job.id} job={job} onAction={onAction} />
        ))}
      </ul>
      <CancelDialog
        job={confirming}
        onKeep={() => setConfirming(null)}
        onCancel={(job) => void act('cancel', job)}
      />
    </section>
  );
}
