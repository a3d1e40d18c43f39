import { z } from 'zod';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { LANGUAGES, preferredLanguage } from '../../i18n/languages.ts';

const Settings = z.object({ language: z.enum(LANGUAGES), zone: z.enum(['utc', 'local']) });
/** How this window shows things; nothing the engine needs to know. */
export type Settings = z.infer<typeof Settings>;

export type SettingsStore = StoreApi<Settings> & { change(change: Partial<Settings>): void };

const KEY = 'candlekeep.settings';

function read(storage: Storage): Settings | null {
  try {
    return Settings.parse(JSON.parse(storage.getItem(KEY) ?? 'null'));
  } catch {
    return null;
  }
}

/** Returns the settings as they were left, else in the system's language and in UTC, the venues' own time. */
export function createSettingsStore(storage: Storage, systemLanguages: readonly string[]): SettingsStore {
  const store = createStore<Settings>(
    () => read(storage) ?? { language: preferredLanguage(systemLanguages), zone: 'utc' },
  );
  return Object.assign(store, {
    change: (change: Partial<Settings>) => {
      store.setState(change);
      storage.setItem(KEY, JSON.stringify(store.getState()));
    },
  });
}
