import { useTranslation } from 'react-i18next';
import type { Severity } from '../../shared/domain/event.ts';
import { Icon, type IconName } from './icons.tsx';

const LOOKS: Readonly<Record<Severity, Readonly<{ icon: IconName; tone: string }>>> = {
  info: { icon: 'dots', tone: 'idle' },
  warning: { icon: 'warning', tone: 'warn' },
  error: { icon: 'cross', tone: 'bad' },
  critical: { icon: 'slash', tone: 'bad' },
};

/** Says how grave something is, in a word and a shape. */
export function SeverityBadge({ severity }: Readonly<{ severity: Severity }>) {
  const { t } = useTranslation();
  const { icon, tone } = LOOKS[severity];
  return (
    <span className="ck-badge" data-tone={tone}>
      <Icon name={icon} />
      {t(`events.severity.${severity}`)}
    </span>
  );
}
