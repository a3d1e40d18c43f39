import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../ui/Choice.tsx';
import { AuditLog } from './AuditLog.tsx';
import { EventLog } from './EventLog.tsx';
import type { EventsStore } from './eventsStore.ts';

const TABS = ['events', 'audit'] as const;

/** The two logs, one at a time. */
export function EventsView({ store }: Readonly<{ store: EventsStore }>) {
  const { t } = useTranslation();
  const [tab, setTab] = useState<(typeof TABS)[number]>('events');
  const tabs = (
    <Choice
      label={t('events.tabs')}
      value={tab}
      options={TABS.map((value) => ({ value, label: t(`events.tab.${value}`) }))}
      onChange={(chosen) => setTab(chosen)}
    />
  );
  return (
    <section className="ck-panel ck-events" aria-label={t(`events.tab.${tab}`)}>
      {tab === 'events' ? <EventLog store={store} tabs={tabs} /> : <AuditLog store={store} tabs={tabs} />}
    </section>
  );
}
