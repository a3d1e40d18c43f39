import { app, net, powerMonitor } from 'electron';
import type { Power, PowerEvent } from '../engine/ports/surroundings.ts';

/** Electron's main process is not told of the network; it can only look. */
const LOOK_EVERY_MS = 5_000;

/** Tells of sleep and of the network, as far as Windows does. */
export function systemPower(lookEveryMs = LOOK_EVERY_MS): Power {
  const listeners = new Set<(event: PowerEvent) => void>();
  const tell = (event: PowerEvent): void => {
    for (const listener of [...listeners]) listener(event);
  };
  const watch = (): void => {
    powerMonitor.on('suspend', () => tell('suspend'));
    powerMonitor.on('resume', () => tell('resume'));
    // Online until it is seen not to be: a start without a network is worth telling, too.
    let wasOnline = true;
    const look = setInterval(() => {
      const isOnline = net.isOnline();
      if (isOnline !== wasOnline) tell(isOnline ? 'online' : 'offline');
      wasOnline = isOnline;
    }, lookEveryMs);
    look.unref();
  };
  void app.whenReady().then(watch);
  return {
    tellsSleep: true,
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
