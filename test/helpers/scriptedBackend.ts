import type { Backend } from '../../electron/engine/ports/backend.ts';
import { failingHandlers } from '../../electron/engine/startingBackend.ts';
import type { Handlers } from '../../shared/contract/dataClient.ts';
import type { EventPayloads } from '../../shared/contract/events.ts';
import { createEmitter, type Emitter } from '../../shared/lib/emitter.ts';

export type ScriptedBackend = Backend & Pick<Emitter<EventPayloads>, 'emit'>;

/** Returns a backend that answers the given calls; all others say that the script has no line for them. */
export function scriptedBackend(handlers: Partial<Handlers>): ScriptedBackend {
  const emitter = createEmitter<EventPayloads>((error) => {
    throw error;
  });
  return {
    handlers: { ...failingHandlers({ code: 'not-found', message: 'not in the script' }), ...handlers },
    on: emitter.on,
    emit: emitter.emit,
    close: () => Promise.resolve(),
  };
}
