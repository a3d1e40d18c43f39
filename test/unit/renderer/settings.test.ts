import { expect, test, vi } from 'vitest';
import { createColorSchemeManager } from '../../../renderer/features/settings/colorScheme.ts';
import { createSettingsStore } from '../../../renderer/features/settings/settingsStore.ts';
import { memoryStorage } from '../../helpers/memoryStorage.ts';

test('settings are kept, and one that cannot be read falls back alone', () => {
  const storage = memoryStorage();
  const store = createSettingsStore(storage, ['es-ES']);
  expect(store.getState()).toMatchObject({ language: 'es', zone: 'utc', theme: 'auto', candles: 'usual' });
  store.change({ theme: 'dark', zone: 'local' });
  expect(createSettingsStore(storage, ['en']).getState()).toEqual(store.getState());
  storage.setItem('candlekeep.settings', '{"theme":"purple","zone":"local","language":"tlh"}');
  expect(createSettingsStore(storage, ['en']).getState()).toMatchObject({
    theme: 'auto',
    zone: 'local',
    language: 'en',
  });
  storage.setItem('candlekeep.settings', 'not even JSON');
  expect(createSettingsStore(storage, ['en']).getState().theme).toBe('auto');
});

test('Mantine reads and writes the one theme setting, and stops listening when told', () => {
  const store = createSettingsStore(memoryStorage(), []);
  const manager = createColorSchemeManager(store);
  const onUpdate = vi.fn();
  manager.subscribe(onUpdate);
  store.change({ theme: 'dark' });
  store.change({ zone: 'local' });
  expect(onUpdate).toHaveBeenCalledExactlyOnceWith('dark');
  expect(manager.get('light')).toBe('dark');
  manager.set('light');
  expect(store.getState().theme).toBe('light');
  manager.unsubscribe();
  store.change({ theme: 'auto' });
  expect(onUpdate).toHaveBeenCalledTimes(2);
});
