import { z } from 'zod';
import { Alert } from '../domain/alert.ts';
import { SystemEvent } from '../domain/event.ts';
import { Job } from '../domain/job.ts';
import { IngestionMode, IngestionStatus, LiveCandle, LiveVenue, Quote } from '../domain/live.ts';
import { CheckKind } from '../domain/quality.ts';
import { ScheduledTask } from '../domain/schedule.ts';
import { SeriesId } from '../domain/series.ts';

/** Everything the engine tells unasked. Pushes are coalesced: at most ten a second of each kind. */
export const events = {
  /** These series have other candles or another ledger than before; ask again for what is on the screen. */
  'coverage.changed': z.strictObject({
    seriesIds: z.array(SeriesId),
    /** Those of them that changed by nothing but candles `live.candles` tells too: who draws those has them. */
    appended: z.array(SeriesId).optional(),
  }),
  /** The catalog gained, lost or changed an entry. */
  'catalog.changed': z.strictObject({}),
  /** A job moved: the whole of it, as `jobs.get` would answer. */
  'jobs.changed': z.strictObject({ jobs: z.array(Job) }),
  /** The newest word on candles, forming or just closed and stored. */
  'live.candles': z.strictObject({ candles: z.array(LiveCandle) }),
  'live.quotes': z.strictObject({ quotes: z.array(Quote) }),
  /** These lines of the ingestion screen are other than before. */
  'live.changed': z.strictObject({
    paused: z.boolean(),
    mode: IngestionMode,
    venues: z.array(LiveVenue),
    series: z.array(IngestionStatus),
  }),
  /** How far the files that are being looked at or imported are; `rows` of the one being read. */
  'imports.progress': z.strictObject({
    files: z.number().int().min(0),
    totalFiles: z.number().int().min(0),
    rows: z.number().int().min(0),
    etaMs: z.number().min(0).nullable(),
  }),
  'checks.progress': z.strictObject({
    kind: CheckKind,
    done: z.number().int().min(0),
    total: z.number().int().min(0),
  }),
  /** How far a frame is that is being built, tested or written; rows of the stage it is in. */
  'frames.progress': z.strictObject({
    stage: z.enum(['reading', 'building', 'leak-test', 'writing']),
    rows: z.number().int().min(0),
    totalRows: z.number().int().min(0),
    bytes: z.number().min(0),
    etaMs: z.number().min(0).nullable(),
  }),
  /** How far a series is that is being made of a finer one, in milliseconds of its range. */
  'derive.progress': z.strictObject({
    seriesId: SeriesId,
    done: z.number().min(0),
    total: z.number().min(0),
    etaMs: z.number().min(0).nullable(),
  }),
  /** How far a build of features that was asked for is, in candles. */
  'features.progress': z.strictObject({
    done: z.number().int().min(0),
    total: z.number().int().min(0),
    etaMs: z.number().min(0).nullable(),
  }),
  /** These series have other stored features than before. */
  'features.changed': z.strictObject({ seriesIds: z.array(SeriesId) }),
  /** The review list is another one. */
  'review.changed': z.strictObject({ open: z.number().int().min(0) }),
  /** All tasks as they are now. */
  'schedule.changed': z.strictObject({ tasks: z.array(ScheduledTask) }),
  /** Alerts that were raised, counted on, resolved or acknowledged. */
  'alerts.changed': z.strictObject({ alerts: z.array(Alert), open: z.number().int().min(0) }),
  'events.logged': z.strictObject({ events: z.array(SystemEvent) }),
} as const satisfies Record<string, z.ZodType>;

export type EventName = keyof typeof events;
export type EventPayload<E extends EventName> = z.output<(typeof events)[E]>;
export type EventPayloads = { [E in EventName]: EventPayload<E> };
