import { EventEmitter } from 'node:events';
import WebSocket from 'ws';
import type { Backend } from '../../electron/engine/ports/backend.ts';
import { silentLog } from '../../electron/platform/log.ts';
import { bindIpc, type MainIpc } from '../../electron/shell/ipcBinding.ts';
import { createPreloadApi, type RendererIpc } from '../../electron/shell/preloadApi.ts';
import { APP_START_URL } from '../../electron/shell/sender.ts';
import type { ClientPort } from '../../renderer/bridge/clientPort.ts';
import { type ConnectedDataClient, createDataClient } from '../../renderer/bridge/dataClient.ts';
import { createElectronPort } from '../../renderer/bridge/electronPort.ts';
import { createWebSocketPort } from '../../renderer/bridge/webSocketPort.ts';
import { startHost } from '../host/host.ts';

/** One window connected to a backend. `dropConnection` is null where the transport cannot be lost. */
export type Line = Readonly<{
  client: ConnectedDataClient;
  port: ClientPort;
  dropConnection: (() => void) | null;
  close(): Promise<void>;
}>;

export type Transport = Readonly<{ name: string; open(backend: Backend): Promise<Line> }>;

function throwError(error: unknown): never {
  throw error;
}

/** Opens a host's one-time link as a browser would and returns the cookie it sets. */
export async function openLink(url: string): Promise<string> {
  const answer = await fetch(url, { redirect: 'manual' });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

/** The browser host: a real server and a real socket on loopback. */
export const browserHost: Transport = {
  name: 'browser host',
  open: async (backend) => {
    const host = await startHost({ backend, rendererDir: '/nowhere', log: silentLog });
    const { origin, host: address } = new URL(host.url);
    const cookie = await openLink(host.url);
    const port = createWebSocketPort(`ws://${address}/wire`, (url) => {
      const socket = new WebSocket(url, { headers: { cookie, origin } });
      // A browser only logs it; Node would end the process for a socket closed before it was open.
      socket.on('error', () => undefined);
      return socket as never;
    });
    const client = createDataClient(port, throwError);
    const close = async (): Promise<void> => {
      client.dispose();
      await host.close();
    };
    return { client, port, dropConnection: host.dropConnections, close };
  },
};

/** Stands in for ipcMain, ipcRenderer and webContents; like them it copies what it carries with structuredClone. */
function createIpcPair() {
  const main = new EventEmitter();
  const renderer = new EventEmitter();
  const carry = (deliver: (copy: unknown) => void, message: unknown): void => {
    const copy = structuredClone(message);
    queueMicrotask(() => deliver(copy));
  };
  const event = { sender: { id: 1 }, senderFrame: { url: APP_START_URL, parent: null } };
  const rendererIpc: RendererIpc = {
    send: (channel, message) => carry((copy) => main.emit(channel, event, copy), message),
    on: (channel, listener) => renderer.on(channel, listener),
    off: (channel, listener) => renderer.off(channel, listener),
  };
  const mainIpc: MainIpc = {
    on: (channel, listener) => main.on(channel, listener),
    off: (channel, listener) => main.off(channel, listener),
  };
  const window = {
    id: 1,
    isDestroyed: () => false,
    send: (channel: string, message: unknown) => carry((copy) => renderer.emit(channel, {}, copy), message),
  };
  return { main, rendererIpc, mainIpc, window };
}

/** Electron's side, from the preload's API to the binding in the main process, over the stand-in above. */
export const electronIpc: Transport = {
  name: 'Electron IPC (stand-in)',
  open: (backend) => {
    const { rendererIpc, mainIpc, window } = createIpcPair();
    const stop = bindIpc(mainIpc, window, backend, silentLog);
    const port = createElectronPort(createPreloadApi(rendererIpc));
    const client = createDataClient(port, throwError);
    const close = (): Promise<void> => {
      client.dispose();
      stop();
      return Promise.resolve();
    };
    return Promise.resolve({ client, port, dropConnection: null, close });
  },
};
