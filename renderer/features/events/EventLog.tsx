import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { SystemEvent } from '../../../shared/domain/event.ts';
import { componentName } from '../../../shared/words/eventNames.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { SeverityBadge } from '../../ui/SeverityBadge.tsx';
import { EventFilters } from './EventFilters.tsx';
import type { EventsStore } from './eventsStore.ts';
import { eventWords } from './eventWords.ts';
import { asText, componentsOf, filterEvents, type LogFilter } from './filterLog.ts';
import { type LogColumn, LogTable } from './LogTable.tsx';
import { LogToolbar } from './LogToolbar.tsx';

type Props = Readonly<{ store: EventsStore; tabs: ReactNode }>;

const EVERYTHING: LogFilter = { atLeast: 'info', component: null, text: '' };
const COLUMNS = ['at', 'severity', 'component', 'message'] as const satisfies readonly LogColumn[];
const NONE: readonly SystemEvent[] = [];

/** What the program did and noticed, the newest on top; new ones come in by themselves. */
export function EventLog({ store, tabs }: Props) {
  const { t } = useTranslation();
  const { stamp, language } = useFormat();
  const { value, error } = useStore(store, (state) => state.events);
  const [filter, setFilter] = useState(EVERYTHING);
  const all = value ?? NONE;
  const shown = useMemo(() => filterEvents(all, filter, language), [all, filter, language]);
  const components = useMemo(() => componentsOf(all), [all]);
  const toText = (): string =>
    asText(
      shown.map((event) => [
        stamp(event.at),
        t(`events.severity.${event.severity}`),
        componentName(event.component, language),
        eventWords(event, language),
      ]),
    );
  return (
    <>
      <LogToolbar
        tabs={tabs}
        shown={shown.length}
        total={all.length}
        text={filter.text}
        onText={(text) => setFilter({ ...filter, text })}
        toText={toText}
      >
        <EventFilters filter={filter} components={components} onChange={setFilter} />
      </LogToolbar>
      <LogTable
        label={t('events.tab.events')}
        columns={COLUMNS}
        rows={shown}
        total={value === null ? null : all.length}
        empty={t('events.empty.events')}
        error={error}
        onRetry={() => void store.load()}
        cells={(event) => [
          stamp(event.at),
          <SeverityBadge key="severity" severity={event.severity} />,
          componentName(event.component, language),
          eventWords(event, language),
        ]}
      />
    </>
  );
}
