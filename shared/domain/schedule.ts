import { z } from 'zod';
import { Params } from './problem.ts';
import { EpochMs } from './time.ts';

export const TaskKind = z.enum([
  'verify',
  'check-ledger',
  'check-aggregate',
  'check-canary',
  'check-suspicious',
  /** Fills repairable gaps, within the limits of the task. */
  'repair',
  /** Fetches the present contract data of the venues: tick sizes, listings, delistings. */
  'refresh-markets',
  /** Writes the frame of a preset to a file, with its passport. */
  'export',
]);
export type TaskKind = z.infer<typeof TaskKind>;

export const TaskResult = z.enum(['ok', 'found', 'failed', 'cancelled']);
export type TaskResult = z.infer<typeof TaskResult>;

/** What came of a run, for `taskSummaryText` (shared/words) to say. `params` are the numbers of the sentence. */
export const TaskSummary = z.strictObject({
  code: z.enum([
    /** series, ok, missing, stale, incomplete */
    'verified',
    /** checked, found, series */
    'checked',
    /** filled, requests, left, waiting: candles filled, requests made, gaps left, gaps whose time has not come */
    'repaired',
    /** filled, requests, left, problem: the repair was paused before its end, by the trader (null) or by a problem */
    'repair-paused',
    /** left, waiting: there was nothing to ask for now */
    'nothing-to-repair',
    /** updated, delisted, unreachable: contracts brought up to date, contracts gone, venues without an answer or null */
    'refreshed',
    /** file, rows, bytes, exportId (of its line in the history), leak (its verdict), missing (candles inside) */
    'exported',
    /** problem; for exports also the note that says it, see `noteOf` */
    'failed',
    /** The program ended without closing while it ran. */
    'interrupted',
    'cancelled',
    /** The program was closed while it ran; it is caught up at the next start. */
    'closed',
  ]),
  params: Params,
});
export type TaskSummary = z.infer<typeof TaskSummary>;

export const TaskRun = z.strictObject({
  id: z.number().int().positive(),
  taskId: z.number().int().positive(),
  startedAt: EpochMs,
  finishedAt: EpochMs.nullable(),
  /** Why it ran: its time had come, the time passed while the PC slept or the program was closed, or by hand. */
  reason: z.enum(['due', 'missed', 'by-hand']),
  result: TaskResult.nullable(),
  summary: TaskSummary.nullable(),
});
export type TaskRun = z.infer<typeof TaskRun>;

/** Five fields, minute to day of week, in this PC's time zone: `0 * * * *` is every full hour. */
export const CronText = z.string().min(9).max(100);

/** What a repeated export writes, and where. */
export const ExportOrder = z.strictObject({
  /** By its name; renaming a preset takes its exports along, removing it makes them fail until there is one again. */
  preset: z.string().min(1).max(80),
  /** A whole path; null is the `exports` folder of the data directory. */
  folder: z.string().min(1).max(900).nullable(),
  /** A pattern such as `{symbol}_{date}` (`exportFileName`). */
  file: z.string().min(1).max(200),
  /** What happens to a file that has the name already: it is replaced in one step, or the new one is called `name (2)`. */
  ifThere: z.enum(['replace', 'number']),
  leakTest: z.boolean(),
  /** The last so many UTC days; null for what the preset says. */
  days: z.number().int().min(1).max(10_000).nullable(),
});
export type ExportOrder = z.infer<typeof ExportOrder>;

export const ScheduledTask = z.strictObject({
  id: z.number().int().positive(),
  kind: TaskKind,
  cron: CronText,
  paused: z.boolean(),
  /** At most so many requests per run; null where the task makes none. */
  maxRequests: z.number().int().min(1).max(100_000).nullable(),
  /** Null for every other kind of task. */
  export: ExportOrder.nullable(),
  lastRun: TaskRun.nullable(),
  nextRunAt: EpochMs.nullable(),
  running: z.boolean(),
  /** Its time has come, and another task is still at work. */
  waiting: z.boolean(),
  /** 0 to 1 while it runs and knows. */
  progress: z.number().min(0).max(1).nullable(),
});
export type ScheduledTask = z.infer<typeof ScheduledTask>;
