import path from 'node:path';
import type { Surroundings } from '../engine/ports/surroundings.ts';
import { systemDialogs } from './dialogs.ts';
import { systemNotifier } from './notifier.ts';
import { systemPower } from './power.ts';
import { keychainSecrets } from './secrets.ts';

/** What this shell can do that a plain process cannot; `onNotificationClick` brings the window to the front. */
export const shellSurroundings = (
  shellDir: string,
  onNotificationClick: () => void,
): Pick<Surroundings, 'power' | 'notifier' | 'secrets' | 'dialogs'> => ({
  power: systemPower(),
  notifier: systemNotifier(onNotificationClick),
  dialogs: systemDialogs,
  secrets: keychainSecrets(path.join(shellDir, 'secrets.json')),
});
