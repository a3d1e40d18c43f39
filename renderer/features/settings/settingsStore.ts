import { z } from 'zod';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { LANGUAGES, type Language, preferredLanguage } from '../../i18n/languages.ts';

export const THEMES = ['auto', 'light', 'dark'] as const;
export const DENSITIES = ['compact', 'roomy'] as const;
export const CANDLE_COLORS = ['usual', 'safe'] as const;

const Stored = z.object({
  language: z.enum(LANGUAGES).optional().catch(undefined),
  zone: z.enum(['utc', 'local']).catch('utc'),
  theme: z.enum(THEMES).catch('auto'),
  density: z.enum(DENSITIES).catch('compact'),
  /** `safe` is a pair that colour-blind eyes tell apart. */
  candles: z.enum(CANDLE_COLORS).catch('usual'),
  isRailNarrow: z.boolean().catch(false),
});

type Stored = z.infer<typeof Stored>;

/** How this window shows things; nothing the engine needs to know. */
export type Settings = Readonly<Omit<Stored, 'language'> & { language: Language }>;

export type SettingsStore = StoreApi<Settings> & { change(change: Partial<Settings>): void };

const KEY = 'candlekeep.settings';

/** Each setting that cannot be read, because an older or newer window wrote it, falls back alone. */
function read(storage: Storage): Stored {
  try {
    return Stored.parse(JSON.parse(storage.getItem(KEY) ?? '{}'));
  } catch {
    return Stored.parse({});
  }
}

/** Returns the settings as they were left, else in the system's language and in UTC, the venues' own time. */
export function createSettingsStore(storage: Storage, systemLanguages: readonly string[]): SettingsStore {
  const store = createStore<Settings>(() => {
    const { language = preferredLanguage(systemLanguages), ...rest } = read(storage);
    return { language, ...rest };
  });
  return Object.assign(store, {
    change: (change: Partial<Settings>) => {
      store.setState(change);
      storage.setItem(KEY, JSON.stringify(store.getState()));
    },
  });
}
