import { Progress } from '@mantine/core';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import { isFinished, type Job } from '../../../shared/domain/job.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { Icon } from '../../ui/icons.tsx';
import { JobBadge, UndoneBadge } from '../../ui/StatusBadge.tsx';
import { JobActions } from './JobActions.tsx';
import { JobFacts } from './JobFacts.tsx';
import { JobParts } from './JobParts.tsx';
import { jobProblem, summarizeJob } from './progress.ts';
import type { CardAction } from './useJobActions.ts';
import { useJobTitle } from './useJobTitle.ts';

type Props = Readonly<{
  client: DataClient;
  job: Job;
  /** Its turn among the open jobs, from 0, and how many those are; -1 for a job that has ended. */
  place: number;
  total: number;
  isOpenAtStart: boolean;
  onAction(action: CardAction, job: Job): void;
  onMove(job: Job, step: -1 | 1): void;
}>;

/** One job: what it is, how far, what went wrong, and what can be done about it. */
export const JobCard = memo(function JobCard(props: Props) {
  const { client, job, place, total, isOpenAtStart, onAction, onMove } = props;
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(isOpenAtStart);
  const title = useJobTitle()(job);
  const { language } = useFormat();
  const summary = summarizeJob(job);
  const problem = jobProblem(job, language);
  const label = t('jobs.showParts', { job: title });
  return (
    <li className="ck-job" aria-label={title}>
      <div className="ck-job-head">
        <button
          type="button"
          className="ck-fold"
          aria-expanded={isOpen}
          aria-label={label}
          onClick={() => setIsOpen(!isOpen)}
        >
          <Icon name="chevron" />
        </button>
        <span className="ck-job-title" title={title}>
          {title}
        </span>
        <JobBadge state={job.state} />
        {job.undone && <UndoneBadge />}
        <JobActions
          job={job}
          title={title}
          turn={place < 0 ? null : { place, total }}
          onAction={onAction}
          onMove={onMove}
        />
      </div>
      {!isFinished(job.state) && (
        <Progress
          value={summary.fraction * 100}
          size={4}
          aria-label={t('jobs.progressOf', { job: title })}
          transitionDuration={200}
        />
      )}
      <JobFacts job={job} summary={summary} />
      {problem !== null && (
        <p className="ck-problem">
          <Icon name="warning" />
          <span title={problem}>{problem}</span>
        </p>
      )}
      {isOpen && <JobParts client={client} job={job} label={label} />}
    </li>
  );
});
