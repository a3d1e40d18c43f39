import { Button, CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../shared/domain/alert.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import type { Place } from '../../state/navigation.ts';
import { SeverityBadge } from '../../ui/SeverityBadge.tsx';
import { AlertStateBadge } from './AlertStateBadge.tsx';
import { isOpen, stateOf } from './alertRows.ts';
import { jumpsOf } from './jumps.ts';
import type { AlertText } from './useAlertText.ts';

type Props = Readonly<{
  alert: Alert;
  text: AlertText;
  onGo(place: Place): void;
  onAcknowledge(): void;
  onClose(): void;
}>;

/** One alert told whole: what is wrong, what to do about it, its times, and the ways to what it is about. */
export function AlertDetails({ alert, text, onGo, onAcknowledge, onClose }: Props) {
  const { t } = useTranslation();
  const { count, time } = useFormat();
  const { subject, raisedAt, lastAt, resolvedAt, acknowledgedAt } = alert;
  const times = [
    t('alerts.raisedAt', { time: time(raisedAt) }),
    alert.count > 1 && t('alerts.lastAt', { time: time(lastAt), amount: count(alert.count) }),
    acknowledgedAt !== null && t('alerts.acknowledgedAt', { time: time(acknowledgedAt) }),
    resolvedAt !== null && t('alerts.resolvedAt', { time: time(resolvedAt) }),
  ];
  return (
    <section className="ck-alert-details" aria-label={t('alerts.details', { name: text.title })}>
      <div className="ck-toolbar">
        <SeverityBadge severity={alert.severity} />
        <h3>
          {text.title} <span className="ck-dim">{subject}</span>
        </h3>
        <AlertStateBadge state={stateOf(alert)} />
        <div className="ck-tools">
          {jumpsOf(alert).map((place) => (
            <Button key={place.screen} size="compact-sm" variant="default" onClick={() => onGo(place)}>
              {t(`frame.screen.${place.screen}`)}
            </Button>
          ))}
          {isOpen(alert) && (
            <Button size="compact-sm" onClick={onAcknowledge}>
              {t('alerts.acknowledge')}
            </Button>
          )}
          <CloseButton size="sm" aria-label={t('alerts.closeDetails')} onClick={onClose} />
        </div>
      </div>
      <p className="ck-wrap">{text.body}</p>
      <p className="ck-dim">{times.filter(Boolean).join(' · ')}</p>
    </section>
  );
}
