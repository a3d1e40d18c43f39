import type { Dispose } from './disposable.ts';

/** A typed broadcast: events tell what happened, they never order what is to be done. */
export interface Emitter<Events extends Record<string, unknown>> {
  on<E extends keyof Events>(event: E, listener: (payload: Events[E]) => void): Dispose;
  emit<E extends keyof Events>(event: E, payload: Events[E]): void;
}

/**
 * Returns an emitter whose listeners run in order of subscription; one that throws does not stop the others, and one
 * that was disposed by another is not called any more.
 */
export function createEmitter<Events extends Record<string, unknown>>(
  onError: (error: unknown, event: keyof Events) => void,
): Emitter<Events> {
  // An entry a subscription, not a function: the same function may be subscribed twice and disposed once.
  type Entry = Readonly<{ listener: (payload: Events[keyof Events]) => void }>;
  const subscriptions = new Map<keyof Events, Set<Entry>>();
  return {
    on: (event, listener) => {
      const entry: Entry = { listener: listener as Entry['listener'] };
      const entries = subscriptions.get(event) ?? new Set<Entry>();
      subscriptions.set(event, entries.add(entry));
      return () => entries.delete(entry);
    },
    emit: (event, payload) => {
      const entries = subscriptions.get(event) ?? new Set<Entry>();
      for (const entry of [...entries]) {
        if (!entries.has(entry)) continue;
        try {
          entry.listener(payload);
        } catch (error) {
          onError(error, event);
        }
      }
    },
  };
}
