import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { Backend } from '../../electron/engine/ports/backend.ts';
import { serveWindow } from '../../electron/engine/wireHost.ts';
import type { Log } from '../../electron/platform/log.ts';
import { addressOf, createRequestListener, isOurs } from './requests.ts';
import { createSession } from './session.ts';
import { createSocketPort } from './socketPort.ts';

/** The largest request is a catalog file of a million characters. */
const MAX_MESSAGE_BYTES = 8 * 1024 * 1024;

export type HostOptions = Readonly<{
  backend: Pick<Backend, 'handlers' | 'on'>;
  rendererDir: string;
  /** 0 or absent takes a free one. */
  port?: number;
  log: Log;
}>;

export interface Host {
  readonly port: number;
  /** The first one-time link. */
  readonly url: string;
  /** Returns another one-time link, for another window. */
  issueUrl(): string;
  /** Drops every window's connection, as a sleeping PC would; they may come back. */
  dropConnections(): void;
  close(): Promise<void>;
}

/** Serves the window and the wire on loopback, for whoever opens a link it issued. */
export async function startHost({ backend, rendererDir, port = 0, log }: HostOptions): Promise<Host> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const actualPort = (server.address() as AddressInfo).port;
  const address = addressOf(actualPort);
  const session = createSession(actualPort);
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
  });

  const answer = createRequestListener(session, address, rendererDir);
  server.on('request', (request, response) => {
    answer(request, response).catch((error: unknown) => {
      log.error('request failed', { error: String(error) });
      response.destroy();
    });
  });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const isWelcome =
      request.url === '/wire' &&
      isOurs(request, address, true) &&
      session.isCarriedBy(request.headers.cookie);
    if (isWelcome) sockets.handleUpgrade(request, socket, head, (ws) => sockets.emit('connection', ws));
    else socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
  });
  sockets.on('connection', (socket) => {
    const stop = serveWindow(createSocketPort(socket, log), backend, log);
    socket.on('close', stop);
    socket.on('error', (error) => log.warn('socket failed', { error: error.message }));
  });

  const dropConnections = (): void => {
    for (const socket of sockets.clients) socket.terminate();
  };
  const issueUrl = (): string => `${address.origin}/?token=${session.issueToken()}`;
  return {
    port: actualPort,
    url: issueUrl(),
    issueUrl,
    dropConnections,
    close: async () => {
      dropConnections();
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
