import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Series } from '../../../shared/domain/series.ts';
import { LiveBadge } from './LiveBadge.tsx';
import { type LiveStore, liveStateOf } from './liveStore.ts';
import { useLiveActions } from './useLiveActions.ts';

type Props = Readonly<{ live: LiveStore; series: Series }>;

/** Says whether what is looked at is live, and makes it so with one click. */
export function LiveSwitch({ live, series }: Props) {
  const { t } = useTranslation();
  const actions = useLiveActions(live);
  const state = useStore(live, (all) => liveStateOf(all, series));
  return (
    <span className="ck-live-switch">
      <LiveBadge state={state} />
      {state === 'off' && (
        <button type="button" className="ck-quote-go" onClick={() => actions.setLive([series.id], true)}>
          {t('live.go')}
        </button>
      )}
    </span>
  );
}
