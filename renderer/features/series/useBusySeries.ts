import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { SeriesId } from '../../../shared/domain/series.ts';
import type { JobsStore } from '../jobs/jobsStore.ts';

const OPEN = ['queued', 'running'];

/** Returns the series that are being downloaded or wait for it. Progress alone does not render anything. */
export function useBusySeries(jobs: JobsStore): ReadonlySet<SeriesId> {
  // A text is compared by what it says, so ten pushes a second about the same parts are one value.
  const key = useStore(jobs, ({ value }) =>
    (value ?? [])
      .filter(({ state }) => OPEN.includes(state))
      .flatMap(({ parts }) => parts.filter(({ state }) => OPEN.includes(state)))
      .map(({ seriesId }) => seriesId)
      .join(' '),
  );
  return useMemo(() => new Set(key.split(' ').filter(Boolean).map(Number) as SeriesId[]), [key]);
}
