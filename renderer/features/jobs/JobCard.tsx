import { Button, Progress } from '@mantine/core';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isFinished, type Job } from '../../../shared/domain/job.ts';
import { Icon } from '../../ui/icons.tsx';
import { JobBadge } from '../../ui/StatusBadge.tsx';
import { JobFacts } from './JobFacts.tsx';
import { JobParts } from './JobParts.tsx';
import type { JobAction } from './jobsStore.ts';
import { actionsOf, summarizeJob } from './progress.ts';
import { useJobTitle } from './useJobTitle.ts';

type Props = Readonly<{ job: Job; onAction(action: JobAction, job: Job): void }>;

/** One job: what it is, how far, what went wrong, and what can be done about it. */
export const JobCard = memo(function JobCard({ job, onAction }: Props) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const title = useJobTitle()(job);
  const summary = summarizeJob(job);
  return (
    <li className="ck-job">
      <div className="ck-job-head">
        <button
          type="button"
          className="ck-fold"
          aria-expanded={isOpen}
          aria-label={t('jobs.showParts', { job: title })}
          onClick={() => setIsOpen(!isOpen)}
        >
          <Icon name="chevron" />
        </button>
        <span className="ck-job-title" title={title}>
          {title}
        </span>
        <JobBadge state={job.state} />
        <span className="ck-job-actions">
          {actionsOf(job.state).map((action) => (
            <Button
              key={action}
              size="compact-xs"
              variant="default"
              aria-label={t('jobs.actionOf', { action: t(`jobs.action.${action}`), job: title })}
              onClick={() => onAction(action, job)}
            >
              {t(`jobs.action.${action}`)}
            </Button>
          ))}
        </span>
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
      {summary.problem !== null && (
        <p className="ck-problem">
          <Icon name="warning" />
          <span title={summary.problem}>{summary.problem}</span>
        </p>
      )}
      {isOpen && <JobParts parts={job.parts} label={t('jobs.showParts', { job: title })} />}
    </li>
  );
});
