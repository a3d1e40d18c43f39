import { useCallback } from 'react';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import { useOwned } from '../../ui/useOwned.ts';
import { EventsView } from './EventsView.tsx';
import { createEventsStore, type EventsStore } from './eventsStore.ts';

/** What the program did and noticed, and who changed what. */
export function EventsScreen({ client }: Readonly<{ client: DataClient }>) {
  const create = useCallback((): EventsStore => {
    const store = createEventsStore(client);
    void store.load();
    return store;
  }, [client]);
  const store = useOwned(create);
  return store === null ? null : <EventsView store={store} />;
}
