import type { CallReceived } from '../../../shared/contract/calls.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { ExportOrder, ScheduledTask, TaskKind, TaskRun } from '../../../shared/domain/schedule.ts';
import { type EpochMs, HOUR, MINUTE, SECOND } from '../../../shared/domain/time.ts';
import type { Dispose } from '../../../shared/lib/disposable.ts';
import { fail, type Result, succeed } from '../../../shared/lib/result.ts';
import type { EngineContext } from '../context.ts';
import { noPreset } from '../frames/repeatExport.ts';
import { createTurns } from '../jobs/turns.ts';
import type { StoredTask, TaskChange } from '../ports/store.ts';
import { nextTime, nextTimes } from './cron.ts';
import type { TaskBodies } from './taskBody.ts';
import { createTaskRuns } from './taskRuns.ts';
import { usualTasks } from './usualTasks.ts';

/** Longest wait between two looks at the clock: what sleep, or a step of the clock, has passed is noticed within it. */
const LOOK_EVERY_MS = MINUTE;
/** A task noticed this much later than it was due was missed: the PC slept or the program was closed. */
const MISSED_AFTER_MS = 2 * MINUTE;
/** A clock that goes back by more than this was wrong before; by less it is being corrected, and runs are not repeated. */
const WRONG_CLOCK_MS = HOUR;
/** After a start the window and the live series come first; what was missed can wait that long. */
const BEGIN_AFTER_MS = 20 * SECOND;
const PREVIEWED = 5;

type Answer = Promise<Result<ScheduledTask, ApiError>>;

export type ScheduleService = Readonly<{
  list(): Promise<ScheduledTask[]>;
  add(task: CallReceived<'schedule.add'>): Answer;
  update(change: CallReceived<'schedule.update'>): Answer;
  remove(taskId: number): Promise<Result<Record<never, never>, ApiError>>;
  run(taskId: number): Answer;
  cancel(taskId: number): Answer;
  preview(cron: string): Result<EpochMs[], ApiError>;
  history(limit: number, taskId: number | null): Promise<TaskRun[]>;
  /** Reads the tasks again: a preset has another name now, and what repeats it went along. */
  reread(): Promise<void>;
  /** Told after every change of what runs, and of what came of it. */
  onChange(listener: () => void): Dispose;
  /** Begins to run tasks when their time comes; what was missed meanwhile is caught up, each task once. */
  start(): void;
  stop(): Promise<void>;
}>;

const NOT_FOUND: ApiError = { code: 'not-found', message: 'there is no such task; it may have been removed' };
const ORDER_MISPLACED: ApiError = {
  code: 'invalid-request',
  message: 'an export says what it writes and where, and no other task does',
};
const refuse = (message: string) => fail<ApiError>({ code: 'invalid-request', message });

/** Keeps the tasks and runs them by this PC's clock; seeds a new store and closes the runs that a crash left open. */
export async function createScheduleService(
  context: EngineContext,
  bodies: TaskBodies,
): Promise<ScheduleService> {
  const { store, clock, timing, journal, log, publish } = context;
  const inTurn = createTurns();
  const stopping = new AbortController();
  const listeners = new Set<() => void>();
  let watching: Promise<void> | null = null;
  let woken = new AbortController();

  await store.write.endOpenTaskRuns(clock.now(), { code: 'interrupted', params: {} });
  await store.write.seedTasks(usualTasks(clock.now()), clock.now());
  let tasks: readonly StoredTask[] = await store.read.tasks();
  let seen = Math.max(0, ...tasks.map(({ lastRun }) => lastRun?.startedAt ?? 0));

  const runs = createTaskRuns(context, bodies, (isStored) => {
    if (isStored) refreshUnheard();
    else show();
  });

  const view = (task: StoredTask): ScheduledTask => {
    const run = runs.of(task.id);
    return {
      ...task,
      running: run?.state === 'running',
      waiting: run?.state === 'waiting',
      progress: run?.progress ?? null,
    };
  };
  const show = (): void => publish('schedule.changed', { tasks: tasks.map(view) });

  async function refresh(): Promise<void> {
    tasks = await store.read.tasks();
    show();
    woken.abort();
    for (const listener of listeners) listener();
  }
  const refreshUnheard = (): void => {
    refresh().catch((error: unknown) => log.error('the schedule cannot be read', { error: String(error) }));
  };

  async function change(id: number, values: TaskChange): Promise<void> {
    await store.write.updateTask(id, values);
    await refresh();
  }

  /** The clock was wrong by more than an hour: what was planned by it is planned again. */
  async function planAnew(now: EpochMs): Promise<void> {
    for (const { id, cron, paused } of tasks) {
      if (!paused) await store.write.updateTask(id, { nextRunAt: nextTime(cron, now) });
    }
    await refresh();
  }

  /** Begins what is due; returns how long nothing else is. */
  async function look(): Promise<number> {
    const now = clock.now();
    const wasWrong = now < seen - WRONG_CLOCK_MS;
    seen = wasWrong ? now : Math.max(seen, now);
    if (wasWrong) await planAnew(now);
    // A paused task has no next time.
    const lateness = (task: StoredTask): number => now - (task.nextRunAt ?? Number.POSITIVE_INFINITY);
    for (const task of tasks) {
      const lateMs = lateness(task);
      if (lateMs >= 0) runs.begin(task, lateMs > MISSED_AFTER_MS ? 'missed' : 'due');
    }
    const waits = tasks.map((task) => -lateness(task)).filter((ms) => ms > 0);
    return Math.min(LOOK_EVERY_MS, ...waits);
  }

  async function watch(): Promise<void> {
    await timing.sleep(BEGIN_AFTER_MS, stopping.signal);
    while (!stopping.signal.aborted) {
      woken = new AbortController();
      const rest = await look().catch((error: unknown) => {
        log.error('the schedule could not be looked at', { error: String(error) });
        return LOOK_EVERY_MS;
      });
      await timing.sleep(rest, AbortSignal.any([stopping.signal, woken.signal]));
    }
  }

  const find = (id: number): StoredTask | undefined => tasks.find((task) => task.id === id);
  const answer = (id: number): Result<ScheduledTask, ApiError> => {
    const task = find(id);
    return task === undefined ? fail(NOT_FOUND) : succeed(view(task));
  };

  /** Says why a task cannot write this; null where it can, or writes nothing. */
  async function whyNotExport(kind: TaskKind, order: ExportOrder | undefined): Promise<ApiError | null> {
    if ((kind === 'export') !== (order !== undefined)) return ORDER_MISPLACED;
    if (order === undefined) return null;
    const presets = await store.read.framePresets();
    return presets.some(({ name }) => name === order.preset) ? null : noPreset(order.preset);
  }

  async function add({ kind, cron, maxRequests, export: order }: CallReceived<'schedule.add'>): Answer {
    const next = nextTimes(cron, clock.now(), 1);
    if (!next.ok) return refuse(next.error);
    const refused = await whyNotExport(kind, order);
    if (refused !== null) return fail(refused);
    const task = { kind, cron, maxRequests, export: order ?? null, nextRunAt: next.value[0]! };
    const id = await store.write.addTask(task, clock.now());
    await journal.audit('schedule.add', order === undefined ? kind : `${kind} ${order.preset}`, cron);
    await refresh();
    return answer(id);
  }

  async function update({ taskId, ...wanted }: CallReceived<'schedule.update'>): Answer {
    const task = find(taskId);
    if (task === undefined) return fail(NOT_FOUND);
    const { cron = task.cron, paused = task.paused, maxRequests = task.maxRequests } = wanted;
    const next = nextTimes(cron, clock.now(), 1);
    if (!next.ok) return refuse(next.error);
    const refused = wanted.export === undefined ? null : await whyNotExport(task.kind, wanted.export);
    if (refused !== null) return fail(refused);
    const isReplanned = cron !== task.cron || paused !== task.paused;
    const nextRunAt = isReplanned ? (paused ? null : next.value[0]!) : task.nextRunAt;
    await change(taskId, { cron, paused, maxRequests, export: wanted.export ?? task.export, nextRunAt });
    await journal.audit('schedule.update', task.kind, JSON.stringify(wanted));
    return answer(taskId);
  }

  async function remove(taskId: number): Promise<Result<Record<never, never>, ApiError>> {
    const task = find(taskId);
    if (task === undefined) return fail(NOT_FOUND);
    await runs.cancel(taskId);
    await store.write.removeTask(taskId);
    await journal.audit('schedule.remove', task.kind, task.cron);
    await refresh();
    return succeed({});
  }

  async function run(taskId: number): Answer {
    const task = find(taskId);
    if (task === undefined) return fail(NOT_FOUND);
    if (!runs.begin(task, 'by-hand')) {
      return fail({ code: 'conflict', message: 'the task is running, or waits for its turn' });
    }
    await journal.audit('schedule.run', task.kind);
    return answer(taskId);
  }

  async function cancel(taskId: number): Answer {
    const task = find(taskId);
    if (task === undefined) return fail(NOT_FOUND);
    if (!(await runs.cancel(taskId))) return fail({ code: 'conflict', message: 'the task is not running' });
    await journal.audit('schedule.cancel', task.kind);
    await refresh();
    return answer(taskId);
  }

  return {
    list: async () => tasks.map(view),
    add: (task) => inTurn(() => add(task)),
    update: (wanted) => inTurn(() => update(wanted)),
    remove: (taskId) => inTurn(() => remove(taskId)),
    run: (taskId) => inTurn(() => run(taskId)),
    cancel: (taskId) => inTurn(() => cancel(taskId)),
    preview: (cron) => {
      const next = nextTimes(cron, clock.now(), PREVIEWED);
      return next.ok ? next : refuse(next.error);
    },
    history: (limit, taskId) => store.read.taskRuns(limit, taskId),
    reread: () => inTurn(refresh),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: () => {
      watching ??= watch();
    },
    stop: async () => {
      stopping.abort();
      await runs.stop();
      await watching;
    },
  };
}
