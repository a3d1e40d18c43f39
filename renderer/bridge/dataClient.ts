import type { DataClient } from '../../shared/contract/dataClient.ts';
import type { ApiError } from '../../shared/contract/errors.ts';
import type { EventPayloads } from '../../shared/contract/events.ts';
import { HostMessage } from '../../shared/contract/wire.ts';
import { createDisposables } from '../../shared/lib/disposable.ts';
import { createEmitter } from '../../shared/lib/emitter.ts';
import { fail, type Result, succeed } from '../../shared/lib/result.ts';
import type { ClientPort } from './clientPort.ts';

type Settle = (result: Result<unknown, ApiError>) => void;

export type ConnectedDataClient = DataClient & { dispose(): void };

const LOST: ApiError = { code: 'disconnected', message: 'the connection to the engine was lost' };
const CANCELLED: ApiError = { code: 'cancelled', message: 'cancelled by the caller' };

/**
 * Returns the engine as the window sees it, spoken over `port`. Calls never reject: when the transport drops, all of
 * them are answered with `disconnected`, and so is every new one until it is back.
 */
export function createDataClient(
  port: ClientPort,
  onError: (error: unknown, where: string) => void,
): ConnectedDataClient {
  const pending = new Map<number, Settle>();
  const emitter = createEmitter<EventPayloads>((error, event) => onError(error, `listener of ${event}`));
  const lifetime = createDisposables();
  let lastId = 0;

  const settle = (id: number, result: Result<unknown, ApiError>): void => {
    const waiting = pending.get(id);
    pending.delete(id);
    waiting?.(result);
  };

  const settleAll = (error: ApiError): void => {
    for (const id of [...pending.keys()]) settle(id, fail(error));
  };

  lifetime.add(
    port.onMessage((raw) => {
      const message = HostMessage.safeParse(raw);
      if (!message.success) onError(message.error, 'message of the engine');
      else if (message.data.kind === 'value') settle(message.data.id, succeed(message.data.value));
      else if (message.data.kind === 'error') settle(message.data.id, fail(message.data.error));
      // Both ends come out of one build, so the payload is of the event's type; the wire checked its frame.
      else emitter.emit(message.data.event as keyof EventPayloads, message.data.payload as never);
    }),
  );
  lifetime.add(port.onState((state) => state === 'lost' && settleAll(LOST)));

  const call = (name: string, request: unknown, signal?: AbortSignal): Promise<Result<unknown, ApiError>> => {
    if (signal?.aborted) return Promise.resolve(fail(CANCELLED));
    if (port.state() === 'lost') return Promise.resolve(fail(LOST));
    lastId += 1;
    const id = lastId;
    return new Promise((resolve) => {
      const cancel = (): void => {
        port.send({ kind: 'cancel', id });
        settle(id, fail(CANCELLED));
      };
      pending.set(id, (result) => {
        signal?.removeEventListener('abort', cancel);
        resolve(result);
      });
      signal?.addEventListener('abort', cancel);
      try {
        port.send({ kind: 'call', id, name, request });
      } catch (error) {
        settle(id, fail({ code: 'invalid-request', message: `${name} cannot be sent: ${String(error)}` }));
      }
    });
  };

  return {
    call: (name, request, options) =>
      call(name, request, options?.signal) as ReturnType<DataClient['call']> as never,
    on: emitter.on,
    dispose: () => {
      lifetime.disposeAll();
      settleAll(LOST);
      port.close();
    },
  };
}
