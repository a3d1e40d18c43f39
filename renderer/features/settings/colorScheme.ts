import type { MantineColorScheme, MantineColorSchemeManager } from '@mantine/core';
import type { SettingsStore } from './settingsStore.ts';

/** Returns Mantine's view of the theme setting, so that one store knows it and nothing is kept twice. */
export function createColorSchemeManager(store: SettingsStore): MantineColorSchemeManager {
  let stop = (): void => undefined;
  return {
    get: () => store.getState().theme,
    set: (theme: MantineColorScheme) => {
      if (theme !== store.getState().theme) store.change({ theme });
    },
    subscribe: (onUpdate) => {
      stop = store.subscribe((now, before) => {
        if (now.theme !== before.theme) onUpdate(now.theme);
      });
    },
    unsubscribe: () => stop(),
    clear: () => store.change({ theme: 'auto' }),
  };
}
