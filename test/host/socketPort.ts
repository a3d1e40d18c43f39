import type { WebSocket } from 'ws';
import type { WirePort } from '../../electron/engine/wireHost.ts';
import type { Log } from '../../electron/platform/log.ts';
import { decodeMessage, encodeMessage } from '../../renderer/bridge/codec.ts';

/** Returns the engine's end of one accepted WebSocket. Bytes that are no message are refused, not fatal. */
export function createSocketPort(socket: WebSocket, log: Log): WirePort {
  return {
    send: (message) => socket.send(encodeMessage(message)),
    onMessage: (listener) => {
      const receive = (data: unknown, isBinary: boolean): void => {
        try {
          if (!isBinary) throw new TypeError('text where bytes were expected');
          listener(decodeMessage(data as Buffer));
        } catch (error) {
          log.warn('message refused', { reason: String(error) });
        }
      };
      socket.on('message', receive);
      return () => socket.off('message', receive);
    },
  };
}
