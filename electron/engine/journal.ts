import type { EventComponent, Severity } from '../../shared/domain/event.ts';
import { type EventFact, paramsOf } from '../../shared/domain/eventFact.ts';
import { factText } from '../../shared/words/events.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Publish } from './context.ts';
import type { StoreClient } from './ports/store.ts';

export type Journal = Readonly<{
  /**
   * Keeps a system event, logs it and shows it: its facts for the window, which says them in the trader's language, and
   * the English sentence of them. Never rejects: a journal that fails must not stop the work.
   */
  event(severity: Severity, component: EventComponent, fact: EventFact): Promise<void>;
  /** Keeps who changed what. */
  audit(action: string, subject: string, detail?: string): Promise<void>;
}>;

const LEVEL = { info: 'info', warning: 'warn', error: 'error', critical: 'error' } as const;

/** `actor` says who is at the wheel: the window or the headless program. */
export function createJournal(
  write: StoreClient['write'],
  clock: Clock,
  log: Log,
  publish: Publish,
  actor: string,
): Journal {
  return {
    event: async (severity, component, fact) => {
      const { type } = fact;
      const message = factText(fact, 'en');
      log[LEVEL[severity]](message, { component, type });
      try {
        const said = { at: clock.now(), type, severity, component, message };
        const kept = await write.addEvent({ ...said, params: paramsOf(fact) });
        publish('events.logged', { events: [kept] });
      } catch (error) {
        log.error('an event could not be kept', { type, error: String(error) });
      }
    },
    audit: (action, subject, detail) =>
      write.addAudit({ at: clock.now(), actor, action, subject, detail: detail ?? null }),
  };
}
