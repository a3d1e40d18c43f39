import type { ClientMessage } from '../../shared/contract/wire.ts';
import type { ClientPort, ConnectionState } from './clientPort.ts';
import { decodeMessage, encodeMessage } from './codec.ts';

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 5_000;

/**
 * Returns the port over a loopback WebSocket, which reconnects by itself until it is closed. `openSocket` is for
 * tests, which have to bring the cookie themselves.
 */
export function createWebSocketPort(
  url: string,
  openSocket: (url: string) => WebSocket = (address) => new WebSocket(address),
): ClientPort {
  const messageListeners = new Set<(message: unknown) => void>();
  const stateListeners = new Set<(state: ConnectionState) => void>();
  let state: ConnectionState = 'connecting';
  let socket: WebSocket | null = null;
  let waiting: ClientMessage[] = [];
  let retryMs = FIRST_RETRY_MS;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;

  const become = (next: ConnectionState): void => {
    if (state === next) return;
    state = next;
    for (const listener of [...stateListeners]) listener(next);
  };

  const connect = (): void => {
    const opened = openSocket(url);
    opened.binaryType = 'arraybuffer';
    socket = opened;
    opened.onopen = () => {
      retryMs = FIRST_RETRY_MS;
      for (const message of waiting) opened.send(encodeMessage(message));
      waiting = [];
      become('connected');
    };
    opened.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
      const message = decodeMessage(data);
      for (const listener of [...messageListeners]) listener(message);
    };
    opened.onclose = () => {
      if (isClosed) return;
      // What waited for the first connection is answered with `disconnected` too: it must not be sent much later.
      waiting = [];
      become('lost');
      retry = setTimeout(connect, retryMs);
      retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
    };
  };
  connect();

  return {
    send: (message) => {
      if (state === 'connecting') waiting.push(message);
      else if (socket?.readyState === WebSocket.OPEN) socket.send(encodeMessage(message));
    },
    onMessage: (listener) => {
      messageListeners.add(listener);
      return () => messageListeners.delete(listener);
    },
    state: () => state,
    onState: (listener) => {
      stateListeners.add(listener);
      return () => stateListeners.delete(listener);
    },
    close: () => {
      isClosed = true;
      clearTimeout(retry);
      become('lost');
      socket?.close();
    },
  };
}
