import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import { Icon } from '../../ui/icons.tsx';
import { useOwned } from '../../ui/useOwned.ts';
import { EventLog } from '../events/EventLog.tsx';
import { createEventsStore, type EventsStore } from '../events/eventsStore.ts';
import type { IngestionView } from './ingestionView.ts';

type Props = Readonly<{ client: DataClient; view: IngestionView }>;

/** The log of events under the series, with its own filters; folded away it reads nothing. */
export function IngestionLog({ client, view }: Props) {
  const { t } = useTranslation();
  const isOpen = useStore(view, (state) => state.isLogOpen);
  const fold = (
    <button
      type="button"
      className="ck-log-fold"
      aria-expanded={isOpen}
      onClick={() => view.change({ isLogOpen: !isOpen })}
    >
      <span className="ck-fold" aria-hidden="true">
        <Icon name={isOpen ? 'downward' : 'chevron'} />
      </span>
      {t('ingestion.log')}
    </button>
  );
  return (
    <section
      className="ck-panel ck-events ck-ingestion-log"
      aria-label={t('ingestion.log')}
      data-open={isOpen || undefined}
    >
      {isOpen ? <OpenLog client={client} fold={fold} /> : fold}
    </section>
  );
}

function OpenLog({ client, fold }: Readonly<{ client: DataClient; fold: ReactNode }>) {
  const create = useCallback((): EventsStore => {
    const store = createEventsStore(client);
    void store.load();
    return store;
  }, [client]);
  const store = useOwned(create);
  return store === null ? fold : <EventLog store={store} tabs={fold} />;
}
