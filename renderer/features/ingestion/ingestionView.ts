import { z } from 'zod';
import { createStore, type StoreApi } from 'zustand/vanilla';
import * as selecting from '../series/selection.ts';
import { COLUMNS, type Column, isNumeric, WHICH } from './liveLines.ts';

/** How the trader has set the screen; kept from one start to the next. */
const View = z.object({
  sorting: z.object({ column: z.enum(COLUMNS), isDescending: z.boolean() }),
  which: z.enum(WHICH),
  isLogOpen: z.boolean(),
});
type View = z.infer<typeof View>;

export type IngestionViewState = Readonly<View> & Readonly<{ text: string; selection: selecting.Selection }>;

export type IngestionView = StoreApi<IngestionViewState> & {
  change(change: Partial<Pick<View, 'which' | 'isLogOpen'>>): void;
  setText(text: string): void;
  /** Sorts by a column; once more turns it round. */
  sortBy(column: Column): void;
  choose(selection: selecting.Selection): void;
};

const KEY = 'candlekeep.ingestion';
const usual = (isRoomy: boolean): View => ({
  sorting: { column: 'series', isDescending: false },
  which: 'live',
  isLogOpen: isRoomy,
});

function read(storage: Storage, isRoomy: boolean): View {
  try {
    return View.parse(JSON.parse(storage.getItem(KEY) ?? 'null'));
  } catch {
    return usual(isRoomy);
  }
}

/** Returns how the screen of what is live is set; in a low window the series need the room of the log. */
export function createIngestionView(storage: Storage, isRoomy: boolean): IngestionView {
  const store = createStore<IngestionViewState>(() => ({
    ...read(storage, isRoomy),
    text: '',
    selection: selecting.NOTHING,
  }));
  const keep = (change: Partial<View>): void => {
    store.setState(change);
    const { sorting, which, isLogOpen } = store.getState();
    storage.setItem(KEY, JSON.stringify({ sorting, which, isLogOpen }));
  };
  return Object.assign(store, {
    change: keep,
    setText: (text: string) => store.setState({ text }),
    sortBy: (column: Column) => {
      const { sorting } = store.getState();
      const isSame = sorting.column === column;
      // The greatest number, and the worst state, are what one looks for.
      const first = isNumeric(column) || column === 'state';
      keep({ sorting: { column, isDescending: isSame ? !sorting.isDescending : first } });
    },
    choose: (selection: selecting.Selection) => store.setState({ selection }),
  });
}
