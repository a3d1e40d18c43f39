import { type CallName, calls } from '../../shared/contract/calls.ts';
import type { Handlers } from '../../shared/contract/dataClient.ts';
import type { ApiError } from '../../shared/contract/errors.ts';
import { createDisposables } from '../../shared/lib/disposable.ts';
import { fail, type Result } from '../../shared/lib/result.ts';
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

function failedBackend(error: unknown, log: Log): Backend {
  const reason = startFailure(error);
  log.error('the engine could not start', {
    ...reason,
    stack: error instanceof Error ? error.stack : undefined,
  });
  return {
    handlers: failingHandlers(reason),
    on: () => () => undefined,
    close: () => Promise.resolve(),
  };
}

/**
 * Returns a backend that may be served at once while the real one is still starting: the window opens without
 * waiting, its calls wait instead, and when the start fails every call is answered with the reason.
 */
export function startingBackend(starting: Promise<Backend>, log: Log): Backend {
  const settled = starting.catch((error: unknown) => failedBackend(error, log));
  return {
    handlers: handlersFrom((name) => async (request, signal) => {
      const { handlers } = await settled;
      return (handlers[name] as AnyHandler)(request, signal);
    }),
    on: (event, listener) => {
      const lifetime = createDisposables();
      let isWanted = true;
      void settled.then((backend) => {
        if (isWanted) lifetime.add(backend.on(event, listener));
      });
      return () => {
        isWanted = false;
        lifetime.disposeAll();
      };
    },
    close: async () => (await settled).close(),
  };
}
