import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { IngestionMode } from '../../../shared/domain/live.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Icon } from '../../ui/icons.tsx';
import { LiveBadge } from '../live/LiveBadge.tsx';
import type { LiveStore } from '../live/liveStore.ts';
import type { Throughput } from '../live/throughput.ts';
import type { LiveActions } from '../live/useLiveActions.ts';
import { countStates } from './liveLines.ts';
import { ThroughputChart } from './ThroughputChart.tsx';

type Props = Readonly<{ live: LiveStore; throughput: Throughput; actions: LiveActions }>;

/** What all of it amounts to, how much comes in, and the two switches for everything. */
export function IngestionHead({ live, throughput, actions }: Props) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const { paused, mode, series } = useStore(live);
  const counts = countStates(series.values());
  return (
    <section className="ck-panel ck-ingestion-head" aria-label={t('ingestion.title')}>
      <div className="ck-toolbar">
        <h2>{t('ingestion.title')}</h2>
        <span className="ck-live-counts" role="status">
          {counts.length === 0 && <span className="ck-dim">{t('ingestion.nothingLive')}</span>}
          {counts.map(([state, amount]) => (
            <span key={state} className="ck-badge">
              {count(amount)} <LiveBadge state={state} />
            </span>
          ))}
        </span>
        <div className="ck-tools">
          <ThroughputChart throughput={throughput} />
          <Choice
            label={t('ingestion.modeOfAll')}
            value={mode}
            options={IngestionMode.options.map((value) => ({ value, label: t(`live.mode.${value}`) }))}
            onChange={actions.setModeOfAll}
          />
          <Button
            size="compact-sm"
            variant={paused ? 'filled' : 'default'}
            leftSection={<Icon name={paused ? 'play' : 'bars'} />}
            onClick={() => actions.setPaused(!paused)}
          >
            {paused ? t('ingestion.resume') : t('ingestion.pause')}
          </Button>
        </div>
      </div>
      {paused && (
        <p className="ck-paused" role="alert">
          <Icon name="bars" />
          {t('ingestion.paused')}
        </p>
      )}
    </section>
  );
}
