import type { ScheduledTask, TaskKind, TaskResult, TaskSummary } from '../../../shared/domain/schedule.ts';

export type TaskOutcome = Readonly<{ result: TaskResult; summary: TaskSummary }>;

/** The work of one kind of task. It may reject; `progress` goes from 0 to 1 where that is known. */
export type TaskBody = (
  task: Pick<ScheduledTask, 'maxRequests' | 'export'>,
  signal: AbortSignal,
  progress: (share: number) => void,
) => Promise<TaskOutcome>;

export type TaskBodies = Readonly<Record<TaskKind, TaskBody>>;

export const outcome = (
  result: TaskResult,
  code: TaskSummary['code'],
  params: TaskSummary['params'] = {},
): TaskOutcome => ({ result, summary: { code, params } });
