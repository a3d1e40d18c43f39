import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CallRequest, CallResponse } from '../../../shared/contract/calls.ts';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { ScheduledTask, TaskResult, TaskRun } from '../../../shared/domain/schedule.ts';
import { createDisposables } from '../../../shared/lib/disposable.ts';
import { type Result, succeed } from '../../../shared/lib/result.ts';
import { type Loadable, settled, waiting } from '../../state/loadable.ts';
import { createThrottle } from '../../state/throttle.ts';
import { createTickets } from '../../state/ticket.ts';

export type TaskId = ScheduledTask['id'];

export type RunFilter = Readonly<{
  /** Null for the runs of all tasks. */
  taskId: TaskId | null;
  result: TaskResult | 'any';
}>;

export type ScheduleState = Readonly<{
  tasks: Loadable<readonly ScheduledTask[]>;
  runs: Loadable<readonly TaskRun[]>;
  filter: RunFilter;
  /** Why the newest thing that was asked of a task could not be done. */
  error: ApiError | null;
}>;

export type ScheduleStore = StoreApi<ScheduleState> & {
  load(): Promise<void>;
  setFilter(change: Partial<RunFilter>): void;
  run(taskId: TaskId): Promise<void>;
  cancel(taskId: TaskId): Promise<void>;
  setPaused(taskId: TaskId, paused: boolean): Promise<void>;
  /** Each returns why the task was refused, or null. */
  add(task: CallRequest<'schedule.add'>): Promise<ApiError | null>;
  update(task: CallRequest<'schedule.update'>): Promise<ApiError | null>;
  dispose(): void;
};

const LISTED_RUNS = 500;
const REFRESH_MS = 500;

/** What changes in a task when one of its runs begins or ends. */
const runMark = (tasks: readonly ScheduledTask[] | null): string =>
  JSON.stringify(tasks?.map(({ id, lastRun }) => [id, lastRun?.id, lastRun?.finishedAt]));

/** Keeps what runs by itself, and what came of it. It asks for nothing until it is loaded for the first time. */
export function createScheduleStore(client: DataClient): ScheduleStore {
  const store = createStore<ScheduleState>(() => ({
    tasks: waiting,
    runs: waiting,
    filter: { taskId: null, result: 'any' },
    error: null,
  }));
  const taskTickets = createTickets();
  const runTickets = createTickets();
  const lifetime = createDisposables();
  let isWatched = false;

  const loadRuns = async (): Promise<void> => {
    const isCurrent = runTickets.take();
    const { taskId } = store.getState().filter;
    const request = { limit: LISTED_RUNS, ...(taskId === null ? {} : { taskId }) };
    const result = await client.call('schedule.history', request);
    if (!isCurrent()) return;
    const list = result.ok ? succeed(result.value.runs.toSorted((a, b) => b.id - a.id)) : result;
    store.setState(({ runs }) => ({ runs: settled(runs, list) }));
  };
  const runsAgain = createThrottle(() => void loadRuns(), REFRESH_MS);
  lifetime.add(runsAgain.dispose);

  const take = (list: readonly ScheduledTask[]): void => {
    const before = store.getState().tasks;
    store.setState({ tasks: settled(before, succeed(list)) });
    if (isWatched && runMark(before.value) !== runMark(list)) runsAgain.request();
  };
  lifetime.add(
    client.on('schedule.changed', ({ tasks }) => {
      // An answer that is on its way is older than this.
      taskTickets.take();
      take(tasks);
    }),
  );

  type Answer = Result<CallResponse<'schedule.run'>, ApiError>;
  /** Puts the task of an answer in its place; returns why it was refused, or null. */
  const settle = (answer: Answer): ApiError | null => {
    if (!answer.ok) return answer.error;
    const { task } = answer.value;
    const known = store.getState().tasks.value ?? [];
    const isNew = known.every(({ id }) => id !== task.id);
    take(isNew ? [...known, task] : known.map((one) => (one.id === task.id ? task : one)));
    return null;
  };
  const act = async (asked: Promise<Answer>): Promise<void> => {
    store.setState({ error: null });
    store.setState({ error: settle(await asked) });
  };

  return Object.assign(store, {
    load: async () => {
      isWatched = true;
      const isCurrent = taskTickets.take();
      const [result] = await Promise.all([client.call('schedule.list', {}), loadRuns()]);
      if (!isCurrent()) return;
      const list = result.ok ? succeed(result.value.tasks) : result;
      store.setState(({ tasks }) => ({ tasks: settled<readonly ScheduledTask[]>(tasks, list) }));
    },
    setFilter: (change: Partial<RunFilter>) => {
      const { filter } = store.getState();
      const isOther = change.taskId !== undefined && change.taskId !== filter.taskId;
      store.setState({ filter: { ...filter, ...change }, ...(isOther ? { runs: waiting } : {}) });
      if (isOther) void loadRuns();
    },
    run: (taskId: TaskId) => act(client.call('schedule.run', { taskId })),
    cancel: (taskId: TaskId) => act(client.call('schedule.cancel', { taskId })),
    setPaused: (taskId: TaskId, paused: boolean) => act(client.call('schedule.update', { taskId, paused })),
    add: async (task: CallRequest<'schedule.add'>) => settle(await client.call('schedule.add', task)),
    update: async (task: CallRequest<'schedule.update'>) =>
      settle(await client.call('schedule.update', task)),
    dispose: lifetime.disposeAll,
  });
}
