import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CallResponse } from '../../../shared/contract/calls.ts';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import { type Loadable, settled, waiting } from '../../state/loadable.ts';
import { createTickets } from '../../state/ticket.ts';

export type PreviewStore = StoreApi<Loadable<CallResponse<'imports.preview'>>> & {
  load(path: string): Promise<void>;
};

const SHOWN_ROWS = 30;

/** Returns the first rows of a file as text, to choose columns by. */
export function createPreviewStore(client: DataClient): PreviewStore {
  const store = createStore<Loadable<CallResponse<'imports.preview'>>>(() => waiting);
  const tickets = createTickets();
  return Object.assign(store, {
    load: async (path: string) => {
      const isCurrent = tickets.take();
      store.setState(waiting);
      const result = await client.call('imports.preview', { path, rows: SHOWN_ROWS });
      if (isCurrent()) store.setState(settled(waiting, result));
    },
  });
}
