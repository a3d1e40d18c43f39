import { fail, type Result, succeed } from '../../shared/lib/result.ts';
import type { FeedError } from '../engine/ports/feed.ts';

export type Mailbox<T> = ReturnType<typeof createMailbox<T>>;

/**
 * Keeps what came since somebody last looked, as one value, so that nothing is lost and nothing piles up between two
 * looks. There is one look at a time: a second one meanwhile gets the same promise.
 */
export function createMailbox<T>(merge: (older: T, newer: T) => T) {
  let held: { value: T } | null = null;
  let failure: FeedError | null = null;
  let waiting: PromiseWithResolvers<Result<T, FeedError>> | null = null;

  function deliver(): void {
    if (waiting === null || (held === null && failure === null)) return;
    const { resolve } = waiting;
    waiting = null;
    if (held !== null) {
      const { value } = held;
      held = null;
      resolve(succeed(value));
    } else if (failure !== null) {
      const error = failure;
      failure = null;
      resolve(fail(error));
    }
  }

  return {
    put(value: T): void {
      held = { value: held === null ? value : merge(held.value, value) };
      failure = null;
      deliver();
    },
    /** Reports a failure once, after whatever came before it. */
    fail(error: FeedError): void {
      failure = error;
      deliver();
    },
    /** Resolves with what came since the last look, at once when something did. */
    take(): Promise<Result<T, FeedError>> {
      waiting ??= Promise.withResolvers();
      const { promise } = waiting;
      deliver();
      return promise;
    },
    /** Ends a look that is going on with `error`, and throws away what nobody has seen. */
    end(error: FeedError): void {
      held = null;
      failure = null;
      waiting?.resolve(fail(error));
      waiting = null;
    },
  };
}
