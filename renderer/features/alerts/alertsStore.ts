import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { Alert } from '../../../shared/domain/alert.ts';
import { createDisposables } from '../../../shared/lib/disposable.ts';
import { succeed } from '../../../shared/lib/result.ts';
import { type Loadable, settled, waiting } from '../../state/loadable.ts';
import { createTickets } from '../../state/ticket.ts';
import { type AlertFilter, isOpen, mergeAlerts, NO_FILTER } from './alertRows.ts';

export type AlertId = Alert['id'];

export type AlertsState = Readonly<{
  alerts: Loadable<readonly Alert[]>;
  /** Alerts that are neither resolved nor acknowledged, those that are not listed included. */
  open: number;
  filter: AlertFilter;
  chosen: ReadonlySet<AlertId>;
  /** The alert whose details are shown. */
  opened: AlertId | null;
  /** Why the newest acknowledgement was refused. */
  error: ApiError | null;
}>;

export type AlertsStore = StoreApi<AlertsState> & {
  load(): Promise<void>;
  setFilter(change: Partial<AlertFilter>): void;
  choose(ids: readonly AlertId[], isChosen: boolean): void;
  show(id: AlertId | null): void;
  /** Says that the trader knows of these; what is acknowledged already is left alone. */
  acknowledge(ids: Iterable<AlertId>): Promise<void>;
  /** Calls the listener with the alerts that have just been raised; never with those of the first answer. */
  onRaised(listener: (alerts: readonly Alert[]) => void): () => void;
  dispose(): void;
};

/** Years of a quiet store, days of a loud one. */
const LISTED = 2_000;

/** Keeps what is and was wrong, up to date by the engine's pushes. */
export function createAlertsStore(client: DataClient): AlertsStore {
  const store = createStore<AlertsState>(() => ({
    alerts: waiting,
    open: 0,
    filter: NO_FILTER,
    chosen: new Set(),
    opened: null,
    error: null,
  }));
  const tickets = createTickets();
  const lifetime = createDisposables();
  const listeners = new Set<(alerts: readonly Alert[]) => void>();
  let isLoaded = false;

  const take = (news: readonly Alert[], isNew: boolean, open?: number): void => {
    const { alerts } = store.getState();
    const known = new Set(alerts.value?.map(({ id }) => id));
    const merged = mergeAlerts(alerts.value ?? [], news).slice(0, LISTED);
    store.setState(({ chosen }) => ({
      alerts: settled(alerts, succeed(merged)),
      open: open ?? merged.filter(isOpen).length,
      // What is settled cannot stay chosen: there is nothing to acknowledge about it.
      chosen: new Set(merged.filter((alert) => chosen.has(alert.id) && isOpen(alert)).map(({ id }) => id)),
    }));
    const raised = isNew ? news.filter((alert) => !known.has(alert.id) && isOpen(alert)) : [];
    if (raised.length > 0) for (const listener of listeners) listener(raised);
  };
  lifetime.add(client.on('alerts.changed', ({ alerts, open }) => take(alerts, true, open)));

  return Object.assign(store, {
    load: async () => {
      const isCurrent = tickets.take();
      const result = await client.call('alerts.list', { limit: LISTED });
      if (!isCurrent()) return;
      if (!result.ok) {
        store.setState(({ alerts }) => ({ alerts: settled<readonly Alert[]>(alerts, result) }));
        return;
      }
      // After a lost connection the answer brings what was raised meanwhile; the first one brings old news.
      take(result.value.alerts, isLoaded, result.value.open);
      isLoaded = true;
    },
    setFilter: (change: Partial<AlertFilter>) =>
      store.setState(({ filter }) => ({ filter: { ...filter, ...change } })),
    choose: (ids: readonly AlertId[], isChosen: boolean) =>
      store.setState(({ chosen }) => {
        const next = new Set(chosen);
        for (const id of ids) {
          if (isChosen) next.add(id);
          else next.delete(id);
        }
        return { chosen: next };
      }),
    show: (opened: AlertId | null) => store.setState({ opened }),
    acknowledge: async (ids: Iterable<AlertId>) => {
      const wanted = new Set(ids);
      const open = (store.getState().alerts.value ?? []).filter((one) => wanted.has(one.id) && isOpen(one));
      if (open.length === 0) return;
      store.setState({ error: null });
      const result = await client.call('alerts.acknowledge', { ids: open.map(({ id }) => id) });
      if (result.ok) take(result.value.alerts, false);
      else store.setState({ error: result.error });
    },
    onRaised: (listener: (alerts: readonly Alert[]) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose: lifetime.disposeAll,
  });
}
