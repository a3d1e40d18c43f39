import { z } from 'zod';
import { Problem, SeriesProblem } from './problem.ts';
import { SeriesId, SeriesKey } from './series.ts';
import { EpochMs } from './time.ts';

export const JobId = z.uuid().brand<'JobId'>();
export type JobId = z.infer<typeof JobId>;

/** `repair` fills gaps that are known; `refetch` downloads what is stored again and compares. */
export const JobKind = z.enum(['backfill', 'repair', 'refetch']);
export type JobKind = z.infer<typeof JobKind>;

/**
 * Where a backfill looks first: at the exchange itself, or in its public archive of files, and at the exchange for what
 * the archive does not have.
 */
export const BackfillSource = z.enum(['exchange', 'archive']);
export type BackfillSource = z.infer<typeof BackfillSource>;

export const JobState = z.enum(['queued', 'running', 'paused', 'done', 'incomplete', 'failed', 'cancelled']);
/** `incomplete`: everything was tried, and some of it could not be downloaded. */
export type JobState = z.infer<typeof JobState>;

/** States in which a job will not move by itself again. */
export const isFinished = (state: JobState): boolean =>
  state === 'done' || state === 'incomplete' || state === 'failed' || state === 'cancelled';

const Count = z.number().int().min(0);

/** How far one series of a job is. */
export const JobPart = SeriesKey.extend({
  seriesId: SeriesId,
  state: JobState,
  /** What was asked for, [from, until). */
  from: EpochMs,
  until: EpochMs,
  /** Candles that were missing when the part began, and how many of them have been settled since. */
  total: Count,
  settled: Count,
  /** Candles stored by this part. */
  stored: Count,
  requests: Count,
  /** The newest open time reached. */
  reached: EpochMs.nullable(),
  /** What went wrong last; null when nothing did. */
  problem: SeriesProblem.nullable(),
});
export type JobPart = z.infer<typeof JobPart>;

export const Job = z.strictObject({
  id: JobId,
  kind: JobKind,
  state: JobState,
  priority: z.number().int(),
  createdAt: EpochMs,
  startedAt: EpochMs.nullable(),
  finishedAt: EpochMs.nullable(),
  problem: Problem.nullable(),
  parts: z.array(JobPart),
  /** Candles stored per second over the last half minute; null while unknown or idle. */
  rate: z.number().min(0).nullable(),
  /** Milliseconds left at that rate. */
  etaMs: z.number().min(0).nullable(),
  /** What it stored has been taken back out of the store. */
  undone: z.boolean(),
});
export type Job = z.infer<typeof Job>;

/** Returns 0 to 1: the settled share of what was missing. A job that had nothing to do is complete. */
export function jobFraction(parts: readonly Pick<JobPart, 'total' | 'settled'>[]): number {
  const total = parts.reduce((sum, part) => sum + part.total, 0);
  const settled = parts.reduce((sum, part) => sum + Math.min(part.settled, part.total), 0);
  return total === 0 ? 1 : settled / total;
}
