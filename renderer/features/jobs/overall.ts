import type { Job } from '../../../shared/domain/job.ts';
import { summarizeJob, timeLeft } from './progress.ts';

export type Overall = Readonly<{
  running: number;
  fraction: number;
  /** Until the last of them ends, in milliseconds; null while nobody can say. */
  left: number | null;
}>;

/** Returns what all running jobs amount to together; null when none runs. */
export function overallProgress(jobs: readonly Job[]): Overall | null {
  const running = jobs.filter((job) => job.state === 'running' || job.state === 'queued');
  if (running.length === 0) return null;
  const summaries = running.map((job) => ({ job, summary: summarizeJob(job) }));
  const total = summaries.reduce((sum, { summary }) => sum + summary.total, 0);
  const settled = summaries.reduce((sum, { summary }) => sum + summary.settled, 0);
  const lefts = summaries.flatMap(({ job, summary }) => timeLeft(job, summary) ?? []);
  return {
    running: running.length,
    fraction: total === 0 ? 0 : settled / total,
    left: lefts.length === 0 ? null : Math.max(...lefts),
  };
}
