import { z } from 'zod';
import { CronText, ExportOrder, ScheduledTask, TaskKind, TaskRun } from '../../domain/schedule.ts';
import { EpochMs } from '../../domain/time.ts';
import { Nothing } from '../filters.ts';

const TaskRef = z.strictObject({ taskId: z.number().int().positive() });
const Task = z.strictObject({ task: ScheduledTask });

export const scheduleCalls = {
  'schedule.list': { request: Nothing, response: z.strictObject({ tasks: z.array(ScheduledTask) }) },
  'schedule.add': {
    request: z.strictObject({
      kind: TaskKind,
      cron: CronText,
      maxRequests: z.number().int().min(1).max(100_000).nullable(),
      /** For exports and nothing else. */
      export: ExportOrder.optional(),
    }),
    response: Task,
  },
  /** Changes when a task runs, pauses it, sets its limit or what it exports; what is absent stays. */
  'schedule.update': {
    request: TaskRef.extend({
      cron: CronText.optional(),
      paused: z.boolean().optional(),
      maxRequests: z.number().int().min(1).max(100_000).nullable().optional(),
      export: ExportOrder.optional(),
    }),
    response: Task,
  },
  'schedule.remove': { request: TaskRef, response: Nothing },
  /** Starts a task now; refused as `conflict` while it runs. */
  'schedule.run': { request: TaskRef, response: Task },
  'schedule.cancel': { request: TaskRef, response: Task },
  /** The next times a pattern names, to show while it is being typed; `invalid-request` says what is wrong. */
  'schedule.preview': {
    request: z.strictObject({ cron: z.string().max(100) }),
    response: z.strictObject({ next: z.array(EpochMs) }),
  },
  'schedule.history': {
    request: z.strictObject({
      taskId: z.number().int().positive().optional(),
      limit: z.number().int().min(1).max(1_000),
    }),
    response: z.strictObject({ runs: z.array(TaskRun) }),
  },
} as const;
