import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export type Received = Readonly<{ path: string; body: unknown }>;
/** What the server does with a request: a status with a body, or nothing at all. */
export type Reaction =
  | Readonly<{ status: number; body?: unknown; headers?: Record<string, string> }>
  | 'silence';

export interface MessageServer {
  readonly url: string;
  readonly received: readonly Received[];
  /** Resolves with the first `count` requests once so many have come. */
  hears(count: number): Promise<readonly Received[]>;
  /** The next requests are answered so, one each; then again with 200. */
  react(...reactions: Reaction[]): void;
  close(): Promise<void>;
}

/** A real HTTP server that stands for Telegram's bot API and for webhooks; closed when the test has finished. */
export async function startMessageServer(): Promise<MessageServer> {
  const received: Received[] = [];
  const reactions: Reaction[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];

  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    received.push({ path: request.url ?? '', body: JSON.parse(Buffer.concat(pieces).toString()) });
    for (const one of waiting) if (received.length >= one.count) one.resolve();
    const reaction = reactions.shift() ?? { status: 200, body: { ok: true } };
    if (reaction === 'silence') return;
    response.writeHead(reaction.status, reaction.headers);
    response.end(JSON.stringify(reaction.body ?? {}));
  };
  const server = createServer((request, response) => void take(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): Promise<void> => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  onTestFinished(close);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    hears: async (count) => {
      if (received.length < count) {
        await new Promise<void>((resolve) => void waiting.push({ count, resolve }));
      }
      return received.slice(0, count);
    },
    react: (...more) => void reactions.push(...more),
    close,
  };
}
