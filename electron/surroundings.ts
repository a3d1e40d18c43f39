import type { Surroundings } from './engine/ports/surroundings.ts';
import { createCourier } from './platform/courier.ts';
import { diskOf } from './platform/disk.ts';
import { telegramFromEnvironment } from './servers.ts';

/** Secrets of a host without a keychain: kept in memory, gone with the process, never on disk. */
function sessionSecrets(): Surroundings['secrets'] {
  const kept = new Map<string, string>();
  return {
    kept: 'session',
    get: async (name) => kept.get(name) ?? null,
    set: async (name, value) => {
      kept.set(name, value);
    },
    delete: async (name) => {
      kept.delete(name);
    },
  };
}

/** What every host has; a shell with a keychain, notifications and power events replaces those. */
export const plainSurroundings = (dataDir: string): Surroundings => ({
  power: { tellsSleep: false, on: () => () => undefined },
  notifier: null,
  secrets: sessionSecrets(),
  courier: createCourier(telegramFromEnvironment()),
  disk: diskOf(dataDir),
  dialogs: null,
});
