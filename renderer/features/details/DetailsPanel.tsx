import { Button, CloseButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { SeriesCoverage } from '../../../shared/domain/coverage.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Icon } from '../../ui/icons.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { LiveButtons } from '../live/LiveButtons.tsx';
import { LiveFacts } from '../live/LiveFacts.tsx';
import type { LiveStore } from '../live/liveStore.ts';
import type { SeriesActions } from '../series/useSeriesActions.ts';
import { CandlePreview } from './CandlePreview.tsx';
import type { DetailsStore } from './detailsStore.ts';
import { GapTable } from './GapTable.tsx';

type Props = Readonly<{
  series: SeriesCoverage;
  store: DetailsStore;
  live: LiveStore;
  tickSize: number | null;
  actions: SeriesActions;
  onClose(): void;
}>;

/** Returns what had the focus when the panel opened, so that closing gives it back: the row of the table. */
function useOpener(): HTMLElement | null {
  const [opener] = useState(() => document.activeElement);
  return opener instanceof HTMLElement ? opener : null;
}

/** Everything about one series: its candles, its gaps, and what can be done about them. */
export function DetailsPanel({ series, store, live, tickSize, actions, onClose }: Props) {
  const { t } = useTranslation();
  const name = seriesName(series);
  const gaps = useStore(store, (state) => state.gaps);
  const candlesError = useStore(store, (state) => state.candles.error);
  const opener = useOpener();
  const close = (): void => {
    onClose();
    opener?.focus();
  };
  return (
    <section className="ck-panel ck-details" aria-label={t('details.title', { name })}>
      <div className="ck-toolbar">
        <h2>
          {series.symbol} {series.timeframe}{' '}
          <span className="ck-dim">{t(`exchange.${series.exchange}`)}</span>
        </h2>
        <StatusBadge status={series.status} />
        <LiveFacts store={live} series={series} />
        <div className="ck-tools">
          <LiveButtons store={live} series={[series]} onSet={actions.setLive} />
          <Button size="compact-sm" variant="default" onClick={() => actions.openChart(series)}>
            {t('series.action.chart')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => actions.showGaps(series)}>
            {t('series.action.gaps')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => actions.verify([series], false)}>
            {t('verify.one')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<Icon name="down" />}
            onClick={() => actions.download(series)}
          >
            {t('details.download')}
          </Button>
          <CloseButton size="sm" aria-label={t('details.close')} onClick={close} />
        </div>
      </div>
      {candlesError !== null && <ErrorNotice error={candlesError} />}
      <div className="ck-details-body">
        <CandlePreview key={series.id} store={store} name={name} tickSize={tickSize} />
        <GapTable gaps={gaps} isAsked={series.ledgerFrom !== null} />
      </div>
    </section>
  );
}
