import { createStore, type StoreApi } from 'zustand/vanilla';
import type { JobId } from '../../shared/domain/job.ts';
import type { SeriesId } from '../../shared/domain/series.ts';
import type { EpochMs } from '../../shared/domain/time.ts';

/** Where in the window one can be, and what is looked at there. */
export type Place =
  | Readonly<{ screen: 'coverage' }>
  | Readonly<{ screen: 'heatmap' }>
  | Readonly<{ screen: 'chart'; seriesId?: SeriesId; at?: EpochMs }>
  | Readonly<{ screen: 'jobs'; jobId?: JobId }>
  | Readonly<{ screen: 'gaps'; seriesId?: SeriesId }>
  | Readonly<{ screen: 'verify' }>
  | Readonly<{ screen: 'events' }>
  | Readonly<{ screen: 'catalog' }>;

export type Screen = Place['screen'];

export type NavigationStore = StoreApi<Readonly<{ place: Place }>> &
  Readonly<{
    /** Goes somewhere. Features name a place; who shows it is the frame's business. */
    go(place: Place): void;
  }>;

/** Keeps where the trader is. */
export function createNavigationStore(start: Place = { screen: 'coverage' }): NavigationStore {
  const store = createStore<Readonly<{ place: Place }>>(() => ({ place: start }));
  return Object.assign(store, { go: (place: Place) => store.setState({ place }) });
}
