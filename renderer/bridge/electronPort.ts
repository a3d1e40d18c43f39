import type { Dispose } from '../../shared/lib/disposable.ts';
import type { ClientPort } from './clientPort.ts';

/** What electron/shell/preload.ts exposes as `window.candlekeep`: named calls, no generic channel. */
export interface PreloadApi {
  call(id: number, name: string, request: unknown): void;
  cancel(id: number): void;
  onMessage(listener: (message: unknown) => void): Dispose;
}

/** Returns the port over Electron's IPC. The engine lives in the process that owns the window: it cannot be lost. */
export function createElectronPort(api: PreloadApi): ClientPort {
  return {
    send: (message) => {
      if (message.kind === 'call') api.call(message.id, message.name, message.request);
      else api.cancel(message.id);
    },
    onMessage: (listener) => api.onMessage(listener),
    state: () => 'connected',
    onState: () => () => undefined,
    close: () => undefined,
  };
}
