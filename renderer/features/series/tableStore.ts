import { z } from 'zod';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { flip } from '../../state/sets.ts';
import { COLUMNS, type Column, OPTIONAL_COLUMNS } from './columns.ts';
import * as selecting from './selection.ts';
import { NATURAL, nextSort } from './sorting.ts';

/** How the trader has set the table; kept from one start to the next. */
const View = z.object({
  hidden: z.array(z.enum(OPTIONAL_COLUMNS)),
  sort: z.object({ column: z.enum(COLUMNS), isDescending: z.boolean() }),
  isGrouped: z.boolean(),
  /** Series that were removed and whose candles were kept. */
  withRemoved: z.boolean(),
});
type View = z.infer<typeof View>;

export type TableState = Readonly<View> &
  Readonly<{
    filter: string;
    /** Heads whose lines are folded away: `exchange`, or `exchange SYMBOL`. */
    folded: ReadonlySet<string>;
    /** The series the details panel shows. */
    selected: SeriesId | null;
    selection: selecting.Selection;
  }>;

export type TableStore = StoreApi<TableState> & {
  setFilter(filter: string): void;
  toggleFolded(key: string): void;
  /** Sorts by a column; again turns it round, once more brings the natural order back. */
  sortBy(column: Column): void;
  toggleColumn(column: Column): void;
  change(change: Partial<Pick<View, 'isGrouped' | 'withRemoved'>>): void;
  /** Shows a series in the details panel, and chooses just that one; null closes the panel. */
  select(selected: SeriesId | null): void;
  choose(selection: selecting.Selection): void;
};

const KEY = 'candlekeep.coverage';
const USUAL: View = { hidden: [], sort: NATURAL, isGrouped: true, withRemoved: false };

function read(storage: Storage): View {
  try {
    return View.parse(JSON.parse(storage.getItem(KEY) ?? 'null'));
  } catch {
    return USUAL;
  }
}

/** Returns how the trader has set the table of series. */
export function createTableStore(storage: Storage): TableStore {
  const store = createStore<TableState>(() => ({
    ...read(storage),
    filter: '',
    folded: new Set(),
    selected: null,
    selection: selecting.NOTHING,
  }));
  const keep = (change: Partial<View>): void => {
    store.setState(change);
    const { hidden, sort, isGrouped, withRemoved } = store.getState();
    storage.setItem(KEY, JSON.stringify({ hidden, sort, isGrouped, withRemoved }));
  };

  return Object.assign(store, {
    setFilter: (filter: string) => store.setState({ filter }),
    toggleFolded: (key: string) => store.setState(({ folded }) => ({ folded: flip(folded, key) })),
    sortBy: (column: Column) => keep({ sort: nextSort(store.getState().sort, column) }),
    toggleColumn: (column: Column) => {
      const hidden = flip(new Set<Column>(store.getState().hidden), column);
      keep({ hidden: OPTIONAL_COLUMNS.filter((one) => hidden.has(one)) });
    },
    change: keep,
    select: (selected: SeriesId | null) =>
      store.setState({
        selected,
        selection: selected === null ? selecting.NOTHING : selecting.only(selected),
      }),
    choose: (selection: selecting.Selection) => store.setState({ selection }),
  });
}
