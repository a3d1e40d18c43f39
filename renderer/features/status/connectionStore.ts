import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ClientPort, ConnectionState } from '../../bridge/clientPort.ts';

export type ConnectionStore = StoreApi<Readonly<{ state: ConnectionState }>> & { dispose(): void };

/** Returns whether the window can reach its engine. `onBack` runs whenever it can again after it could not. */
export function createConnectionStore(port: ClientPort, onBack: () => void): ConnectionStore {
  const store = createStore<{ state: ConnectionState }>(() => ({ state: port.state() }));
  const dispose = port.onState((state) => {
    const before = store.getState().state;
    store.setState({ state });
    if (before === 'lost' && state === 'connected') onBack();
  });
  return Object.assign(store, { dispose });
}
