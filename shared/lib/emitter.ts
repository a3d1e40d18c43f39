import type { Dispose } from './disposable.ts';

/** A typed broadcast: events tell what happened, they never order what is to be done. */
export interface Emitter<Events extends Record<string, unknown>> {
  on<E extends keyof Events>(event: E, listener: (payload: Events[E]) => void): Dispose;
  emit<E extends keyof Events>(event: E, payload: Events[E]): void;
}

/** Returns an emitter whose listeners run in order of subscription; one that throws does not stop the others. */
export function createEmitter<Events extends Record<string, unknown>>(
  onError: (error: unknown, event: keyof Events) => void,
): Emitter<Events> {
  type Listener = (payload: Events[keyof Events]) => void;
  const listeners = new Map<keyof Events, Set<Listener>>();
  return {
    on: (event, listener) => {
      const set = listeners.get(event) ?? new Set<Listener>();
      listeners.set(event, set.add(listener as Listener));
      return () => set.delete(listener as Listener);
    },
    emit: (event, payload) => {
      for (const listener of [...(listeners.get(event) ?? [])]) {
        try {
          listener(payload);
        } catch (error) {
          onError(error, event);
        }
      }
    },
  };
}
