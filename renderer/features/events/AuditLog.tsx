import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { AuditEntry } from '../../../shared/domain/event.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import type { EventsStore } from './eventsStore.ts';
import { asText, filterAudit } from './filterLog.ts';
import { type LogColumn, LogTable } from './LogTable.tsx';
import { LogToolbar } from './LogToolbar.tsx';

type Props = Readonly<{ store: EventsStore; tabs: ReactNode }>;

const COLUMNS = ['at', 'actor', 'action', 'subject', 'detail'] as const satisfies readonly LogColumn[];
const NONE: readonly AuditEntry[] = [];

/** Who changed what and when, the newest on top. */
export function AuditLog({ store, tabs }: Props) {
  const { t } = useTranslation();
  const { stamp } = useFormat();
  const { value, error } = useStore(store, (state) => state.audit);
  const [text, setText] = useState('');
  const all = value ?? NONE;
  const shown = useMemo(() => filterAudit(all, text), [all, text]);
  const cells = ({ at, actor, action, subject, detail }: AuditEntry): string[] => [
    stamp(at),
    actor,
    action,
    subject,
    detail ?? '',
  ];
  return (
    <>
      <LogToolbar
        tabs={tabs}
        shown={shown.length}
        total={all.length}
        text={text}
        onText={setText}
        toText={() => asText(shown.map(cells))}
      />
      <LogTable
        label={t('events.tab.audit')}
        columns={COLUMNS}
        rows={shown}
        total={value === null ? null : all.length}
        empty={t('events.empty.audit')}
        error={error}
        onRetry={() => void store.load()}
        cells={cells}
      />
    </>
  );
}
