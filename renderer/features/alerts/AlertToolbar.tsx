import { Button, NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Alert } from '../../../shared/domain/alert.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { FilterField } from '../../ui/FilterField.tsx';
import { type AlertFilter, isOpen, SEVERITIES, SHOWN } from './alertRows.ts';
import type { AlertsStore } from './alertsStore.ts';

type Props = Readonly<{
  store: AlertsStore;
  shown: readonly Alert[];
  total: number;
  tabs: ReactNode;
}>;

/** How much of the list is shown, what narrows it, and the way to say that one knows of it. */
export function AlertToolbar({ store, shown, total, tabs }: Props) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const { filter, chosen } = useStore(store);
  // Nothing is chosen: then everything that is shown is meant.
  const meant = chosen.size > 0 ? [...chosen] : shown.filter(isOpen).map(({ id }) => id);
  return (
    <div className="ck-toolbar">
      {tabs}
      <span className="ck-dim" role="status">
        {t('alerts.shown', { shown: count(shown.length), total: count(total) })}
      </span>
      <NativeSelect
        size="xs"
        aria-label={t('alerts.show')}
        value={filter.show}
        data={SHOWN.map((value) => ({ value, label: t(`alerts.which.${value}`) }))}
        onChange={(event) => store.setFilter({ show: event.currentTarget.value as AlertFilter['show'] })}
      />
      <NativeSelect
        size="xs"
        aria-label={t('events.atLeast')}
        title={t('events.atLeast')}
        value={filter.atLeast}
        data={SEVERITIES.map((value) => ({ value, label: `≥ ${t(`events.severity.${value}`)}` }))}
        onChange={(event) =>
          store.setFilter({ atLeast: event.currentTarget.value as AlertFilter['atLeast'] })
        }
      />
      <FilterField
        label={t('alerts.filter')}
        placeholder={t('alerts.filterPlaceholder')}
        value={filter.text}
        onChange={(text) => store.setFilter({ text })}
      />
      <div className="ck-tools">
        <Button
          size="compact-sm"
          variant="default"
          disabled={meant.length === 0}
          onClick={() => void store.acknowledge(meant)}
        >
          {chosen.size > 0
            ? t('alerts.acknowledgeChosen', { count: meant.length })
            : t('alerts.acknowledgeAll', { count: meant.length })}
        </Button>
      </div>
    </div>
  );
}
