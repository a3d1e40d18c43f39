import type {
  ExportOrder,
  ScheduledTask,
  TaskResult,
  TaskRun,
  TaskSummary,
} from '../../../shared/domain/schedule.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { WritableDb } from '../connection.ts';
import type { Statements } from '../statements.ts';

/** Runs of one task beyond the newest this many are let go: five days of one that runs every quarter of an hour. */
const KEPT_RUNS = 500;
/** Says that the usual tasks have been put in once; the trader may have removed them since. */
const SEEDED = 'schedule.seeded';

/** A task as it is stored; whether it runs at this moment is known only to whoever runs it. */
export type StoredTask = Omit<ScheduledTask, 'running' | 'waiting' | 'progress'>;
export type NewTask = Pick<ScheduledTask, 'kind' | 'cron' | 'maxRequests' | 'export' | 'nextRunAt'>;
export type TaskChange = Partial<
  Pick<ScheduledTask, 'cron' | 'paused' | 'maxRequests' | 'export' | 'nextRunAt'>
>;
/** A run that begins; `nextRunAt` moves in the same step, so that a crash can not make it run twice. */
export type NewRun = Pick<TaskRun, 'taskId' | 'startedAt' | 'reason'> &
  Readonly<{ nextRunAt: EpochMs | null }>;
export type RunEnd = Readonly<{ finishedAt: EpochMs; result: TaskResult; summary: TaskSummary }>;

type TaskRow = Readonly<{
  id: number;
  kind: ScheduledTask['kind'];
  cron: string;
  paused: 0 | 1;
  max_requests: number | null;
  next_run_at: number | null;
  export: string | null;
}>;

type RunRow = Readonly<{
  id: number;
  task_id: number;
  started_at: number;
  finished_at: number | null;
  reason: TaskRun['reason'];
  result: TaskResult | null;
  summary: string | null;
}>;

const toRun = (row: RunRow): TaskRun => ({
  id: row.id,
  taskId: row.task_id,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
  reason: row.reason,
  result: row.result,
  summary: row.summary === null ? null : (JSON.parse(row.summary) as TaskSummary),
});

export function createTaskReader({ prepare }: Statements) {
  const all = prepare<[], TaskRow>('task.all', 'SELECT * FROM task ORDER BY id');
  const newest = prepare<[number], RunRow>(
    'taskRun.newest',
    'SELECT * FROM task_run ORDER BY id DESC LIMIT ?',
  );
  const ofTask = prepare<[number, number], RunRow>(
    'taskRun.ofTask',
    'SELECT * FROM task_run WHERE task_id = ? ORDER BY id DESC LIMIT ?',
  );
  return {
    /** Every task with its newest run. */
    all: (): StoredTask[] =>
      all.all().map((row) => {
        const [last] = ofTask.all(row.id, 1);
        return {
          id: row.id,
          kind: row.kind,
          cron: row.cron,
          paused: row.paused === 1,
          maxRequests: row.max_requests,
          export: row.export === null ? null : (JSON.parse(row.export) as ExportOrder),
          nextRunAt: row.next_run_at,
          lastRun: last === undefined ? null : toRun(last),
        };
      }),
    /** The newest `limit` runs, of one task or of all, newest first. */
    runs: (limit: number, taskId: number | null): TaskRun[] =>
      (taskId === null ? newest.all(limit) : ofTask.all(taskId, limit)).map(toRun),
  };
}

const COLUMNS: Readonly<Record<keyof TaskChange, string>> = {
  cron: 'cron',
  paused: 'paused',
  maxRequests: 'max_requests',
  export: 'export',
  nextRunAt: 'next_run_at',
};

const orderText = (order: ExportOrder | null): string | null =>
  order === null ? null : JSON.stringify(order);

export function createTaskWriter(db: WritableDb, { prepare }: Statements) {
  const insert = prepare<[Omit<NewTask, 'export'> & { export: string | null; now: EpochMs }], never>(
    'task.insert',
    `INSERT INTO task (kind, cron, max_requests, export, next_run_at, created_at)
     VALUES (@kind, @cron, @maxRequests, @export, @nextRunAt, @now)`,
  );
  const remove = prepare<[number], never>('task.remove', 'DELETE FROM task WHERE id = ?');
  const removeRuns = prepare<[number], never>('taskRun.remove', 'DELETE FROM task_run WHERE task_id = ?');
  const seeded = prepare<[string, EpochMs], never>(
    'task.seeded',
    `INSERT INTO system_state (key, value, updated_at) VALUES (?, 'true', ?) ON CONFLICT DO NOTHING`,
  );
  const start = prepare<[Omit<NewRun, 'nextRunAt'>], never>(
    'taskRun.start',
    'INSERT INTO task_run (task_id, started_at, reason) VALUES (@taskId, @startedAt, @reason)',
  );
  const setNext = prepare<[EpochMs | null, number], never>(
    'task.setNext',
    'UPDATE task SET next_run_at = ? WHERE id = ?',
  );
  const forget = prepare<[number, number, number], never>(
    'taskRun.forget',
    `DELETE FROM task_run WHERE task_id = ? AND id <=
       (SELECT id FROM task_run WHERE task_id = ? ORDER BY id DESC LIMIT 1 OFFSET ?)`,
  );
  const end = prepare<[EpochMs, TaskResult, string, number], never>(
    'taskRun.end',
    'UPDATE task_run SET finished_at = ?, result = ?, summary = ? WHERE id = ?',
  );
  const endOpen = prepare<[EpochMs, string], never>(
    'taskRun.endOpen',
    `UPDATE task_run SET finished_at = ?, result = 'failed', summary = ? WHERE finished_at IS NULL`,
  );
  const add = (task: NewTask, now: EpochMs): number =>
    Number(insert.run({ ...task, export: orderText(task.export), now }).lastInsertRowid);
  return {
    add,
    /** Puts in the usual tasks of a new store, once in its life. */
    seed: db.transaction((tasks: readonly NewTask[], now: EpochMs): void => {
      if (seeded.run(SEEDED, now).changes === 0) return;
      for (const task of tasks) add(task, now);
    }).immediate,
    update: (id: number, change: TaskChange): void => {
      const keys = Object.keys(change) as (keyof TaskChange)[];
      if (keys.length === 0) return;
      prepare<[Record<string, unknown>], never>(
        'task.update',
        `UPDATE task SET ${keys.map((key) => `${COLUMNS[key]} = @${key}`).join(', ')} WHERE id = @id`,
      ).run({
        ...change,
        ...(change.paused === undefined ? {} : { paused: change.paused ? 1 : 0 }),
        ...(change.export === undefined ? {} : { export: orderText(change.export) }),
        id,
      });
    },
    /** Takes a task out, with the history of its runs. */
    remove: db.transaction((id: number): void => {
      removeRuns.run(id);
      remove.run(id);
    }).immediate,
    /** Keeps that a run has begun and when the next one is due, and returns the run's id. */
    startRun: db.transaction(({ nextRunAt, ...run }: NewRun): number => {
      setNext.run(nextRunAt, run.taskId);
      const id = Number(start.run(run).lastInsertRowid);
      forget.run(run.taskId, run.taskId, KEPT_RUNS);
      return id;
    }).immediate,
    endRun: (id: number, { finishedAt, result, summary }: RunEnd): void => {
      end.run(finishedAt, result, JSON.stringify(summary), id);
    },
    /** Closes the runs a crash left open, as failed; returns how many there were. */
    endOpenRuns: (finishedAt: EpochMs, summary: TaskSummary): number =>
      endOpen.run(finishedAt, JSON.stringify(summary)).changes,
  };
}
