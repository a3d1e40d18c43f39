import { type EventName, events } from '../../shared/contract/events.ts';
import { ClientMessage, type HostMessage } from '../../shared/contract/wire.ts';
import { createDisposables, type Dispose } from '../../shared/lib/disposable.ts';
import type { Log } from '../platform/log.ts';
import { createCallHost } from './callHost.ts';
import type { Backend } from './ports/backend.ts';

/** One window's line to the engine, whatever carries it: IPC, a socket, or two functions in a test. */
export type WirePort = Readonly<{
  /** Throws when the value cannot be carried. */
  send(message: HostMessage): void;
  onMessage(listener: (message: unknown) => void): Dispose;
}>;

/**
 * Serves one window: answers its calls, honours its cancels, forwards the engine's events. The returned disposer
 * ends the service and aborts what is still running for that window; nothing is sent after it.
 */
export function serveWindow(port: WirePort, backend: Pick<Backend, 'handlers' | 'on'>, log: Log): Dispose {
  const callHost = createCallHost(backend.handlers, (error, name) => {
    log.error('call failed', {
      name,
      error: error instanceof Error ? (error.stack ?? error.message) : error,
    });
  });
  const running = new Map<number, AbortController>();
  const lifetime = createDisposables();
  let isServing = true;

  const send = (message: HostMessage): boolean => {
    if (!isServing) return true;
    try {
      port.send(message);
      return true;
    } catch (error) {
      log.error('message not sent', { kind: message.kind, error: String(error) });
      return false;
    }
  };

  const answer = async (id: number, name: string, request: unknown): Promise<void> => {
    if (running.has(id)) {
      send({ kind: 'error', id, error: { code: 'invalid-request', message: `call ${id} is still running` } });
      return;
    }
    const controller = new AbortController();
    running.set(id, controller);
    const result = await callHost(name, request, controller.signal);
    running.delete(id);
    const message: HostMessage = result.ok
      ? { kind: 'value', id, value: result.value }
      : { kind: 'error', id, error: result.error };
    if (send(message)) return;
    send({
      kind: 'error',
      id,
      error: { code: 'internal', message: `${name} answered with an unsendable value` },
    });
  };

  lifetime.add(() => {
    for (const controller of running.values()) controller.abort();
  });
  for (const event of Object.keys(events) as EventName[]) {
    lifetime.add(backend.on(event, (payload) => void send({ kind: 'event', event, payload })));
  }
  lifetime.add(
    port.onMessage((raw) => {
      const message = ClientMessage.safeParse(raw);
      if (!message.success) log.warn('message refused', { reason: message.error.issues[0]?.message });
      else if (message.data.kind === 'cancel') running.get(message.data.id)?.abort();
      else void answer(message.data.id, message.data.name, message.data.request);
    }),
  );

  return () => {
    isServing = false;
    lifetime.disposeAll();
  };
}
