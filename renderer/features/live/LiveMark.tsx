import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Series } from '../../../shared/domain/series.ts';
import { Icon } from '../../ui/icons.tsx';
import { LIVE_LOOKS } from './LiveBadge.tsx';
import { type LiveStore, liveStateOf } from './liveStore.ts';

type Props = Readonly<{ store: LiveStore; series: Pick<Series, 'id' | 'live'> }>;

/** The small mark beside a series that is kept live: its shape says how well. Nothing for one that is not. */
export function LiveMark({ store, series }: Props) {
  const { t } = useTranslation();
  const state = useStore(store, (live) => liveStateOf(live, series));
  if (state === 'off') return null;
  const { icon, tone } = LIVE_LOOKS[state];
  const label = t('live.mark', { state: t(`live.state.${state}`) });
  return (
    <span className="ck-live-mark" data-tone={tone} title={label}>
      <Icon name={icon} />
      <span className="ck-hidden">{label}</span>
    </span>
  );
}
