import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { LiveSocket, MarketFeeds } from '../../electron/engine/ports/feed.ts';
import type { StoreClient } from '../../electron/store/storeClient.ts';
import type { Result } from '../../shared/lib/result.ts';

/** A subscription that brings nothing within this real time is not waited for: it was refused, or the line hangs. */
const SUBSCRIBING_MS = 300;

const REQUEST_BEGINS = ['undici:request:create'];
const REQUEST_ENDS = ['undici:request:trailers', 'undici:request:error'];

/**
 * Counts what is under way between an engine and its ports, so that virtual time moves on only when everything has
 * come to rest: requests in flight, calls of the store's threads, subscriptions that have brought nothing yet.
 */
export interface Underway {
  readonly around: Readonly<{
    store(store: StoreClient): StoreClient;
    feeds(feeds: MarketFeeds): MarketFeeds;
  }>;
  isBusy(): boolean;
  /** Subscriptions are on their way; how they are paced is a matter of virtual time. */
  isSubscribing(): boolean;
  /** Grows with everything that begins or ends. */
  activity(): number;
  dispose(): void;
}

type OpenSocket =
  MarketFeeds extends Readonly<{ get(exchange: never): Promise<infer Feed> }>
    ? Feed extends Readonly<{ openSocket: infer Open }>
      ? Open
      : never
    : never;

/** `lineLifeMs` makes the venues cut their lines sooner than they do. */
export function createUnderway(lineLifeMs?: number): Underway {
  const requests = new Set<object>();
  const subscribing = new Map<object, number>();
  let storeCalls = 0;
  let activity = 0;

  const begins = (message: unknown): void => {
    activity += 1;
    requests.add((message as { request: object }).request);
  };
  const ends = (message: unknown): void => {
    activity += 1;
    requests.delete((message as { request: object }).request);
  };
  for (const name of REQUEST_BEGINS) subscribe(name, begins);
  for (const name of REQUEST_ENDS) subscribe(name, ends);

  /** Returns the same operations, each call of them counted. */
  const counted = <T extends object>(operations: T): T =>
    new Proxy(operations, {
      get: (target, name) => {
        const operation = Reflect.get(target, name) as unknown;
        if (typeof operation !== 'function') return operation;
        return (...args: unknown[]) => {
          storeCalls += 1;
          activity += 1;
          const answer = (operation as (...given: unknown[]) => Promise<unknown>)(...args);
          const settled = (): void => {
            storeCalls -= 1;
            activity += 1;
          };
          answer.then(settled, settled);
          return answer;
        };
      },
    });

  function watchedSocket(socket: LiveSocket): LiveSocket {
    const alive = new Set<string>();
    const follow = <T>(key: string, watch: Promise<Result<T, unknown>>): Promise<Result<T, never>> => {
      const ticket = {};
      if (!alive.has(key)) subscribing.set(ticket, performance.now() + SUBSCRIBING_MS);
      activity += 1;
      void watch.then((news) => {
        subscribing.delete(ticket);
        activity += 1;
        if (news.ok) alive.add(key);
        else alive.delete(key);
      });
      return watch as Promise<Result<T, never>>;
    };
    return {
      ...socket,
      longestLifeMs: lineLifeMs ?? socket.longestLifeMs,
      watch: (series) => follow(`${series.timeframe} ${series.unified}`, socket.watch(series)),
      watchQuote: (unified) => follow(`quote ${unified}`, socket.watchQuote(unified)),
      redial() {
        alive.clear();
        socket.redial();
      },
    };
  }

  const watchedOpening =
    (open: OpenSocket): OpenSocket =>
    async (signal) => {
      const opened = await open(signal);
      return opened.ok ? { ok: true, value: watchedSocket(opened.value) } : opened;
    };

  return {
    around: {
      store: (store) => ({
        ...store,
        read: counted(store.read),
        scan: counted(store.scan),
        write: counted(store.write),
      }),
      feeds: (feeds) => ({
        ...feeds,
        get: async (exchange) => {
          const feed = await feeds.get(exchange);
          return new Proxy(feed, {
            get: (target, name) =>
              name === 'openSocket' ? watchedOpening(target.openSocket) : Reflect.get(target, name),
          });
        },
      }),
    },
    isBusy: () => requests.size + storeCalls > 0,
    isSubscribing() {
      const now = performance.now();
      for (const [ticket, until] of subscribing) if (until < now) subscribing.delete(ticket);
      return subscribing.size > 0;
    },
    activity: () => activity,
    dispose() {
      for (const name of REQUEST_BEGINS) unsubscribe(name, begins);
      for (const name of REQUEST_ENDS) unsubscribe(name, ends);
    },
  };
}
