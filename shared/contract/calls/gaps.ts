import { z } from 'zod';
import { ExchangeId } from '../../domain/exchange.ts';
import { Gap } from '../../domain/gap.ts';
import { JobId } from '../../domain/job.ts';
import { SeriesId, SeriesKey } from '../../domain/series.ts';
import { SeriesFilter, Stretch, Stretches } from '../filters.ts';

const Count = z.number().int().min(0);

/** Gaps to fill: those of a filter, or those inside some stretches. */
export const RepairRequest = SeriesFilter.extend({
  stretches: Stretches.optional(),
  /** Ask again what the venue has confirmed to be empty. */
  includeConfirmed: z.boolean().optional(),
  /** Where the venue has nothing, take the other venue's candles; they are marked `fallback_used`. */
  secondSource: z.boolean().optional(),
});
export type RepairRequest = z.infer<typeof RepairRequest>;

/** What a repair would do, before anything is asked for. Time and weight are estimates. */
export const RepairPlan = z.strictObject({
  series: z.array(
    SeriesKey.extend({ seriesId: SeriesId, gaps: Count, missing: Count, requests: Count, weight: Count }),
  ),
  gaps: Count,
  missing: Count,
  requests: Count,
  /** Share of the venues' quota, in their own weights. */
  weight: Count,
  /** The same venue by venue, and what each allows a minute. */
  quotas: z
    .array(
      z.strictObject({
        exchange: ExchangeId,
        weight: z.number().min(0),
        perMinute: z.number().positive(),
      }),
    )
    .optional(),
  seconds: z.number().min(0),
  /** Gaps left alone: confirmed to be empty, or not due yet. */
  confirmed: Count,
  waiting: Count,
});
export type RepairPlan = z.infer<typeof RepairPlan>;

export const gapCalls = {
  'gaps.list': {
    request: SeriesFilter.extend({
      seriesId: SeriesId.optional(),
      limit: z.number().int().min(1).max(100_000).optional(),
      /** Also the time before the listing and after the delisting, where history was asked for. */
      includeUnlisted: z.boolean().optional(),
    }),
    response: z.strictObject({ gaps: z.array(Gap), total: z.number().int() }),
  },
  'gaps.plan': { request: RepairRequest, response: RepairPlan },
  /** Starts the job the plan describes; null when there is nothing to repair. */
  'gaps.repair': { request: RepairRequest, response: z.strictObject({ jobId: JobId.nullable() }) },
  /** Forgets what is known of the gaps in a stretch and downloads it again. */
  'gaps.refetch': { request: Stretch, response: z.strictObject({ jobId: JobId }) },
  /** Downloads stretches that are stored again and keeps what differs as revisions. */
  'candles.refetch': {
    request: z.strictObject({ stretches: Stretches }),
    response: z.strictObject({ jobId: JobId }),
  },
  /** Takes back what a repair or refetch stored: new candles go, revised ones get their old values. */
  'jobs.undo': {
    request: z.strictObject({ jobId: JobId }),
    response: z.strictObject({
      removed: Count,
      restored: Count,
      /** Candles that stay, because something newer than the job has revised them since. */
      kept: Count,
    }),
  },
} as const;
