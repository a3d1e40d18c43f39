import { useTranslation } from 'react-i18next';
import type { ReviewItem } from '../../../shared/domain/quality.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';

const KINDS: Readonly<Record<ReviewItem['kind'], IconName>> = {
  'price-jump': 'up',
  'flat-run': 'bars',
  'aggregate-differs': 'half',
  'canary-drift': 'retry',
  'derived-differs': 'half',
};

const STATES: Readonly<Record<ReviewItem['state'], Readonly<{ icon: IconName; tone: string }>>> = {
  open: { icon: 'warning', tone: 'warn' },
  accepted: { icon: 'check', tone: 'good' },
  rejected: { icon: 'slash', tone: 'idle' },
};

/** Says what was noticed, in a word and a shape. */
export function KindBadge({ kind }: Pick<ReviewItem, 'kind'>) {
  const { t } = useTranslation();
  return (
    <span className="ck-badge">
      <Icon name={KINDS[kind]} />
      {t(`review.kind.${kind}`)}
    </span>
  );
}

/** Says what the trader has decided, in a word and a shape. */
export function DecisionBadge({ state }: Pick<ReviewItem, 'state'>) {
  const { t } = useTranslation();
  const { icon, tone } = STATES[state];
  return (
    <span className="ck-badge" data-tone={tone}>
      <Icon name={icon} />
      {t(`review.state.${state}`)}
    </span>
  );
}
