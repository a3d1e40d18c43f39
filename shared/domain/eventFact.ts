import { z } from 'zod';
import { RejectReason } from './candleRules.ts';
import { SeriesStatus } from './coverage.ts';
import type { EventParams, SystemEvent } from './event.ts';
import { FeedTrouble } from './feedTrouble.ts';
import { FrameNote } from './frameNote.ts';
import { Issue } from './issue.ts';
import { JobKind } from './job.ts';
import { Problem } from './problem.ts';
import { CheckKind } from './quality.ts';
import { TaskKind } from './schedule.ts';
import { EpochMs } from './time.ts';

const Count = z.number().int().min(0);
/** A name, or a sentence that is shown as it is. */
const Text = z.string();

const fact = <K extends string, S extends z.ZodRawShape>(type: K, shape: S) =>
  z.strictObject({ type: z.literal(type), ...shape });

/**
 * What a system event tells, as its type with its names and numbers, so that it is said in the trader's language
 * wherever it is read (`eventText` in shared/words). `series`, `venue` and `contract` are names; `problem` is what
 * went wrong. Nothing else can be written as an event (electron/engine/journal.ts).
 */
export const EventFact = z.discriminatedUnion('type', [
  // The store and the jobs.
  fact('unclean-stop', {}),
  fact('store-failed', { job: JobKind, problem: Problem }),
  fact('job-done', { job: JobKind, count: Count }),
  fact('job-incomplete', { job: JobKind, problem: Problem }),
  fact('job-failed', { job: JobKind, problem: Problem }),
  fact('import-interrupted', { run: Count }),

  // Candles as they come in.
  fact('candles-rejected', { series: Text, count: Count, reasons: z.array(RejectReason) }),
  fact('candles-revised', { series: Text, count: Count }),
  fact('page-failed', { series: Text, trouble: FeedTrouble }),
  fact('archive-off', { series: Text, why: z.enum(['fails', 'has-none']) }),
  fact('archive-file-unusable', { series: Text, file: Text, problem: Problem }),
  fact('second-source-missing', { series: Text, trouble: FeedTrouble }),
  fact('second-source-used', { series: Text, count: Count, other: Text, own: Text }),
  fact('second-source-refused', { series: Text, trouble: FeedTrouble }),
  fact('candles-not-updated', { series: Text, problem: Problem }),
  fact('features-not-updated', { series: Text, problem: Problem }),

  // What was found in them.
  fact('verify-not-ok', {
    job: JobKind,
    bad: Count,
    total: Count,
    /** The first few of the bad ones. */
    named: z.array(z.strictObject({ series: Text, status: SeriesStatus, issues: z.array(Issue) })),
  }),
  fact('ledger-contradicted', { series: Text, issues: z.array(Issue) }),
  fact('store-damaged', { fault: Text }),
  fact('canary-drift', { count: Count }),
  fact('check-failed', { check: CheckKind, problem: Problem }),

  // The schedule and the catalog.
  fact('task-failed', { task: TaskKind, problem: Problem, note: FrameNote.nullable() }),
  fact('delisted', { contract: Text, at: EpochMs }),
  fact('listed-again', { contract: Text }),

  // Live ingestion.
  fact('live-ended', { series: Text, at: EpochMs }),
  fact('live-taken-up', {}),
  fact('live-not-taken-up', { problem: Problem }),
  fact('circuit-open', { venue: Text, silentMs: z.number() }),
  fact('circuit-closed', { venue: Text, how: z.enum(['answers', 'by-hand']) }),
  /** The clock of this PC is behind the venue's where the offset is above 0. */
  fact('clock-skew', { venue: Text, offsetMs: z.number() }),
  fact('clock-agrees', { venue: Text }),
]);
export type EventFact = z.infer<typeof EventFact>;
export type EventType = EventFact['type'];

/** Returns what is kept of a fact beside its type. */
export function paramsOf({ type: _type, ...params }: EventFact): EventParams {
  return params;
}

/** Returns the fact an event was made of; null for one of an older program, which has its sentence only. */
export function factOf({ type, params }: Pick<SystemEvent, 'type' | 'params'>): EventFact | null {
  if (params === undefined) return null;
  const parsed = EventFact.safeParse({ ...params, type });
  return parsed.success ? parsed.data : null;
}
