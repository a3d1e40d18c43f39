import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CallResponse } from '../../../shared/contract/calls.ts';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { createDisposables } from '../../../shared/lib/disposable.ts';
import { type Loadable, settled, waiting } from '../../state/loadable.ts';
import { createThrottle } from '../../state/throttle.ts';
import { createTickets } from '../../state/ticket.ts';
import { refetchRequests } from './gapRequests.ts';
import { type Column, type GapFilter, gapKey, NO_FILTER, type Sorting } from './gapRows.ts';

export type GapsState = Readonly<{
  gaps: Loadable<CallResponse<'gaps.list'>>;
  /** The one series that is asked about, or null for all. */
  seriesId: SeriesId | null;
  /** Also the time before the listing and after the delisting. */
  isUnlistedShown: boolean;
  filter: GapFilter;
  sorting: Sorting;
  /** Chosen for what is done to several at once, by their keys. */
  chosen: ReadonlySet<string>;
  /** The gap whose details are shown. */
  opened: string | null;
}>;

export type GapsStore = StoreApi<GapsState> & {
  load(): Promise<void>;
  /** Shows the gaps of one series, or of all. */
  showSeries(seriesId: SeriesId | null): void;
  showUnlisted(isShown: boolean): void;
  setFilter(change: Partial<GapFilter>): void;
  /** Sorts by a column; once more turns it round. */
  sortBy(column: Column): void;
  choose(keys: readonly string[], isChosen: boolean): void;
  open(key: string | null): void;
  /** Downloads gaps again; returns how many jobs that started and why one of them could not be. */
  refetch(keys: ReadonlySet<string>): Promise<Readonly<{ started: number; error: ApiError | null }>>;
  dispose(): void;
};

/** The list is for people: whoever has more gaps than this has a series nobody has downloaded, not a list to read. */
const LISTED_GAPS = 20_000;
const REFRESH_MS = 2_000;

/** The columns whose great values are what one looks for. */
const DESCENDING_FIRST: readonly Column[] = ['from', 'to', 'missing', 'attempts', 'others', 'age'];

/** Keeps the gap ledger as the trader looks at it. It asks for nothing until it is loaded for the first time. */
export function createGapsStore(client: DataClient): GapsStore {
  const store = createStore<GapsState>(() => ({
    gaps: waiting,
    seriesId: null,
    isUnlistedShown: false,
    filter: NO_FILTER,
    sorting: { column: 'from', isDescending: true },
    chosen: new Set(),
    opened: null,
  }));
  const tickets = createTickets();
  const lifetime = createDisposables();
  let isWatched = false;

  const load = async (): Promise<void> => {
    isWatched = true;
    const isCurrent = tickets.take();
    const { seriesId, isUnlistedShown } = store.getState();
    const request = {
      limit: LISTED_GAPS,
      ...(seriesId === null ? {} : { seriesId }),
      ...(isUnlistedShown ? { includeUnlisted: true } : {}),
    };
    const result = await client.call('gaps.list', request);
    if (!isCurrent()) return;
    store.setState(({ gaps, chosen }) => {
      const known = result.ok ? new Set(result.value.gaps.map(gapKey)) : null;
      // What has been filled meanwhile cannot stay chosen.
      const left = known === null ? chosen : new Set([...chosen].filter((key) => known.has(key)));
      return { gaps: settled(gaps, result), chosen: left };
    });
  };
  const refresh = createThrottle(() => void load(), REFRESH_MS);
  lifetime.add(refresh.dispose);
  lifetime.add(
    client.on('coverage.changed', ({ seriesIds, appended = [] }) => {
      // A candle that closed live fills no gap.
      if (isWatched && appended.length < seriesIds.length) refresh.request();
    }),
  );

  return Object.assign(store, {
    load,
    showSeries: (seriesId: SeriesId | null) => {
      if (store.getState().seriesId !== seriesId) {
        store.setState({ seriesId, gaps: waiting, chosen: new Set<string>(), opened: null });
      }
      void load();
    },
    showUnlisted: (isUnlistedShown: boolean) => {
      store.setState({ isUnlistedShown });
      void load();
    },
    setFilter: (change: Partial<GapFilter>) =>
      store.setState(({ filter }) => ({ filter: { ...filter, ...change } })),
    sortBy: (column: Column) =>
      store.setState(({ sorting }) => {
        const isSame = sorting.column === column;
        const isDescending = isSame ? !sorting.isDescending : DESCENDING_FIRST.includes(column);
        return { sorting: { column, isDescending } };
      }),
    choose: (keys: readonly string[], isChosen: boolean) =>
      store.setState(({ chosen }) => {
        const next = new Set(chosen);
        for (const key of keys) {
          if (isChosen) next.add(key);
          else next.delete(key);
        }
        return { chosen: next };
      }),
    open: (opened: string | null) => store.setState({ opened }),
    refetch: async (keys: ReadonlySet<string>) => {
      const requests = refetchRequests(store.getState().gaps.value?.gaps ?? [], keys);
      let started = 0;
      for (const request of requests) {
        const result = await client.call('gaps.refetch', request);
        if (!result.ok) return { started, error: result.error };
        started += 1;
      }
      return { started, error: null };
    },
    dispose: lifetime.disposeAll,
  });
}
