import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';

/** A WebSocket without ccxt: messages one by one, JSON parsed, bare text as it is. */
export type RawSocket = Readonly<{
  socket: WebSocket;
  send: (message: unknown) => void;
  next: () => Promise<unknown>;
}>;

const parsed = (text: string): unknown => (text.startsWith('{') ? JSON.parse(text) : text);

/** Connects to `url`; the socket is cut when the test ends. */
export async function talkTo(url: string): Promise<RawSocket> {
  const socket = new WebSocket(url);
  const arrived: unknown[] = [];
  const waiting: ((message: unknown) => void)[] = [];
  socket.on('message', (data) => {
    const message = parsed(String(data));
    const waiter = waiting.shift();
    if (waiter === undefined) arrived.push(message);
    else waiter(message);
  });
  onTestFinished(() => socket.terminate());
  await once(socket, 'open');
  return {
    socket,
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    next: () =>
      arrived.length > 0 ? Promise.resolve(arrived.shift()) : new Promise((resolve) => waiting.push(resolve)),
  };
}
