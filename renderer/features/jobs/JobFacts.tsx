import { useTranslation } from 'react-i18next';
import type { Job } from '../../../shared/domain/job.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { type JobSummary, timeLeft } from './progress.ts';

type Props = Readonly<{ job: Job; summary: JobSummary }>;

/** How much, how fast, how far and until when: the numbers of a job on one line. */
export function JobFacts({ job, summary }: Props) {
  const { t } = useTranslation();
  const { count, percent, time, duration } = useFormat();
  const { settled, total, stored, fraction, reached } = summary;
  const isRunning = job.state === 'running';
  const left = timeLeft(job, summary);
  const took = job.startedAt !== null && job.finishedAt !== null ? job.finishedAt - job.startedAt : null;
  const facts = [
    total === 0 && job.startedAt !== null
      ? t('jobs.nothingMissing')
      : t('jobs.candles', { settled: count(settled), total: count(total) }),
    stored !== settled && stored > 0 && t('jobs.stored', { stored: count(stored) }),
    isRunning && job.rate !== null && t('jobs.rate', { rate: count(job.rate) }),
    isRunning && reached !== null && t('jobs.reached', { time: time(reached) }),
    left !== null && t('jobs.left', { duration: duration(left) }),
    took !== null && t('jobs.took', { duration: duration(took) }),
  ];
  return (
    <p className="ck-job-facts">
      <strong>{percent(fraction)}</strong>
      {facts.filter(Boolean).map((fact) => (
        <span key={String(fact)}>{fact}</span>
      ))}
    </p>
  );
}
