import { z } from 'zod';
import { SystemEvent } from '../domain/event.ts';
import { Job } from '../domain/job.ts';
import { SeriesId } from '../domain/series.ts';

/** Everything the engine tells unasked. Pushes are coalesced: at most ten a second of each kind. */
export const events = {
  /** These series have other candles or another ledger than before; ask again for what is on the screen. */
  'coverage.changed': z.strictObject({ seriesIds: z.array(SeriesId) }),
  /** The catalog gained, lost or changed an entry. */
  'catalog.changed': z.strictObject({}),
  /** A job moved: the whole of it, as `jobs.get` would answer. */
  'jobs.changed': z.strictObject({ jobs: z.array(Job) }),
  'events.logged': z.strictObject({ events: z.array(SystemEvent) }),
} as const satisfies Record<string, z.ZodType>;

export type EventName = keyof typeof events;
export type EventPayload<E extends EventName> = z.output<(typeof events)[E]>;
export type EventPayloads = { [E in EventName]: EventPayload<E> };
