import { type Job, type JobPart, type JobState, jobFraction } from '../../../shared/domain/job.ts';
import { SECOND } from '../../../shared/domain/time.ts';
import type { PartEnd, PartProgress } from '../backfill/partRun.ts';
import type { StoredJob } from '../ports/store.ts';
import { createRateMeter } from './rateMeter.ts';

/** A job that is queued, running or paused in this process: what is stored, and what only its runner knows. */
export interface LiveJob {
  readonly id: Job['id'];
  readonly abort: AbortController;
  view(): Job;
  change(change: Partial<Pick<Job, 'state' | 'priority' | 'startedAt' | 'finishedAt' | 'problem'>>): void;
  progress(seriesId: JobPart['seriesId'], progress: PartProgress): void;
  end(seriesId: JobPart['seriesId'], end: PartEnd, problem: JobPart['problem']): void;
  /** The state the parts add up to once none of them is left to run; null while some are. */
  outcome(): PartEnd | null;
}

/** Returns what a stored job looks like to a window: no rate, because nobody is running it. */
export const idleJob = ({ spec: _spec, ...job }: StoredJob): Job => ({ ...job, rate: null, etaMs: null });

const isOpen = (state: JobState): boolean => state === 'queued' || state === 'running' || state === 'paused';

export function createLiveJob(stored: StoredJob, now: () => number): LiveJob {
  let job = stored;
  const storedRate = createRateMeter(now);
  const settledRate = createRateMeter(now);
  const setPart = (seriesId: JobPart['seriesId'], change: Partial<JobPart>): void => {
    job = {
      ...job,
      parts: job.parts.map((part) => (part.seriesId === seriesId ? { ...part, ...change } : part)),
    };
  };
  const partOf = (seriesId: JobPart['seriesId']): JobPart => {
    const part = job.parts.find((candidate) => candidate.seriesId === seriesId);
    if (part === undefined) throw new Error(`job ${job.id} has no part for series ${seriesId}`);
    return part;
  };
  const timeLeft = (): number | null => {
    const perSecond = settledRate.perSecond();
    if (perSecond === null || perSecond === 0) return null;
    const left = job.parts.reduce((sum, part) => sum + Math.max(0, part.total - part.settled), 0);
    return jobFraction(job.parts) === 1 ? 0 : (left / perSecond) * SECOND;
  };
  return {
    id: stored.id,
    abort: new AbortController(),
    view: () =>
      job.state === 'running'
        ? { ...idleJob(job), rate: storedRate.perSecond(), etaMs: timeLeft() }
        : idleJob(job),
    change: (change) => {
      job = { ...job, ...change };
    },
    progress: (seriesId, progress) => {
      const before = partOf(seriesId);
      storedRate.add(progress.stored - before.stored);
      if (before.state === 'running') settledRate.add(Math.max(0, progress.settled - before.settled));
      setPart(seriesId, { ...progress, state: 'running' });
    },
    end: (seriesId, end, problem) => setPart(seriesId, { state: end, problem }),
    outcome: () => {
      if (job.parts.some((part) => isOpen(part.state))) return null;
      if (job.parts.every((part) => part.state === 'done')) return 'done';
      return job.parts.every((part) => part.state === 'failed') ? 'failed' : 'incomplete';
    },
  };
}
