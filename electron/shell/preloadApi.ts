import type { ClientMessage } from '../../shared/contract/wire.ts';
import type { Dispose } from '../../shared/lib/disposable.ts';

/** The two channels between a window and the process that owns it. */
export const CLIENT_CHANNEL = 'candlekeep:client';
export const HOST_CHANNEL = 'candlekeep:host';

/** The part of ipcRenderer that is used; a test stands in for it. */
export interface RendererIpc {
  send(channel: string, message: unknown): void;
  on(channel: string, listener: (event: unknown, message: unknown) => void): unknown;
  off(channel: string, listener: (event: unknown, message: unknown) => void): unknown;
}

/** Returns what the window may do, by name; ipcRenderer itself never gets into its world. */
export function createPreloadApi(ipc: RendererIpc) {
  const send = (message: ClientMessage): void => ipc.send(CLIENT_CHANNEL, message);
  return {
    call: (id: number, name: string, request: unknown): void => send({ kind: 'call', id, name, request }),
    cancel: (id: number): void => send({ kind: 'cancel', id }),
    onMessage: (listener: (message: unknown) => void): Dispose => {
      const receive = (_event: unknown, message: unknown): void => listener(message);
      ipc.on(HOST_CHANNEL, receive);
      return () => {
        ipc.off(HOST_CHANNEL, receive);
      };
    },
  };
}
