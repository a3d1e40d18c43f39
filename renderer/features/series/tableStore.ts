import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SeriesId } from '../../../shared/domain/series.ts';

export type TableState = Readonly<{
  filter: string;
  /** Symbols whose timeframes are folded away, as `exchange SYMBOL`. */
  folded: ReadonlySet<string>;
  /** The series the details panel shows. */
  selected: SeriesId | null;
}>;

export type TableStore = StoreApi<TableState> & {
  setFilter(filter: string): void;
  toggleFolded(key: string): void;
  select(selected: SeriesId | null): void;
};

/** Returns how the trader has set the table of series. */
export function createTableStore(): TableStore {
  const store = createStore<TableState>(() => ({ filter: '', folded: new Set(), selected: null }));
  return Object.assign(store, {
    setFilter: (filter: string) => store.setState({ filter }),
    select: (selected: SeriesId | null) => store.setState({ selected }),
    toggleFolded: (key: string) =>
      store.setState(({ folded }) => {
        const next = new Set(folded);
        if (!next.delete(key)) next.add(key);
        return { folded: next };
      }),
  });
}
