import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Series } from '../../../shared/domain/series.ts';
import { problemWords } from '../../../shared/words/problems.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { LiveBadge } from './LiveBadge.tsx';
import { type LiveStore, liveStateOf } from './liveStore.ts';

type Props = Readonly<{ store: LiveStore; series: Pick<Series, 'id' | 'live'> }>;

/** How one series is kept live, in a few words: its state, by what means, how fast, and what went wrong. */
export function LiveFacts({ store, series }: Props) {
  const { t } = useTranslation();
  const { latency, language } = useFormat();
  const state = useStore(store, (live) => liveStateOf(live, series));
  const line = useStore(store, (live) => live.series.get(series.id) ?? null);
  const isOn = state !== 'off' && line !== null;
  const words = [
    isOn && line.source !== null && t(`live.mode.${line.source}`),
    isOn && line.latencyMs !== null && latency(line.latencyMs),
  ].filter((word) => word !== false);
  const lastError =
    isOn && line.errors > 0 && line.lastError !== null ? problemWords(line.lastError, language) : null;
  return (
    <span className="ck-live-facts">
      <LiveBadge state={state} />
      {words.length > 0 && <span className="ck-dim">{words.join(' · ')}</span>}
      {lastError !== null && (
        <span className="ck-cut" data-tone="bad" title={lastError}>
          {lastError}
        </span>
      )}
    </span>
  );
}
