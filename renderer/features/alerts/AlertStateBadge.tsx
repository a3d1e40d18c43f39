import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../../ui/icons.tsx';
import type { AlertState } from './alertRows.ts';

const LOOKS: Readonly<Record<AlertState, Readonly<{ icon: IconName; tone: string }>>> = {
  open: { icon: 'warning', tone: 'warn' },
  acknowledged: { icon: 'half', tone: 'idle' },
  resolved: { icon: 'check', tone: 'good' },
};

/** Says what an alert asks of the trader, in a word and a shape. */
export function AlertStateBadge({ state }: Readonly<{ state: AlertState }>) {
  const { t } = useTranslation();
  const { icon, tone } = LOOKS[state];
  return (
    <span className="ck-badge" data-tone={tone}>
      <Icon name={icon} />
      {t(`alerts.state.${state}`)}
    </span>
  );
}
