import { z } from 'zod';
import { JobId } from '../../shared/domain/job.ts';
import { SeriesId } from '../../shared/domain/series.ts';
import { EpochMs } from '../../shared/domain/time.ts';
import type { Dispose } from '../../shared/lib/disposable.ts';
import type { NavigationStore, Place } from '../state/navigation.ts';

const KEY = 'candlekeep.place';

const Bare = z.object({
  screen: z.enum([
    'coverage',
    'heatmap',
    'ingestion',
    'review',
    'verify',
    'import',
    'frames',
    'features',
    'schedule',
    'alerts',
    'events',
    'catalog',
  ]),
});
const Chart = z.object({
  screen: z.literal('chart'),
  seriesId: SeriesId.exactOptional(),
  at: EpochMs.exactOptional(),
});
const Jobs = z.object({ screen: z.literal('jobs'), jobId: JobId.exactOptional() });
const Gaps = z.object({ screen: z.literal('gaps'), seriesId: SeriesId.exactOptional() });
const Kept = z.union([Bare, Chart, Jobs, Gaps]);

/** Returns where the trader was before a reload; the coverage when that is not known. */
export function keptPlace(storage: Storage): Place {
  try {
    return Kept.parse(JSON.parse(storage.getItem(KEY) ?? ''));
  } catch {
    return { screen: 'coverage' };
  }
}

/** Keeps where the trader is for a reload. */
export function keepPlace(navigation: NavigationStore, storage: Storage): Dispose {
  return navigation.subscribe(({ place }) => storage.setItem(KEY, JSON.stringify(place)));
}
