import { HOUR } from '../../shared/domain/time.ts';
import type { CcxtClient, CcxtVenue } from './ccxtVenue.ts';
import { within } from './patience.ts';

/** `readyState` of a WebSocket that stands. */
const OPEN = 1;

/** A peer that is gone does not say good-bye; nobody waits longer for it than this, real milliseconds. */
const GOODBYE = 1_000;

export type Lines = ReturnType<typeof createLines>;

/** The WebSocket connections inside one ccxt instance: one at Bitget, one per category of streams at Binance. */
export function createLines(exchange: CcxtVenue, elapsed: () => number) {
  const sentAt = new WeakMap<CcxtClient, number[]>();
  const all = (): readonly CcxtClient[] => Object.values(exchange.clients);
  const isUp = ({ connection }: CcxtClient): boolean => connection?.readyState === OPEN;

  const makeClient = exchange.client.bind(exchange);
  exchange.client = (url) => {
    const isNew = exchange.clients[url] === undefined;
    const client = makeClient(url);
    if (isNew) countMessages(client);
    return client;
  };

  function countMessages(client: CcxtClient): void {
    const times: number[] = [];
    sentAt.set(client, times);
    const send = client.send.bind(client);
    client.send = (message) => {
      if (typeof message !== 'string') times.push(elapsed());
      return send(message);
    };
  }

  return {
    isOpen: (): boolean => all().some(isUp),
    /** Resolves when no line is being dialled any more, provided that all of them come about. */
    connected: (): Promise<unknown> => Promise.all(all().map((client) => client.connected)),
    /** Most messages any line has taken in the last hour, without pings. */
    messagesLastHour(): number {
      const since = elapsed() - HOUR;
      return Math.max(0, ...all().map((line) => (sentAt.get(line) ?? []).filter((at) => at > since).length));
    },
    /** Whether ccxt believes in a subscription to the stream it calls `hash`. */
    has: (hash: string): boolean => all().some((client) => hash in client.subscriptions),
    /**
     * Makes ccxt subscribe again when it is next asked for the stream, and unsubscribe again: an answer it did not
     * recognise would keep it waiting for ever (facts trap 9).
     */
    forget(hash: string): void {
      for (const client of all()) {
        delete client.subscriptions[hash];
        const ends = Object.keys(client.subscriptions).filter(
          (one) => one.startsWith('unsubscribe') && one.endsWith(hash),
        );
        for (const one of ends) {
          delete client.subscriptions[one];
          delete client.futures[one];
        }
      }
    },
    /** Cuts every line at once; whoever waits for something gets `error`. */
    drop(error: Error): void {
      for (const client of all()) {
        client.onError(error);
        client.connection?.terminate();
      }
    },
    /** Says good-bye on every line, and cuts those that do not answer. */
    async close(): Promise<void> {
      const lines = all();
      const closed = exchange.close().then(
        () => true,
        () => true,
      );
      if ((await within(GOODBYE, closed)) !== null) return;
      for (const { connection } of lines) connection?.terminate();
    },
  };
}
