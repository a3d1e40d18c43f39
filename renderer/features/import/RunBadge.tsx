import { useTranslation } from 'react-i18next';
import type { ImportRun } from '../../../shared/domain/import.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';

const LOOKS: Readonly<Record<ImportRun['state'], Readonly<{ icon: IconName; tone: string }>>> = {
  running: { icon: 'play', tone: 'busy' },
  done: { icon: 'check', tone: 'good' },
  incomplete: { icon: 'half', tone: 'warn' },
  cancelled: { icon: 'slash', tone: 'idle' },
  undone: { icon: 'retry', tone: 'idle' },
};

/** Says how an import ended, in a word and a shape. */
export function RunBadge({ state }: Pick<ImportRun, 'state'>) {
  const { t } = useTranslation();
  const { icon, tone } = LOOKS[state];
  return (
    <span className="ck-badge" data-tone={tone}>
      <Icon name={icon} />
      {t(`import.runState.${state}`)}
    </span>
  );
}
