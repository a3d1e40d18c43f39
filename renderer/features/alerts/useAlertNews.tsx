import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Severity } from '../../../shared/domain/event.ts';
import type { NavigationStore } from '../../state/navigation.ts';
import type { NewsStore } from '../frame/newsStore.ts';
import { type AlertSettingsStore, isToldInWindow } from './alertSettingsStore.ts';
import type { AlertsStore } from './alertsStore.ts';
import { type AlertToast, isGrave, toastsFor } from './alertToasts.ts';
import { useAlertText } from './useAlertText.ts';

type Targets = Readonly<{
  alerts: AlertsStore;
  alertSettings: AlertSettingsStore;
  news: NewsStore;
  navigation: NavigationStore;
}>;

const COLORS: Readonly<Record<Severity, string>> = {
  info: 'gray',
  warning: 'yellow',
  error: 'red',
  critical: 'red',
};
const GRAVE_STAYS_MS = 20_000;
const USUAL_STAY_MS = 8_000;

/** Tells the trader of alerts as they are raised, wherever they look, and keeps them for later. */
export function useAlertNews({ alerts, alertSettings, news, navigation }: Targets): void {
  const { t } = useTranslation();
  const textOf = useAlertText();
  useEffect(() => {
    const show = ({ id, alert, title, body }: AlertToast): void => {
      const open = (): void => {
        notifications.hide(id);
        alerts.show(alert.id);
        navigation.go({ screen: 'alerts' });
      };
      notifications.show({
        id,
        color: COLORS[alert.severity],
        title: `${t(`events.severity.${alert.severity}`)} · ${title}`,
        autoClose: isGrave(alert) ? GRAVE_STAYS_MS : USUAL_STAY_MS,
        closeButtonProps: { 'aria-label': t('frame.close') },
        message: (
          <>
            {body !== null && <p>{body}</p>}
            <Button size="compact-xs" variant="light" mt={4} onClick={open}>
              {t('alerts.showToast')}
            </Button>
          </>
        ),
      });
    };
    return alerts.onRaised((raised) => {
      const told = raised.filter(({ kind }) => isToldInWindow(alertSettings.getState(), kind));
      for (const alert of told) {
        const { title, body } = textOf(alert);
        news.add(alert.severity, `${title}: ${body}`);
      }
      for (const toast of toastsFor(told, textOf, (count) => t('alerts.many', { count }))) show(toast);
    });
  }, [alerts, alertSettings, news, navigation, t, textOf]);
}
