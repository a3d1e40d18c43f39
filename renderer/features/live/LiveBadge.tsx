import { useTranslation } from 'react-i18next';
import type { IngestionState } from '../../../shared/domain/live.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';

type Look = Readonly<{ icon: IconName; tone: 'good' | 'warn' | 'bad' | 'idle' | 'busy' }>;

export const LIVE_LOOKS: Readonly<Record<IngestionState, Look>> = {
  off: { icon: 'slash', tone: 'idle' },
  starting: { icon: 'dots', tone: 'busy' },
  'catching-up': { icon: 'down', tone: 'busy' },
  live: { icon: 'pulse', tone: 'good' },
  quiet: { icon: 'bars', tone: 'good' },
  held: { icon: 'clock', tone: 'warn' },
  failing: { icon: 'cross', tone: 'bad' },
};

type Props = Readonly<{ state: IngestionState }>;

/** Says how a series is kept live, in a word and a shape; what the word means is its tooltip. */
export function LiveBadge({ state }: Props) {
  const { t } = useTranslation();
  const { icon, tone } = LIVE_LOOKS[state];
  return (
    <span className="ck-badge" data-tone={tone} title={t(`live.stateHelp.${state}`)}>
      <Icon name={icon} />
      {t(`live.state.${state}`)}
    </span>
  );
}
