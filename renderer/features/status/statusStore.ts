import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CallResponse } from '../../../shared/contract/calls.ts';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import { createDisposables } from '../../../shared/lib/disposable.ts';
import { type Loadable, settled, waiting } from '../../state/loadable.ts';
import { createThrottle } from '../../state/throttle.ts';
import { createTickets } from '../../state/ticket.ts';

type AppInfo = CallResponse<'app.info'>;
type AppStatus = CallResponse<'app.status'>;

export type StatusState = Readonly<{ info: Loadable<AppInfo>; status: Loadable<AppStatus> }>;

export type StatusStore = StoreApi<StatusState> & {
  /** Asks again who the engine is and how it is. */
  load(): Promise<void>;
  dispose(): void;
};

const POLL_MS = 5_000;

/** Returns what the header shows. The clock offsets and the size are asked for, because nobody announces them. */
export function createStatusStore(client: DataClient): StatusStore {
  const store = createStore<StatusState>(() => ({ info: waiting, status: waiting }));
  const tickets = createTickets();
  const lifetime = createDisposables();

  const loadStatus = async (): Promise<void> => {
    const result = await client.call('app.status', {});
    store.setState(({ status }) => ({ status: settled(status, result) }));
  };
  const throttle = createThrottle(() => void loadStatus(), 1_000);
  lifetime.add(throttle.dispose);
  lifetime.add(client.on('jobs.changed', throttle.request));
  const poll = setInterval(throttle.request, POLL_MS);
  lifetime.add(() => clearInterval(poll));

  return Object.assign(store, {
    load: async () => {
      const isCurrent = tickets.take();
      store.setState(({ info }) => ({ info: { ...info, isLoading: true } }));
      const result = await client.call('app.info', {});
      if (!isCurrent()) return;
      store.setState(({ info }) => ({ info: settled(info, result) }));
      throttle.request();
    },
    dispose: lifetime.disposeAll,
  });
}
