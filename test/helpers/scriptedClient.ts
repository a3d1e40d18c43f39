import type { ClientPort } from '../../renderer/bridge/clientPort.ts';
import { createDataClient } from '../../renderer/bridge/dataClient.ts';
import type { CallName } from '../../shared/contract/calls.ts';
import type { DataClient } from '../../shared/contract/dataClient.ts';
import type { ApiError } from '../../shared/contract/errors.ts';
import type { EventName, EventPayload } from '../../shared/contract/events.ts';
import type { ClientMessage } from '../../shared/contract/wire.ts';

type Asked = Readonly<{
  name: string;
  request: unknown;
  answer(value: unknown): Promise<void>;
  refuse(error: ApiError): Promise<void>;
}>;

export type ScriptedClient = Readonly<{
  client: DataClient;
  /** The calls made and not answered yet, oldest first. */
  asked: Asked[];
  /** The newest open call of this name. */
  last(name: CallName): Asked;
  emit<E extends EventName>(event: E, payload: EventPayload<E>): void;
}>;

/** Returns a real data client over a port in the test's hands: answers come when the test gives them, in its order. */
export function scriptedClient(): ScriptedClient {
  const asked: Asked[] = [];
  let receive: (message: unknown) => void = () => undefined;
  const settle = async (one: Asked, message: unknown): Promise<void> => {
    asked.splice(asked.indexOf(one), 1);
    receive(message);
    // Two turns of the queue: the client's promise, then the store's.
    await new Promise((resolve) => setImmediate(resolve));
  };
  const take = (message: ClientMessage): void => {
    if (message.kind === 'cancel') return;
    const { id, name, request } = message;
    const one: Asked = {
      name,
      request,
      answer: (value) => settle(one, { kind: 'value', id, value }),
      refuse: (error) => settle(one, { kind: 'error', id, error }),
    };
    asked.push(one);
  };
  const port: ClientPort = {
    send: take,
    onMessage: (listener) => {
      receive = listener;
      return () => undefined;
    },
    state: () => 'connected',
    onState: () => () => undefined,
    close: () => undefined,
  };
  const client = createDataClient(port, (error) => {
    throw error;
  });
  return {
    client,
    asked,
    last: (name) => {
      const found = asked.findLast((one) => one.name === name);
      if (found === undefined) throw new Error(`${name} was not asked`);
      return found;
    },
    emit: (event, payload) => receive({ kind: 'event', event, payload }),
  };
}
