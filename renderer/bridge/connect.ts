import type { ClientPort } from './clientPort.ts';
import { createElectronPort, type PreloadApi } from './electronPort.ts';
import { createWebSocketPort } from './webSocketPort.ts';

declare global {
  interface Window {
    readonly candlekeep?: PreloadApi;
  }
}

/** Returns the port of wherever this window runs: Electron's preload when it is there, else the browser host. */
export function connectToHost(): ClientPort {
  if (window.candlekeep !== undefined) return createElectronPort(window.candlekeep);
  return createWebSocketPort(`ws://${window.location.host}/wire`);
}
