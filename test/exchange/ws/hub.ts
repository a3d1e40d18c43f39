import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type ServerOptions, WebSocketServer } from 'ws';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import { HANDSHAKE_KINDS } from '../faults/http.ts';
import type { Protocol } from './protocol.ts';
import { openSession, type Session, type SessionParts } from './session.ts';

export interface SocketHub {
  /** Answers an HTTP upgrade. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Sends every client what is new to it; called by the clock and at an interval. */
  tick(): void;
  sessions(): { venue: ExchangeId; streams: string[] }[];
  /** Closes the sockets of a venue, or all, with `code`; 1006 cuts them. */
  closeSockets(code: number, venue?: ExchangeId): void;
  /** Resolves when every client has read what it was sent before, or is gone. */
  drain(): Promise<void>;
  stop(): void;
}

/** Pongs are sent by hand, so that a fault can withhold them; @types/ws does not know the option yet. */
const OPTIONS = { noServer: true, autoPong: false } as ServerOptions;

/** Accepts the WebSockets of all `protocols` on one server. */
export function createSocketHub(protocols: readonly Protocol[], parts: SessionParts): SocketHub {
  const server = new WebSocketServer(OPTIONS);
  const sessions = new Set<Session>();
  /** Handshakes that a fault leaves unanswered. */
  const hanging = new Set<Duplex>();

  function refuse(socket: Duplex, status: number): void {
    socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  }

  /** Returns true when a fault has dealt with the handshake. */
  function isStruck({ venue, route }: Protocol, socket: Duplex): boolean {
    const strike = parts.faults.strike(HANDSHAKE_KINDS, { venue, route });
    if (strike === null) return false;
    const { rule } = strike;
    const status = { 'rate-limited': 429, banned: 418, html: 200, hang: 0, reset: 0 };
    const answered = rule.kind === 'server-error' ? rule.status : status[rule.kind];
    parts.log.add({
      at: parts.now(),
      venue,
      route,
      params: { op: 'open' },
      status: answered,
      weight: 0,
      rows: null,
      fault: rule.kind,
    });
    if (rule.kind === 'hang') hanging.add(socket);
    else if (rule.kind === 'reset') (socket as Socket).resetAndDestroy();
    else refuse(socket, answered);
    return true;
  }

  return {
    upgrade(request, socket, head) {
      socket.on('error', () => socket.destroy());
      const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
      const protocol = protocols.find(({ accepts }) => accepts(pathname));
      if (protocol === undefined) {
        refuse(socket, 404);
        return;
      }
      if (isStruck(protocol, socket)) return;
      server.handleUpgrade(request, socket, head, (client) => {
        const session = openSession(protocol, client, parts);
        sessions.add(session);
        client.on('close', () => sessions.delete(session));
      });
    },
    tick() {
      for (const session of sessions) session.tick();
    },
    sessions: () =>
      [...sessions].map((session) => ({ venue: session.protocol.venue, streams: session.streams() })),
    closeSockets(code, venue) {
      for (const session of sessions)
        if (venue === undefined || session.protocol.venue === venue) session.close(code);
    },
    async drain() {
      await Promise.all([...sessions].map((session) => session.drain()));
    },
    stop() {
      for (const session of sessions) session.socket.terminate();
      for (const socket of hanging) socket.destroy();
      server.close();
    },
  };
}
