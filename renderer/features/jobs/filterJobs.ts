import { isFinished, type Job } from '../../../shared/domain/job.ts';

export const WHICH = ['all', 'open', 'trouble', 'ended'] as const;
/** Which jobs are shown; `trouble` are those that something went wrong with, open or not. */
export type Which = (typeof WHICH)[number];

const isInTrouble = (job: Job): boolean =>
  job.state === 'failed' ||
  job.state === 'incomplete' ||
  job.problem !== null ||
  job.parts.some(({ problem }) => problem !== null);

const TESTS: Readonly<Record<Which, (job: Job) => boolean>> = {
  all: () => true,
  open: (job) => !isFinished(job.state),
  trouble: isInTrouble,
  ended: (job) => isFinished(job.state),
};

function hasWords({ parts }: Job, words: readonly string[]): boolean {
  return parts.some(({ exchange, symbol, timeframe }) => {
    const fields = [exchange, symbol.toLowerCase(), timeframe.toLowerCase()];
    return words.every((word) => fields.some((field) => field.includes(word)));
  });
}

/** Returns the jobs of this kind that have a series with every word of `text` in its name. */
export function filterJobs(jobs: readonly Job[], which: Which, text: string): readonly Job[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return jobs.filter((job) => TESTS[which](job) && (words.length === 0 || hasWords(job, words)));
}
