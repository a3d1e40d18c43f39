import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { AuditEntry, SystemEvent } from '../../../shared/domain/event.ts';
import { createDisposables } from '../../../shared/lib/disposable.ts';
import { succeed } from '../../../shared/lib/result.ts';
import { type Loadable, settled, waiting } from '../../state/loadable.ts';
import { createThrottle } from '../../state/throttle.ts';
import { createTickets } from '../../state/ticket.ts';

export type EventsState = Readonly<{
  events: Loadable<readonly SystemEvent[]>;
  audit: Loadable<readonly AuditEntry[]>;
}>;

export type EventsStore = StoreApi<EventsState> & { load(): Promise<void>; dispose(): void };

/** The contract's most; older ones are read with the headless program. */
const MOST = 5_000;
const AUDIT_REFRESH_MS = 1_000;

/** Returns both lists as one, the newest on top, each event once. */
export function mergeEvents(
  known: readonly SystemEvent[],
  news: readonly SystemEvent[],
): readonly SystemEvent[] {
  const seen = new Set(known.map(({ id }) => id));
  const fresh = news.filter(({ id }) => !seen.has(id));
  return [...fresh, ...known].sort((a, b) => b.id - a.id).slice(0, MOST);
}

/** Returns what the program did and what was changed, the newest on top, kept up to date while it is looked at. */
export function createEventsStore(client: DataClient): EventsStore {
  const store = createStore<EventsState>(() => ({ events: waiting, audit: waiting }));
  const tickets = createTickets();
  const lifetime = createDisposables();

  const loadAudit = async (isCurrent: () => boolean): Promise<void> => {
    const result = await client.call('audit.list', { limit: MOST });
    if (!isCurrent()) return;
    const entries = result.ok ? succeed(result.value.entries.toSorted((a, b) => b.id - a.id)) : result;
    store.setState(({ audit }) => ({ audit: settled(audit, entries) }));
  };
  const loadEvents = async (isCurrent: () => boolean): Promise<void> => {
    const result = await client.call('events.list', { limit: MOST });
    if (!isCurrent()) return;
    store.setState(({ events }) => {
      const merged = result.ok ? succeed(mergeEvents(events.value ?? [], result.value.events)) : result;
      return { events: settled(events, merged) };
    });
  };

  // The audit has no push of its own; what changes the catalog or ends a job is what writes it.
  let isCurrent = tickets.take();
  const auditAgain = createThrottle(() => void loadAudit(isCurrent), AUDIT_REFRESH_MS);
  lifetime.add(auditAgain.dispose);
  lifetime.add(client.on('catalog.changed', auditAgain.request));
  lifetime.add(
    client.on('events.logged', ({ events: news }) => {
      store.setState(({ events }) => ({
        events: settled(events, succeed(mergeEvents(events.value ?? [], news))),
      }));
      auditAgain.request();
    }),
  );
  // An answer that comes after the view has gone changes nothing any more.
  lifetime.add(() => void tickets.take());

  return Object.assign(store, {
    load: async () => {
      isCurrent = tickets.take();
      await Promise.all([loadEvents(isCurrent), loadAudit(isCurrent)]);
    },
    dispose: lifetime.disposeAll,
  });
}
