import { randomUUID } from 'node:crypto';
import { EXCHANGES, type ExchangeId } from '../../../shared/domain/exchange.ts';
import { isFinished, type Job, JobId } from '../../../shared/domain/job.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { fail, type Result, succeed } from '../../../shared/lib/result.ts';
import type { PartRun } from '../backfill/partRun.ts';
import type { EngineContext } from '../context.ts';
import type { StoredJob } from '../ports/store.ts';
import { createLiveJob, idleJob, type LiveJob } from './liveJob.ts';
import { createProgressKeeper } from './progressKeeper.ts';
import { createVenueRunner, type RunningPart, type VenueRunner } from './venueRunner.ts';

/** `total` is what is missing in the range as far as is known before the part begins. */
export type NewPart = Readonly<{ seriesId: SeriesId; from: number; until: number; total: number }>;

export type JobService = Readonly<{
  /** Takes up every job that was queued or running when the program last ended. */
  resumeStored(): Promise<void>;
  /** Starts a job; an unfinished one that asked the same (`spec`) is continued instead of doubled. */
  start(spec: string, parts: readonly NewPart[]): Promise<Job>;
  list(limit: number): Promise<Job[]>;
  get(id: JobId): Promise<Job | null>;
  pause(id: JobId): Promise<Result<Job, string>>;
  resume(id: JobId): Promise<Result<Job, string>>;
  cancel(id: JobId): Promise<Result<Job, string>>;
  /** Tries again what a finished job could not do. */
  retry(id: JobId): Promise<Result<Job, string>>;
  prioritize(id: JobId, priority: number): Promise<Result<Job, string>>;
  focus(seriesId: SeriesId | null): void;
  openJobs(): number;
  /** Stops the pages under way and leaves the jobs as they are, to be taken up at the next start. */
  park(): Promise<void>;
}>;

/** Says once what went wrong, with all the series it happened to. */
function problemOf({ parts }: Job): string | null {
  const names = new Map<string, string[]>();
  for (const part of parts) {
    if (part.state === 'done') continue;
    const problem = part.problem ?? part.state;
    names.set(problem, [...(names.get(problem) ?? []), seriesName(part)]);
  }
  if (names.size === 0) return null;
  return [...names].map(([problem, series]) => `${series.join(', ')}: ${problem}`).join('; ');
}

type Prepare = (running: RunningPart) => Promise<Result<PartRun, string>>;

/** Keeps the jobs: rows in the store, parts in the hands of one runner per venue. */
export function createJobService(context: EngineContext, prepare: Prepare): JobService {
  const { store, clock, journal, publish, log } = context;
  const live = new Map<JobId, LiveJob>();
  const keeper = createProgressKeeper(store.write, log);
  let arrivals = 0;
  let parked = false;

  const show = (job: LiveJob): void => publish('jobs.changed', { jobs: [job.view()] });
  const change = async (job: LiveJob, values: Parameters<LiveJob['change']>[0]): Promise<void> => {
    job.change(values);
    await store.write.updateJob(job.id, values);
    show(job);
  };

  const finishIfOver = async (job: LiveJob): Promise<void> => {
    const outcome = job.outcome();
    if (outcome === null || isFinished(job.view().state)) return;
    const problem = problemOf(job.view());
    await change(job, { state: outcome, finishedAt: clock.now(), problem });
    live.delete(job.id);
    await journal.event(
      outcome === 'done' ? 'info' : 'warning',
      'jobs',
      `job-${outcome}`,
      problem === null
        ? `backfill of ${job.view().parts.length} series finished`
        : `backfill ended with problems: ${problem}`,
    );
  };

  const runners = new Map<ExchangeId, VenueRunner>();
  const runnerOf = (exchange: ExchangeId): VenueRunner => {
    const existing = runners.get(exchange);
    if (existing !== undefined) return existing;
    const runner = createVenueRunner(exchange, {
      prepare: async (running) => {
        const job = live.get(running.jobId);
        if (job !== undefined && job.view().startedAt === null) {
          await change(job, { state: 'running', startedAt: clock.now() });
        }
        return prepare(running);
      },
      progressed: ({ jobId, part, signal }, run) => {
        const job = live.get(jobId);
        if (job === undefined || signal.aborted) return;
        job.progress(part.seriesId, run.progress);
        keeper.keep(jobId, part.seriesId, { ...run.progress, state: 'running', from: run.part.from });
        show(job);
      },
      ended: async ({ jobId, part }, end, problem, run) => {
        const job = live.get(jobId);
        if (job === undefined) return;
        job.end(part.seriesId, end, problem);
        await keeper.keepNow(jobId, part.seriesId, { ...run?.progress, state: end, problem });
        show(job);
        await finishIfOver(job);
      },
      storeFailed: async ({ jobId, part }, error) => {
        const job = live.get(jobId);
        if (job === undefined || parked) return;
        const problem = error instanceof Error ? error.message : String(error);
        job.abort.abort();
        job.change({ state: 'paused', problem: `${seriesName(part)}: ${problem}` });
        live.delete(jobId);
        publish('jobs.changed', { jobs: [{ ...job.view(), state: 'paused' }] });
        await journal.event('critical', 'jobs', 'store-failed', `the backfill was paused: ${problem}`);
        await store.write.updateJob(jobId, { state: 'paused', problem }).catch(() => undefined);
      },
    });
    runners.set(exchange, runner);
    return runner;
  };

  const enqueue = (stored: StoredJob): LiveJob => {
    const job = createLiveJob(stored, clock.now);
    live.set(job.id, job);
    for (const part of stored.parts) {
      if (isFinished(part.state)) continue;
      arrivals += 1;
      runnerOf(part.exchange).add({
        jobId: job.id,
        part,
        priority: stored.priority,
        signal: job.abort.signal,
        order: arrivals,
      });
    }
    return job;
  };

  /** Stops a live job's pages and waits until the last of them has let go. */
  const halt = async (job: LiveJob): Promise<void> => {
    job.abort.abort();
    live.delete(job.id);
    for (const runner of runners.values()) runner.drop(job.id);
    await Promise.all([...runners.values()].map((runner) => runner.idle(job.id)));
    await keeper.flush(job.id);
  };

  /** Asks an unfinished job for the present as well: its range was counted from the day it was started. */
  const continueJob = async (job: StoredJob, parts: readonly NewPart[]): Promise<void> => {
    for (const { seriesId, until } of parts) {
      const part = job.parts.find((one) => one.seriesId === seriesId);
      if (part === undefined) continue;
      await store.write.updateJobPart(job.id, seriesId, {
        state: 'queued',
        until: Math.max(part.until, until),
      });
    }
    await store.write.updateJob(job.id, { state: 'queued', startedAt: null, problem: null });
  };

  const settleAs = async (id: JobId, state: 'paused' | 'cancelled'): Promise<Result<Job, string>> => {
    const job = live.get(id);
    const stored = job?.view() ?? (await store.read.job(id));
    if (stored === null || stored === undefined) return fail('there is no such job');
    if (isFinished(stored.state)) return fail('the job has already ended');
    if (job !== undefined) await halt(job);
    for (const part of stored.parts) {
      if (!isFinished(part.state)) await store.write.updateJobPart(id, part.seriesId, { state });
    }
    await store.write.updateJob(id, { state, finishedAt: state === 'cancelled' ? clock.now() : null });
    return shown(id);
  };

  const shown = async (id: JobId): Promise<Result<Job, string>> => {
    const job = live.get(id)?.view() ?? (await stored(id));
    if (job === null) return fail('there is no such job');
    publish('jobs.changed', { jobs: [job] });
    return succeed(job);
  };

  const stored = async (id: JobId): Promise<Job | null> => {
    const job = await store.read.job(id);
    return job === null ? null : idleJob(job);
  };

  const requeue = async (id: JobId, from: readonly Job['state'][]): Promise<Result<Job, string>> => {
    const job = live.get(id)?.view() ?? (await store.read.job(id));
    if (job === null) return fail('there is no such job');
    if (!from.includes(job.state)) return fail(`a job that is ${job.state} cannot be taken up again`);
    for (const part of job.parts) {
      if (part.state !== 'done')
        await store.write.updateJobPart(id, part.seriesId, { state: 'queued', problem: null });
    }
    await store.write.updateJob(id, { state: 'queued', finishedAt: null, startedAt: null, problem: null });
    const fresh = await store.read.job(id);
    if (fresh !== null) enqueue(fresh);
    return shown(id);
  };

  return {
    resumeStored: async () => {
      for (const job of await store.read.openJobs()) if (job.state !== 'paused') enqueue(job);
    },
    start: async (spec, parts) => {
      const same = (await store.read.openJobs()).find((job) => job.spec === spec);
      const running = same === undefined ? undefined : live.get(same.id);
      if (running !== undefined) return running.view();
      const id = same?.id ?? JobId.parse(randomUUID());
      if (same === undefined)
        await store.write.addJob({ id, kind: 'backfill', spec, priority: 0, createdAt: clock.now(), parts });
      else await continueJob(same, parts);
      const fresh = await store.read.job(id);
      const job = enqueue(fresh!);
      show(job);
      return job.view();
    },
    list: async (limit) =>
      (await store.read.newestJobs(limit)).map((job) => live.get(job.id)?.view() ?? idleJob(job)),
    get: async (id) => live.get(id)?.view() ?? (await stored(id)),
    pause: (id) => settleAs(id, 'paused'),
    cancel: (id) => settleAs(id, 'cancelled'),
    resume: (id) => requeue(id, ['paused']),
    retry: (id) => requeue(id, ['incomplete', 'failed', 'cancelled']),
    prioritize: async (id, priority) => {
      for (const runner of runners.values()) runner.setPriority(id, priority);
      live.get(id)?.change({ priority });
      await store.write.updateJob(id, { priority });
      return shown(id);
    },
    focus: (seriesId) => {
      for (const exchange of EXCHANGES) runners.get(exchange)?.focus(seriesId);
    },
    openJobs: () => live.size,
    park: async () => {
      parked = true;
      await Promise.all([...live.values()].map(halt));
    },
  };
}
