import { useTranslation } from 'react-i18next';
import type { GapCause } from '../../../shared/domain/gap.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';

type Look = Readonly<{ icon: IconName; tone: 'warn' | 'bad' | 'idle' }>;

/** Whose doing it was, in a shape and a tone; the word stands beside it. */
const LOOKS: Readonly<Record<GapCause, Look>> = {
  'not-downloaded': { icon: 'down', tone: 'warn' },
  'app-not-running': { icon: 'bars', tone: 'warn' },
  'pc-asleep': { icon: 'moon', tone: 'warn' },
  'request-failed': { icon: 'cross', tone: 'bad' },
  rejected: { icon: 'warning', tone: 'bad' },
  outage: { icon: 'plug', tone: 'idle' },
  'exchange-empty': { icon: 'ring', tone: 'idle' },
  'before-listing': { icon: 'slash', tone: 'idle' },
  delisted: { icon: 'slash', tone: 'idle' },
  'source-limit': { icon: 'half', tone: 'idle' },
};

/** Says why candles are missing, in a word and a shape. */
export function CauseBadge({ cause }: Readonly<{ cause: GapCause }>) {
  const { t } = useTranslation();
  const { icon, tone } = LOOKS[cause];
  return (
    <span className="ck-badge" data-tone={tone}>
      <Icon name={icon} />
      {t(`gaps.cause.${cause}`)}
    </span>
  );
}
