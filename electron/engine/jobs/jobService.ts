import { randomUUID } from 'node:crypto';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import { isFinished, type Job, JobId, type JobKind, type JobPart } from '../../../shared/domain/job.ts';
import type { Problem, SeriesProblem } from '../../../shared/domain/problem.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import type { Dispose } from '../../../shared/lib/disposable.ts';
import { fail, type Result, succeed } from '../../../shared/lib/result.ts';
import type { PartRun } from '../backfill/partRun.ts';
import type { EngineContext } from '../context.ts';
import type { JobChange, StoredJob } from '../ports/store.ts';
import { problemOf } from '../problemOf.ts';
import { createLiveJob, idleJob, type LiveJob } from './liveJob.ts';
import { createProgressKeeper } from './progressKeeper.ts';
import { createTurns } from './turns.ts';
import { createVenueRunner, type RunnerEvents, type RunningPart, type VenueRunner } from './venueRunner.ts';
import { workOf } from './work.ts';

/** `total` is what is missing in the range as far as is known before the part begins. */
export type NewPart = Readonly<{ seriesId: SeriesId; from: number; until: number; total: number }>;

export type JobService = Readonly<{
  /** Takes up every job that was queued or running when the program last ended. */
  resumeStored(): Promise<void>;
  /** Starts a job; an unfinished one that asked the same (`spec`) is continued instead of doubled. */
  start(kind: JobKind, spec: string, parts: readonly NewPart[]): Promise<Job>;
  /** Resolves with the job once nothing of it moves any more: it has ended, or was paused. */
  atRest(id: JobId): Promise<Job>;
  /** Tells every step of a job, without the delay of the events for the window. */
  watch(id: JobId, listener: (job: Job) => void): Dispose;
  list(limit: number): Promise<Job[]>;
  get(id: JobId): Promise<Job | null>;
  pause(id: JobId): Promise<Result<Job, string>>;
  resume(id: JobId): Promise<Result<Job, string>>;
  cancel(id: JobId): Promise<Result<Job, string>>;
  /** Tries again what a finished job could not do. */
  retry(id: JobId): Promise<Result<Job, string>>;
  prioritize(id: JobId, priority: number): Promise<Result<Job, string>>;
  /**
   * Takes a job that has ended in hand for somebody who changes what it has stored: until it is let go, it cannot be
   * taken up again. Refused while any job is at work on the same series.
   */
  hold(id: JobId): Promise<Result<HeldJob, string>>;
  focus(seriesId: SeriesId | null): void;
  openJobs(): number;
  /** Stops the pages under way and leaves the jobs as they are, to be taken up at the next start. */
  park(): Promise<void>;
}>;

export type HeldJob = Readonly<{ job: Job; letGo: Dispose }>;

/** Why a part has not done all of its work. */
const whyOf = ({ problem, state }: JobPart): SeriesProblem =>
  problem ?? { code: 'unfinished', how: state === 'failed' ? 'failed' : 'incomplete' };

/** Says once what went wrong, with all the series it happened to. */
function jobProblem({ parts }: Job): Problem | null {
  const alike = Map.groupBy(
    parts.filter(({ state }) => state !== 'done'),
    (part) => JSON.stringify(whyOf(part)),
  );
  if (alike.size === 0) return null;
  const list = [...alike.values()].map((same) => ({
    series: same.map(seriesName),
    problem: whyOf(same[0]!),
  }));
  return { code: 'of-series', list };
}

const hasPart = (job: StoredJob, seriesId: SeriesId): boolean =>
  job.parts.some((part) => part.seriesId === seriesId);

/** A series that was removed under a job takes no page any more; the store says so by this code. */
const isGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'not-found';

type Prepare = (running: RunningPart) => Promise<Result<PartRun, SeriesProblem>>;

/** Looks at what a job has left behind before it is called finished; must not reject. */
type BeforeEnd = (job: Job) => Promise<void>;

const isAtRest = ({ state }: Job): boolean => isFinished(state) || state === 'paused';

/** Keeps the jobs: rows in the store, parts in the hands of one runner per venue. */
export function createJobService(
  context: EngineContext,
  prepare: Prepare,
  beforeEnd: BeforeEnd = async () => undefined,
): JobService {
  const { store, clock, journal, publish, log } = context;
  const live = new Map<JobId, LiveJob>();
  const keeper = createProgressKeeper(store.write, log);
  const inTurn = createTurns();
  let arrivals = 0;
  let parked = false;
  let focus: SeriesId | null = null;

  const watchers = new Map<JobId, Set<(job: Job) => void>>();
  const ending = new Set<JobId>();
  const held = new Set<JobId>();

  const tell = (job: Job): void => {
    publish('jobs.changed', { jobs: [job] });
    for (const listener of watchers.get(job.id) ?? []) listener(job);
  };
  const watch = (id: JobId, listener: (job: Job) => void): Dispose => {
    const all = watchers.get(id) ?? new Set();
    watchers.set(id, all.add(listener));
    return () => {
      all.delete(listener);
      if (all.size === 0) watchers.delete(id);
    };
  };
  const show = (job: LiveJob): void => tell(job.view());
  const change = async (job: LiveJob, values: Parameters<LiveJob['change']>[0]): Promise<void> => {
    job.change(values);
    await store.write.updateJob(job.id, values);
    show(job);
  };

  const finishIfOver = async (job: LiveJob): Promise<void> => {
    const outcome = job.outcome();
    if (outcome === null || isFinished(job.view().state) || ending.has(job.id)) return;
    ending.add(job.id);
    await beforeEnd(job.view()).finally(() => ending.delete(job.id));
    // Somebody may have cancelled it meanwhile.
    if (live.get(job.id) !== job) return;
    const { kind } = job.view();
    const problem = jobProblem(job.view());
    await change(job, { state: outcome, finishedAt: clock.now(), problem });
    live.delete(job.id);
    if (outcome === 'done') {
      await journal.event('info', 'jobs', { type: 'job-done', job: kind, count: job.view().parts.length });
    } else {
      const type = `job-${outcome}` as const;
      await journal.event('warning', 'jobs', { type, job: kind, problem: problem ?? outcome });
    }
  };

  const ended: RunnerEvents['ended'] = async ({ jobId, part }, end, problem, run) => {
    const job = live.get(jobId);
    if (job === undefined) return;
    job.end(part.seriesId, end, problem);
    await keeper.keepNow(jobId, part.seriesId, { ...run?.progress, state: end, problem });
    show(job);
    await finishIfOver(job);
  };

  /** Nothing that writes can go on: pauses the job, in the store as well if that takes it. */
  const giveWay = (job: LiveJob, part: JobPart, error: unknown): Promise<void> =>
    inTurn(async () => {
      // Another page has paused it already, or somebody has stopped it meanwhile.
      if (live.get(job.id) !== job) return;
      await halt(job);
      const problem = problemOf(error);
      const list = [{ series: [seriesName(part)], problem }];
      const paused: JobChange = { state: 'paused', problem: { code: 'of-series', list } };
      job.change(paused);
      show(job);
      await store.write.updateJob(job.id, paused).catch(() => undefined);
      await journal.event('critical', 'jobs', { type: 'store-failed', job: job.view().kind, problem });
    });

  const runners = new Map<ExchangeId, VenueRunner>();
  const runnerOf = (exchange: ExchangeId): VenueRunner => {
    const existing = runners.get(exchange);
    if (existing !== undefined) return existing;
    const runner = createVenueRunner({
      focus: () => focus,
      prepare: async (running) => {
        const job = live.get(running.jobId);
        if (job !== undefined && job.view().startedAt === null) {
          await change(job, { state: 'running', startedAt: clock.now() });
        }
        return prepare(running);
      },
      progressed: ({ jobId, part }, run) => {
        const job = live.get(jobId);
        if (job === undefined) return;
        job.progress(part.seriesId, run.progress);
        keeper.keep(jobId, part.seriesId, { ...run.progress, state: 'running', from: run.part.from });
        show(job);
      },
      ended,
      storeFailed: async (running, error) => {
        if (isGone(error)) return ended(running, 'failed', { code: 'series-removed' }, null);
        const job = live.get(running.jobId);
        if (job !== undefined) await giveWay(job, running.part, error);
      },
    });
    runners.set(exchange, runner);
    return runner;
  };

  /** Takes a stored job in hand; one with nothing left to do ends at once. */
  const enqueue = async (stored: StoredJob): Promise<LiveJob> => {
    const job = createLiveJob(stored, clock.now);
    if (parked) return job;
    live.set(job.id, job);
    const work = workOf(stored.kind, stored.spec);
    for (const part of stored.parts) {
      if (isFinished(part.state)) continue;
      arrivals += 1;
      runnerOf(part.exchange).add({
        jobId: job.id,
        part,
        work,
        priority: stored.priority,
        signal: job.abort.signal,
        order: arrivals,
      });
    }
    await finishIfOver(job);
    return job;
  };

  /** Stops a live job's pages, waits until the last of them has let go, and keeps what they have done. */
  const halt = async (job: LiveJob): Promise<void> => {
    job.abort.abort();
    await Promise.all([...runners.values()].map((runner) => runner.drop(job.id)));
    await keeper.flush(job.id);
    live.delete(job.id);
  };

  /** Asks an unfinished job for the present as well: its range was counted from the day it was started. */
  const continueJob = async (job: StoredJob, parts: readonly NewPart[]): Promise<void> => {
    for (const { seriesId, from, until } of parts) {
      const part = job.parts.find((one) => one.seriesId === seriesId)!;
      await store.write.updateJobPart(job.id, seriesId, {
        state: 'queued',
        from: Math.min(part.from, from),
        until: Math.max(part.until, until),
      });
    }
    await store.write.updateJob(job.id, { state: 'queued', startedAt: null, problem: null });
  };

  const settleAs = async (id: JobId, state: 'paused' | 'cancelled'): Promise<Result<Job, string>> => {
    const running = live.get(id);
    if (running !== undefined) await halt(running);
    const job = await store.read.job(id);
    if (job === null) return fail('there is no such job');
    if (isFinished(job.state)) return fail('the job has already ended');
    for (const part of job.parts) {
      if (!isFinished(part.state)) await store.write.updateJobPart(id, part.seriesId, { state });
    }
    await store.write.updateJob(id, { state, finishedAt: state === 'cancelled' ? clock.now() : null });
    return shown(id);
  };

  const view = async (id: JobId): Promise<Job | null> => {
    const running = live.get(id);
    if (running !== undefined) return running.view();
    const job = await store.read.job(id);
    return job === null ? null : idleJob(job);
  };

  const shown = async (id: JobId): Promise<Result<Job, string>> => {
    const job = await view(id);
    if (job === null) return fail('there is no such job');
    tell(job);
    return succeed(job);
  };

  const whyNotAgain = ({ id, state }: StoredJob, from: readonly Job['state'][]): string | null => {
    if (held.has(id)) return 'what the job stored is being taken back; try again when that is done';
    return live.has(id) || !from.includes(state) ? `a job that is ${state} cannot be taken up again` : null;
  };

  const requeue = async (id: JobId, from: readonly Job['state'][]): Promise<Result<Job, string>> => {
    const job = await store.read.job(id);
    if (job === null) return fail('there is no such job');
    const refusal = whyNotAgain(job, from);
    if (refusal !== null) return fail(refusal);
    for (const part of job.parts) {
      if (part.state !== 'done')
        await store.write.updateJobPart(id, part.seriesId, { state: 'queued', problem: null });
    }
    await store.write.updateJob(id, { state: 'queued', finishedAt: null, startedAt: null, problem: null });
    // What it stores from now on can be taken back again.
    if (job.undone) await store.write.setJobUndone(id, false);
    const fresh = await store.read.job(id);
    if (fresh !== null) await enqueue(fresh);
    return shown(id);
  };

  const hold = async (id: JobId): Promise<Result<HeldJob, string>> => {
    const job = await view(id);
    if (job === null) return fail('there is no such job');
    if (!isFinished(job.state)) return fail('the job has not ended yet');
    if (job.undone) return fail('the job has been undone already');
    if (held.has(id)) return fail('what the job stored is being taken back already');
    const series = new Set(job.parts.map(({ seriesId }) => seriesId));
    const busy = [...live.values()]
      .flatMap((one) => one.view().parts)
      .find((part) => series.has(part.seriesId) && !isFinished(part.state));
    if (busy !== undefined) {
      return fail(`another job is at work on ${seriesName(busy)}; wait for its end, or pause it`);
    }
    held.add(id);
    return succeed({ job, letGo: () => void held.delete(id) });
  };

  const start = async (kind: JobKind, spec: string, parts: readonly NewPart[]): Promise<Job> => {
    const same = (await store.read.openJobs()).find(
      (job) => job.kind === kind && job.spec === spec && parts.every((part) => hasPart(job, part.seriesId)),
    );
    const running = same === undefined ? undefined : live.get(same.id);
    if (running !== undefined) return running.view();
    const id = same?.id ?? JobId.parse(randomUUID());
    if (same === undefined)
      await store.write.addJob({ id, kind, spec, priority: 0, createdAt: clock.now(), parts });
    else await continueJob(same, parts);
    const job = await enqueue((await store.read.job(id))!);
    show(job);
    return job.view();
  };

  const prioritize = async (id: JobId, priority: number): Promise<Result<Job, string>> => {
    for (const runner of runners.values()) runner.setPriority(id, priority);
    live.get(id)?.change({ priority });
    await store.write.updateJob(id, { priority });
    return shown(id);
  };

  return {
    resumeStored: async () => {
      for (const job of await store.read.openJobs()) if (job.state !== 'paused') await enqueue(job);
    },
    start: (kind, spec, parts) => inTurn(() => start(kind, spec, parts)),
    atRest: (id) =>
      new Promise((resolve, reject) => {
        const look = (job: Job | null): void => {
          if (job !== null && !isAtRest(job)) return;
          stop();
          if (job === null) reject(new Error(`there is no job ${id}`));
          else resolve(job);
        };
        const stop = watch(id, look);
        view(id).then(look, reject);
      }),
    watch,
    list: async (limit) =>
      (await store.read.newestJobs(limit)).map((job) => live.get(job.id)?.view() ?? idleJob(job)),
    get: view,
    pause: (id) => inTurn(() => settleAs(id, 'paused')),
    cancel: (id) => inTurn(() => settleAs(id, 'cancelled')),
    // One that is open without being live was paused by a store that could not even keep that.
    resume: (id) => inTurn(() => requeue(id, ['paused', 'queued', 'running'])),
    retry: (id) => inTurn(() => requeue(id, ['incomplete', 'failed', 'cancelled'])),
    prioritize: (id, priority) => inTurn(() => prioritize(id, priority)),
    hold: (id) => inTurn(() => hold(id)),
    focus: (seriesId) => {
      focus = seriesId;
    },
    openJobs: () => live.size,
    park: () =>
      inTurn(async () => {
        parked = true;
        await Promise.all([...live.values()].map(halt));
      }),
  };
}
