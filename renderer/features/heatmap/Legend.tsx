import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useFormat } from '../../format/FormatContext.tsx';
import type { Look } from './facts.ts';
import type { HeatmapStore } from './heatmapStore.ts';
import { Swatch } from './Swatch.tsx';

type Props = Readonly<{ store: HeatmapStore }>;

const LOOKS: readonly Look[] = [
  'complete',
  'partly',
  'not-downloaded',
  'away',
  'request-failed',
  'unconfirmed',
  'confirmed-empty',
  'outage',
  'rejected',
  'outside',
];

/** What the colours and hatches mean, and how many cells on the screen have each. */
export function Legend({ store }: Props) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const counts = useStore(store, (state) => state.counts);
  return (
    <ul className="ck-heat-legend" aria-label={t('heatmap.legend')} title={t('heatmap.legendHelp')}>
      {LOOKS.map((look) => (
        <li key={look} data-none={(counts[look] ?? 0) === 0}>
          <Swatch look={look} /> {t(`heatmap.look.${look}`)}{' '}
          <span className="ck-heat-count">{count(counts[look] ?? 0)}</span>
        </li>
      ))}
    </ul>
  );
}
