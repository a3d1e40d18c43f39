import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CallResponse } from '../../../shared/contract/calls.ts';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import { isFinished, type Job, type JobId } from '../../../shared/domain/job.ts';
import { createDisposables } from '../../../shared/lib/disposable.ts';
import { type Result, succeed } from '../../../shared/lib/result.ts';
import { type Loadable, settled, waiting } from '../../state/loadable.ts';
import { createTickets } from '../../state/ticket.ts';
import { compareTurns, moveTurn } from './order.ts';

export type JobAction = 'pause' | 'resume' | 'cancel' | 'retry';

export type JobsState = Loadable<readonly Job[]>;

export type JobsStore = StoreApi<JobsState> & {
  load(): Promise<void>;
  /** Returns why it could not be done, or null. */
  act(action: JobAction, jobId: JobId): Promise<ApiError | null>;
  /** Brings a job's turn one place sooner (-1) or later (1); returns why that could not be done, or null. */
  move(jobId: JobId, step: -1 | 1): Promise<ApiError | null>;
  /** Takes back what a job stored; returns how much that was, or why it could not be done. */
  undo(jobId: JobId): Promise<Result<CallResponse<'jobs.undo'>, ApiError>>;
  /** Calls the listener with every job that has just come to its end. */
  onFinished(listener: (job: Job) => void): () => void;
  dispose(): void;
};

/** How many jobs are kept in the window, the open ones included. */
const SHOWN = 100;

/** Returns both lists as one: the open jobs in the order of their turns, then the others, the newest on top. */
export function mergeJobs(known: readonly Job[], news: readonly Job[]): readonly Job[] {
  const byId = new Map([...known, ...news].map((job) => [job.id, job]));
  const { open = [], ended = [] } = Object.groupBy(byId.values(), (job) =>
    isFinished(job.state) ? 'ended' : 'open',
  );
  return [...open.sort(compareTurns), ...ended.sort((a, b) => b.createdAt - a.createdAt)].slice(0, SHOWN);
}

/** Returns the running and the recent jobs, kept up to date by the engine's pushes. */
export function createJobsStore(client: DataClient): JobsStore {
  const store = createStore<JobsState>(() => waiting);
  const tickets = createTickets();
  const lifetime = createDisposables();
  const finishListeners = new Set<(job: Job) => void>();

  const take = (news: readonly Job[], isPush = false): void => {
    const known = store.getState().value ?? [];
    const wasOpen = new Set(known.filter((job) => !isFinished(job.state)).map((job) => job.id));
    store.setState((before) => settled(before, succeed(mergeJobs(known, news))), true);
    const knownIds = new Set(known.map(({ id }) => id));
    // A short job can begin and end between two pushes: then its end is the first that is heard of it.
    const isNew = ({ id, undone }: Job): boolean => isPush && !undone && !knownIds.has(id);
    const ended = news.filter((job) => isFinished(job.state) && (wasOpen.has(job.id) || isNew(job)));
    for (const job of ended) for (const listener of finishListeners) listener(job);
  };
  lifetime.add(client.on('jobs.changed', ({ jobs }) => take(jobs, true)));

  return Object.assign(store, {
    load: async () => {
      const isCurrent = tickets.take();
      const result = await client.call('jobs.list', { limit: SHOWN });
      if (!isCurrent()) return;
      if (result.ok) take(result.value.jobs);
      else store.setState((before) => settled(before, result), true);
    },
    act: async (action: JobAction, jobId: JobId) => {
      const result = await client.call(`jobs.${action}`, { jobId });
      if (!result.ok) return result.error;
      take([result.value.job]);
      return null;
    },
    move: async (jobId: JobId, step: -1 | 1) => {
      for (const change of moveTurn(store.getState().value ?? [], jobId, step)) {
        const result = await client.call('jobs.prioritize', change);
        if (!result.ok) return result.error;
        take([result.value.job]);
      }
      return null;
    },
    undo: async (jobId: JobId) => {
      const result = await client.call('jobs.undo', { jobId });
      // The button must be gone before the engine's next push.
      const known = store.getState().value?.find(({ id }) => id === jobId);
      if (result.ok && known !== undefined) take([{ ...known, undone: true }]);
      return result;
    },
    onFinished: (listener: (job: Job) => void) => {
      finishListeners.add(listener);
      return () => finishListeners.delete(listener);
    },
    dispose: lifetime.disposeAll,
  });
}
