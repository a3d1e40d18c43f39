import type { Dispose } from '../../shared/lib/disposable.ts';
import type { Backend } from '../engine/ports/backend.ts';
import { serveWindow } from '../engine/wireHost.ts';
import type { Log } from '../platform/log.ts';
import { CLIENT_CHANNEL, HOST_CHANNEL } from './preloadApi.ts';
import { isTrustedSender, type SenderFrame } from './sender.ts';

/** The parts of an IPC event and of ipcMain that are used; a test stands in for them. */
export type IpcEvent = Readonly<{ senderFrame: SenderFrame | null; sender: Readonly<{ id: number }> }>;

export interface MainIpc {
  on(channel: string, listener: (event: IpcEvent, message: unknown) => void): unknown;
  off(channel: string, listener: (event: IpcEvent, message: unknown) => void): unknown;
}

/** The part of webContents that is used. */
export interface IpcWindow {
  readonly id: number;
  isDestroyed(): boolean;
  send(channel: string, message: unknown): void;
}

/** Hangs one window's IPC on the engine. Messages of other windows, frames and pages are logged and dropped. */
export function bindIpc(
  ipc: MainIpc,
  window: IpcWindow,
  backend: Pick<Backend, 'handlers' | 'on'>,
  log: Log,
): Dispose {
  return serveWindow(
    {
      send: (message) => {
        if (!window.isDestroyed()) window.send(HOST_CHANNEL, message);
      },
      onMessage: (listener) => {
        const receive = (event: IpcEvent, message: unknown): void => {
          if (event.sender.id !== window.id) return;
          if (isTrustedSender(event.senderFrame)) listener(message);
          else log.warn('message of a stranger dropped', { url: event.senderFrame?.url });
        };
        ipc.on(CLIENT_CHANNEL, receive);
        return () => {
          ipc.off(CLIENT_CHANNEL, receive);
        };
      },
    },
    backend,
    log,
  );
}
