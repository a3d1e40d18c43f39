import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { ImportRun } from '../../../shared/domain/import.ts';
import { succeed } from '../../../shared/lib/result.ts';
import { type Loadable, settled, waiting } from '../../state/loadable.ts';
import { createTickets } from '../../state/ticket.ts';

export type ImportHistoryState = Readonly<{
  runs: Loadable<readonly ImportRun[]>;
  /** The import that is being taken back. */
  undoing: ImportRun['id'] | null;
  error: ApiError | null;
}>;

export type ImportHistoryStore = StoreApi<ImportHistoryState> & {
  load(): Promise<void>;
  /** Takes an import back; returns what it is then, or null when the engine refuses. */
  undo(importId: ImportRun['id']): Promise<ImportRun | null>;
};

const LISTED_RUNS = 500;

/** Tells whether there is something to take back. */
export const canUndo = ({ state }: ImportRun): boolean => state !== 'running' && state !== 'undone';

/** Keeps the imports that were made, the newest first. It asks for nothing until it is loaded for the first time. */
export function createImportHistoryStore(client: DataClient): ImportHistoryStore {
  const store = createStore<ImportHistoryState>(() => ({ runs: waiting, undoing: null, error: null }));
  const tickets = createTickets();
  return Object.assign(store, {
    load: async () => {
      const isCurrent = tickets.take();
      const result = await client.call('imports.history', { limit: LISTED_RUNS });
      if (!isCurrent()) return;
      const list = result.ok ? succeed(result.value.runs.toSorted((a, b) => b.id - a.id)) : result;
      store.setState(({ runs }) => ({ runs: settled<readonly ImportRun[]>(runs, list) }));
    },
    undo: async (importId: ImportRun['id']) => {
      if (store.getState().undoing !== null) return null;
      store.setState({ undoing: importId, error: null });
      const result = await client.call('imports.undo', { importId });
      if (!result.ok) {
        store.setState({ undoing: null, error: result.error });
        return null;
      }
      const { run } = result.value;
      store.setState(({ runs }) => ({
        undoing: null,
        runs: { ...runs, value: runs.value?.map((one) => (one.id === run.id ? run : one)) ?? null },
      }));
      return run;
    },
  });
}
