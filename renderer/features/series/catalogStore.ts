import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CatalogEntry } from '../../../shared/contract/calls.ts';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { InstrumentId } from '../../../shared/domain/instrument.ts';
import { succeed } from '../../../shared/lib/result.ts';
import { type Loadable, settled, waiting } from '../../state/loadable.ts';
import { createTickets } from '../../state/ticket.ts';

export type CatalogState = Loadable<readonly CatalogEntry[]>;

export type CatalogStore = StoreApi<CatalogState> & {
  load(): Promise<void>;
  tickSizeOf(id: InstrumentId): number | null;
  dispose(): void;
};

/** Returns the catalog: the symbols the trader keeps, and how their prices are written. */
export function createCatalogStore(client: DataClient): CatalogStore {
  const store = createStore<CatalogState>(() => waiting);
  const tickets = createTickets();
  const load = async (): Promise<void> => {
    const isCurrent = tickets.take();
    const result = await client.call('catalog.list', {});
    if (!isCurrent()) return;
    const entries = result.ok ? succeed(result.value.entries) : result;
    store.setState((before) => settled(before, entries), true);
  };
  return Object.assign(store, {
    load,
    tickSizeOf: (id: InstrumentId) =>
      store.getState().value?.find((entry) => entry.id === id)?.tickSize ?? null,
    dispose: client.on('catalog.changed', () => void load()),
  });
}
