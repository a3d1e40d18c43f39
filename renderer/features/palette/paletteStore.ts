import { z } from 'zod';
import { createStore, type StoreApi } from 'zustand/vanilla';

export type PaletteState = Readonly<{
  /** What was chosen lately, the newest first, by the ids of the items. */
  recent: readonly string[];
}>;

export type PaletteStore = StoreApi<PaletteState> & { remember(id: string): void };

const KEY = 'candlekeep.palette';
const REMEMBERED = 8;

function read(storage: Storage): readonly string[] {
  try {
    return z.array(z.string()).parse(JSON.parse(storage.getItem(KEY) ?? '[]'));
  } catch {
    return [];
  }
}

/** Returns what the trader chose lately in the palette, kept from one start to the next. */
export function createPaletteStore(storage: Storage): PaletteStore {
  const store = createStore<PaletteState>(() => ({ recent: read(storage) }));
  return Object.assign(store, {
    remember: (id: string) => {
      const recent = [id, ...store.getState().recent.filter((one) => one !== id)].slice(0, REMEMBERED);
      store.setState({ recent });
      storage.setItem(KEY, JSON.stringify(recent));
    },
  });
}
