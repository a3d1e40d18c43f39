import { useTranslation } from 'react-i18next';
import type { TaskRun } from '../../../shared/domain/schedule.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';

type Outcome = NonNullable<TaskRun['result']> | 'running';

const LOOKS: Readonly<Record<Outcome, Readonly<{ icon: IconName; tone: string }>>> = {
  ok: { icon: 'check', tone: 'good' },
  found: { icon: 'warning', tone: 'warn' },
  failed: { icon: 'cross', tone: 'bad' },
  cancelled: { icon: 'slash', tone: 'idle' },
  running: { icon: 'play', tone: 'busy' },
};

/** Says what came of a run, in a word and a shape. */
export function ResultBadge({ result }: Readonly<{ result: TaskRun['result'] }>) {
  const { t } = useTranslation();
  const outcome = result ?? 'running';
  const { icon, tone } = LOOKS[outcome];
  return (
    <span className="ck-badge" data-tone={tone}>
      <Icon name={icon} />
      {t(`schedule.result.${outcome}`)}
    </span>
  );
}
