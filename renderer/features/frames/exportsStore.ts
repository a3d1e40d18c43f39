import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { FrameExport } from '../../../shared/domain/frame.ts';
import { succeed } from '../../../shared/lib/result.ts';
import { type Loadable, settled, waiting } from '../../state/loadable.ts';
import { createTickets } from '../../state/ticket.ts';

export type ExportsState = Readonly<{
  list: Loadable<readonly FrameExport[]>;
  /** The export whose passport is open. */
  openedId: number | null;
}>;

export type ExportsStore = StoreApi<ExportsState> & {
  load(): Promise<void>;
  open(id: number | null): void;
  /** Puts one that has just been made on top of the list, and opens it. */
  take(exported: FrameExport): void;
};

const LISTED = 500;

/** Keeps the exports made before, newest first. */
export function createExportsStore(client: DataClient): ExportsStore {
  const store = createStore<ExportsState>(() => ({ list: waiting, openedId: null }));
  const tickets = createTickets();
  return Object.assign(store, {
    load: async () => {
      const isCurrent = tickets.take();
      const result = await client.call('frames.history', { limit: LISTED });
      if (!isCurrent()) return;
      const list = result.ok ? succeed(result.value.exports.toSorted((a, b) => b.id - a.id)) : result;
      store.setState(({ list: before }) => ({ list: settled(before, list) }));
    },
    open: (openedId: number | null) => store.setState({ openedId }),
    take: (exported: FrameExport) => {
      // An answer that is on its way does not know it.
      tickets.take();
      const others = (store.getState().list.value ?? []).filter(({ id }) => id !== exported.id);
      store.setState(({ list }) => ({
        list: settled(list, succeed([exported, ...others])),
        openedId: exported.id,
      }));
    },
  });
}
