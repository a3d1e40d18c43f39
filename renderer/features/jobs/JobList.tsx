import { useMemo } from 'react';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { Job, JobId } from '../../../shared/domain/job.ts';
import { CancelDialog } from './CancelDialog.tsx';
import { JobCard } from './JobCard.tsx';
import type { JobsStore } from './jobsStore.ts';
import { openInOrder } from './order.ts';
import { UndoDialog } from './UndoDialog.tsx';
import { useJobActions } from './useJobActions.ts';

type Props = Readonly<{
  client: DataClient;
  store: JobsStore;
  /** All of them, which say whose turn it is, and those that are shown. */
  jobs: readonly Job[];
  shown: readonly Job[];
  /** The job somebody came to see. */
  opened?: JobId | undefined;
}>;

/** Jobs one under the other, with what can be done about each. */
export function JobList({ client, store, jobs, shown, opened }: Props) {
  const { confirming, undoing, onAction, onMove, keep, cancel, undo } = useJobActions(store);
  const turns = useMemo(() => openInOrder(jobs).map(({ id }) => id), [jobs]);
  return (
    <>
      <ul className="ck-job-list">
        {shown.map((job) => (
          <JobCard
            key={job.id}
            client={client}
            job={job}
            place={turns.indexOf(job.id)}
            total={turns.length}
            isOpenAtStart={job.id === opened}
            onAction={onAction}
            onMove={onMove}
          />
        ))}
      </ul>
      <CancelDialog job={confirming} onKeep={keep} onCancel={cancel} />
      <UndoDialog job={undoing} onKeep={keep} onUndo={undo} />
    </>
  );
}
