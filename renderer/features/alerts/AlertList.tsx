import { Loader } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Alert } from '../../../shared/domain/alert.ts';
import type { NavigationStore } from '../../state/navigation.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/icons.tsx';
import { AlertDetails } from './AlertDetails.tsx';
import { AlertTable } from './AlertTable.tsx';
import { AlertToolbar } from './AlertToolbar.tsx';
import { filterAlerts } from './alertRows.ts';
import type { AlertsStore } from './alertsStore.ts';
import { useAlertText } from './useAlertText.ts';

type Props = Readonly<{ store: AlertsStore; navigation: NavigationStore; tabs: ReactNode }>;

const NONE: readonly Alert[] = [];

/** What is wrong now and what was, what asks most first; new ones come in by themselves. */
export function AlertList({ store, navigation, tabs }: Props) {
  const { t } = useTranslation();
  const { alerts, filter, opened, error: acknowledgeError } = useStore(store);
  const textOf = useAlertText();
  const { value, error } = alerts;
  const all = value ?? NONE;
  const shown = useMemo(() => {
    const wordsOf = (alert: Alert): string => Object.values(textOf(alert)).join(' ');
    return filterAlerts(all, filter, wordsOf);
  }, [all, filter, textOf]);
  const alert = all.find(({ id }) => id === opened) ?? null;
  return (
    <>
      <AlertToolbar store={store} shown={shown} total={all.length} tabs={tabs} />
      {error !== null && <ErrorNotice error={error} onRetry={() => void store.load()} />}
      {acknowledgeError !== null && <ErrorNotice error={acknowledgeError} />}
      {value === null && error === null && (
        <p className="ck-loading" role="status">
          <Loader size="xs" /> {t('alerts.loading')}
        </p>
      )}
      {value !== null && all.length === 0 && (
        <div className="ck-empty">
          <h3 data-tone="good">
            <Icon name="check" /> {t('alerts.emptyTitle')}
          </h3>
          <p>{t('alerts.emptyText')}</p>
        </div>
      )}
      {all.length > 0 && shown.length === 0 && <p className="ck-empty">{t('alerts.noMatch')}</p>}
      {shown.length > 0 && <AlertTable store={store} alerts={shown} textOf={textOf} />}
      {alert !== null && (
        <AlertDetails
          alert={alert}
          text={textOf(alert)}
          onGo={navigation.go}
          onAcknowledge={() => void store.acknowledge([alert.id])}
          onClose={() => store.show(null)}
        />
      )}
    </>
  );
}
