import { useTranslation } from 'react-i18next';
import type { FrameExport } from '../../../shared/domain/frame.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';

const LOOKS: Readonly<Record<FrameExport['leakTest'], Readonly<{ icon: IconName; tone: string }>>> = {
  passed: { icon: 'check', tone: 'good' },
  failed: { icon: 'cross', tone: 'bad' },
  'not-run': { icon: 'dots', tone: 'idle' },
};

/** Says what came of a leak test, in a word and a shape. */
export function Verdict({ verdict }: Readonly<{ verdict: FrameExport['leakTest'] }>) {
  const { t } = useTranslation();
  const { icon, tone } = LOOKS[verdict];
  return (
    <span className="ck-badge" data-tone={tone}>
      <Icon name={icon} />
      {t(`frames.verdict.${verdict}`)}
    </span>
  );
}
