import { createStore, type StoreApi } from 'zustand/vanilla';
import type { JobId } from '../../shared/domain/job.ts';
import type { SeriesId } from '../../shared/domain/series.ts';
import type { EpochMs } from '../../shared/domain/time.ts';

/** Where in the window one can be, and what is looked at there. */
export type Place =
  | Readonly<{ screen: 'coverage' }>
  | Readonly<{ screen: 'heatmap' }>
  | Readonly<{ screen: 'chart'; seriesId?: SeriesId; at?: EpochMs }>
  | Readonly<{ screen: 'ingestion' }>
  | Readonly<{ screen: 'jobs'; jobId?: JobId }>
  | Readonly<{ screen: 'gaps'; seriesId?: SeriesId }>
  | Readonly<{ screen: 'review' }>
  | Readonly<{ screen: 'verify' }>
  | Readonly<{ screen: 'frames'; exportId?: number }>
  | Readonly<{ screen: 'features' }>
  | Readonly<{ screen: 'import' }>
  | Readonly<{ screen: 'schedule' }>
  | Readonly<{ screen: 'alerts' }>
  | Readonly<{ screen: 'events' }>
  | Readonly<{ screen: 'catalog' }>;

export type Screen = Place['screen'];

export type NavigationState = Readonly<{ place: Place }>;

export type NavigationStore = StoreApi<NavigationState> &
  Readonly<{
    /** Goes somewhere. Features name a place; who shows it is the frame's business. */
    go(place: Place): void;
    /** Returns to where one was before; does nothing at the beginning. */
    back(): void;
    /** Undoes `back`; does nothing at the end. */
    forward(): void;
  }>;

/** Nobody goes back further than this, and a list without an end would be a leak. */
const LONGEST_TRAIL = 100;

const isSame = (a: Place, b: Place): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Keeps where the trader is, and the way there. */
export function createNavigationStore(start: Place = { screen: 'coverage' }): NavigationStore {
  const store = createStore<NavigationState>(() => ({ place: start }));
  let trail: readonly Place[] = [start];
  let at = 0;
  const stepTo = (index: number): void => {
    const place = trail[index];
    if (place === undefined) return;
    at = index;
    store.setState({ place });
  };
  return Object.assign(store, {
    go: (place: Place) => {
      if (isSame(place, store.getState().place)) return;
      trail = [...trail.slice(0, at + 1), place].slice(-LONGEST_TRAIL);
      stepTo(trail.length - 1);
    },
    back: () => stepTo(at - 1),
    forward: () => stepTo(at + 1),
  });
}
