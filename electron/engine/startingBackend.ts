import { type CallName, calls } from '../../shared/contract/calls.ts';
import type { Handlers } from '../../shared/contract/dataClient.ts';
import type { ApiError } from '../../shared/contract/errors.ts';
import type { Dispose } from '../../shared/lib/disposable.ts';
import { fail, type Result, succeed } from '../../shared/lib/result.ts';
import type { Log } from '../platform/log.ts';
import { type Backend, BackendStartError } from './ports/backend.ts';

type AnyHandler = (request: unknown, signal: AbortSignal) => Promise<Result<unknown, ApiError>>;

function handlersFrom(make: (name: CallName) => AnyHandler): Handlers {
  const names = Object.keys(calls) as CallName[];
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Handlers;
}

/** Returns handlers that answer every call with the same error: a backend that could not start says why. */
export const failingHandlers = (error: ApiError): Handlers =>
  handlersFrom(() => () => Promise.resolve(fail(error)));

/** Returns the reason a failed start is told to the window with. */
export function startFailure(error: unknown): ApiError {
  if (error instanceof BackendStartError) return error.reason;
  return { code: 'internal', message: error instanceof Error ? error.message : String(error) };
}

type Subscription = (backend: Backend) => Dispose;

/**
 * Returns a backend that may be served at once while the real one is still starting: the window opens without
 * waiting, its calls wait instead. When the start fails every call is answered with the reason, but `store.recover`,
 * where that can help: it mends the store and starts again.
 */
export function startingBackend(start: () => Promise<Backend>, log: Log): Backend {
  const subscriptions = new Map<Subscription, Dispose | null>();

  const begin = async (): Promise<Backend> => {
    try {
      const backend = await start();
      for (const subscribe of subscriptions.keys()) subscriptions.set(subscribe, subscribe(backend));
      return backend;
    } catch (error) {
      return failed(error);
    }
  };

  const failed = (error: unknown): Backend => {
    const reason = startFailure(error);
    const stack = error instanceof Error ? error.stack : undefined;
    log.error('the engine could not start', { ...reason, stack });
    let recover = error instanceof BackendStartError ? error.recover : null;
    return {
      handlers: {
        ...failingHandlers(reason),
        'store.recover': async ({ how }) => {
          const mend = recover;
          if (mend === null) return fail(reason);
          // Taken away while it is at work: a second window must not move what the first is about to open.
          recover = null;
          try {
            const recovery = await mend(how);
            current = begin();
            return succeed(recovery);
          } catch (problem) {
            recover = mend;
            return fail(startFailure(problem));
          }
        },
      },
      on: () => () => undefined,
      close: () => Promise.resolve(),
    };
  };

  let current = begin();
  return {
    handlers: handlersFrom((name) => async (request, signal) => {
      const { handlers } = await current;
      return (handlers[name] as AnyHandler)(request, signal);
    }),
    on: (event, listener) => {
      const subscribe: Subscription = (backend) => backend.on(event, listener);
      subscriptions.set(subscribe, null);
      void current.then((backend) => {
        // Unsubscribed meanwhile, or already taken along by the start itself.
        if (subscriptions.get(subscribe) === null) subscriptions.set(subscribe, subscribe(backend));
      });
      return () => {
        subscriptions.get(subscribe)?.();
        subscriptions.delete(subscribe);
      };
    },
    close: async () => (await current).close(),
  };
}
