import { noteOf } from '../../../shared/domain/frameNote.ts';
import { problemIn } from '../../../shared/domain/problem.ts';
import type { ScheduledTask, TaskKind, TaskRun } from '../../../shared/domain/schedule.ts';
import { type EpochMs, MINUTE } from '../../../shared/domain/time.ts';
import type { EngineContext } from '../context.ts';
import { createTurns } from '../jobs/turns.ts';
import type { StoredTask } from '../ports/store.ts';
import { problemOf } from '../problemOf.ts';
import { nextTime } from './cron.ts';
import { outcome, type TaskBodies, type TaskOutcome } from './taskBody.ts';

type Run = {
  readonly taskId: number;
  readonly reason: TaskRun['reason'];
  readonly abort: AbortController;
  state: 'waiting' | 'running';
  progress: number | null;
  readonly ended: Promise<void>;
};

export type TaskRuns = Readonly<{
  /** Begins a run as soon as the tasks before it are done; false when the task runs or waits already. */
  begin(task: Pick<ScheduledTask, 'id' | 'kind'>, reason: TaskRun['reason']): boolean;
  /** Ends a run, or takes it out of the queue, and waits until it has let go; false when there is none. */
  cancel(taskId: number): Promise<boolean>;
  of(taskId: number): Readonly<Pick<Run, 'state' | 'progress'>> | null;
  /** Ends every run, to be caught up at the next start. */
  stop(): Promise<void>;
}>;

type Lane = 'jobs' | 'exports' | 'checks';

/**
 * A repair is a job with limits of its own, an export takes turns with the other frames, and both may take long; the
 * others take turns, so that they leave room to work.
 */
function laneOf(kind: TaskKind): Lane {
  if (kind === 'repair') return 'jobs';
  return kind === 'export' ? 'exports' : 'checks';
}

/** A store that cannot take a run (a full disk) is not asked again at once. */
const REFUSED_FOR_MS = MINUTE;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Runs tasks: never two of one task, and those that are not jobs one after another. `changed` is called whenever a run
 * begins, moves or ends; `ended` once a run has been kept.
 */
export function createTaskRuns(
  { store, clock, timing, journal, log }: EngineContext,
  bodies: TaskBodies,
  changed: (isStored: boolean) => void,
): TaskRuns {
  const runs = new Map<number, Run>();
  const lanes: Readonly<Record<Lane, ReturnType<typeof createTurns>>> = {
    jobs: createTurns(),
    exports: createTurns(),
    checks: createTurns(),
  };
  /** When the store last refused to take a run of a task: until a while later its time has not come again. */
  const refusedAt = new Map<number, number>();
  const isRefused = (id: number): boolean =>
    timing.elapsed() - (refusedAt.get(id) ?? Number.NEGATIVE_INFINITY) < REFUSED_FOR_MS;
  let isStopping = false;

  /** What a body makes of its task, whatever happens to it. */
  async function outcomeOf(task: StoredTask, run: Run): Promise<TaskOutcome> {
    const progress = (share: number): void => {
      run.progress = Math.min(1, Math.max(0, share));
      changed(false);
    };
    try {
      const made = await bodies[task.kind](task, run.abort.signal, progress);
      if (!run.abort.signal.aborted) return made;
    } catch (error) {
      if (!run.abort.signal.aborted) {
        log.error('a task failed', { kind: task.kind, error: messageOf(error) });
        return outcome('failed', 'failed', { problem: problemOf(error) });
      }
    }
    return outcome('cancelled', isStopping ? 'closed' : 'cancelled');
  }

  /** When the task is due after a run that began at `startedAt`; a time that passed during the run is let go. */
  function dueAfter(task: StoredTask, run: Run, startedAt: EpochMs): EpochMs | null {
    if (task.paused) return null;
    // What the closing of the program cut off is due again at once; a run by hand was nobody's plan.
    if (isStopping && run.abort.signal.aborted && run.reason !== 'by-hand') return startedAt;
    const due = task.nextRunAt;
    return due !== null && due > clock.now() ? due : nextTime(task.cron, Math.max(clock.now(), startedAt));
  }

  const find = async ({ taskId }: Run): Promise<StoredTask | undefined> =>
    (await store.read.tasks()).find(({ id }) => id === taskId);

  /** Plans the next run once more at the end of one: time has passed, and the trader may have changed the task. */
  async function planAfter(run: Run, startedAt: EpochMs): Promise<void> {
    const task = await find(run);
    if (task === undefined) return;
    const nextRunAt = dueAfter(task, run, startedAt);
    if (nextRunAt !== task.nextRunAt) await store.write.updateTask(run.taskId, { nextRunAt });
  }

  async function execute(kind: TaskKind, run: Run): Promise<void> {
    const task = run.abort.signal.aborted ? undefined : await find(run);
    if (task === undefined) return;
    const startedAt = clock.now();
    const isPlanned = run.reason !== 'by-hand' && !task.paused;
    const nextRunAt = isPlanned
      ? nextTime(task.cron, Math.max(startedAt, task.nextRunAt ?? 0))
      : task.nextRunAt;
    const runId = await store.write.startTaskRun({
      taskId: run.taskId,
      startedAt,
      reason: run.reason,
      nextRunAt,
    });
    run.state = 'running';
    changed(true);
    const { result, summary } = await outcomeOf(task, run);
    await store.write.endTaskRun(runId, { finishedAt: clock.now(), result, summary });
    await planAfter(run, startedAt);
    if (result === 'failed') {
      const [problem, note] = [problemIn(summary.params, 'problem') ?? '', noteOf(summary.params)];
      await journal.event('error', 'schedule', { type: 'task-failed', task: kind, problem, note });
    }
  }

  function begin({ id, kind }: Pick<ScheduledTask, 'id' | 'kind'>, reason: TaskRun['reason']): boolean {
    if (runs.has(id) || isStopping) return false;
    if (reason !== 'by-hand' && isRefused(id)) return false;
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    const run: Run = {
      taskId: id,
      reason,
      abort: new AbortController(),
      state: 'waiting',
      progress: null,
      ended,
    };
    runs.set(id, run);
    void lanes[laneOf(kind)](() => execute(kind, run))
      .catch((error: unknown) => {
        refusedAt.set(id, timing.elapsed());
        log.error('a task could not be run', { kind, error: messageOf(error) });
      })
      .then(() => {
        if (runs.get(id) === run) runs.delete(id);
        end();
        changed(true);
      });
    changed(false);
    return true;
  }

  return {
    begin,
    cancel: async (taskId) => {
      const run = runs.get(taskId);
      if (run === undefined) return false;
      run.abort.abort();
      if (run.state === 'waiting') {
        // Its turn comes when the task before it is done, and nobody waits for that.
        runs.delete(taskId);
        changed(false);
      } else await run.ended;
      return true;
    },
    of: (taskId) => runs.get(taskId) ?? null,
    stop: async () => {
      isStopping = true;
      const all = [...runs.values()];
      for (const { abort } of all) abort.abort();
      await Promise.all(all.map(({ ended }) => ended));
    },
  };
}
