import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { NavigationStore } from '../../state/navigation.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import type { InspectorStore } from '../inspector/inspectorStore.ts';
import type { LiveStore } from '../live/liveStore.ts';
import type { QuotesStore } from '../quotes/quotesStore.ts';
import type { CatalogStore } from '../series/catalogStore.ts';
import type { CoverageStore } from '../series/coverageStore.ts';
import type { SettingsStore } from '../settings/settingsStore.ts';
import type { StatusStore } from '../status/statusStore.ts';
import type { StretchMenuStore } from '../stretch/stretchMenuStore.ts';
import type { StretchStores } from '../stretch/useStretchActions.ts';
import { ChartBoard } from './ChartBoard.tsx';
import { type ChartStore, createChartStore } from './chartStore.ts';
import { useChartDoors } from './useChartDoors.ts';
import { useCurrentSeries } from './useCurrentSeries.ts';

type Props = Readonly<{
  client: DataClient;
  coverage: CoverageStore;
  catalog: Pick<CatalogStore, 'tickSizeOf'>;
  settings: SettingsStore;
  status: StatusStore;
  navigation: NavigationStore;
  live: LiveStore;
  quotes: QuotesStore;
  menu: StretchMenuStore;
  inspector: InspectorStore;
  stores: StretchStores;
}>;

type Shown = Omit<Props, 'client'> & Readonly<{ chart: ChartStore }>;

/** The chart screen: one to four charts. What they hold is let go of when the trader goes elsewhere. */
export function ChartScreen({ client, ...rest }: Props) {
  const [chart, setChart] = useState<ChartStore | null>(null);
  const palette = useStore(rest.settings, (state) => state.candles);
  const { t } = useTranslation();

  useEffect(() => {
    const made = createChartStore(client, window.localStorage);
    setChart(made);
    return () => {
      made.focus(null);
      made.dispose();
    };
  }, [client]);

  return (
    <section className="ck-chart-screen" aria-label={t('chart.title')} data-candles={palette}>
      {chart !== null && <Charts {...rest} chart={chart} />}
    </section>
  );
}

/** The charts, or what to do when there is nothing to draw. */
function Charts({ chart, coverage, catalog, navigation, menu, inspector, stores, ...shown }: Shown) {
  const { t } = useTranslation();
  const place = useStore(navigation, (state) => (state.place.screen === 'chart' ? state.place : null));
  const { all, isKnown } = useCurrentSeries(chart, coverage, place);
  const error = useStore(coverage, (state) => state.error);
  const doors = useChartDoors(menu, inspector, stores);

  if (!isKnown && error !== null) return <ErrorNotice error={error} onRetry={() => void coverage.load()} />;
  if (!isKnown) return <p className="ck-loading">{t('chart.loading')}</p>;
  if (all.length > 0)
    return (
      <ChartBoard
        chart={chart}
        all={all}
        catalog={catalog}
        settings={shown.settings}
        status={shown.status}
        live={shown.live}
        quotes={shown.quotes}
        doors={doors}
      />
    );
  return (
    <div className="ck-chart-first">
      <h3>{t('chart.noSeriesTitle')}</h3>
      <p>{t('chart.noSeries')}</p>
      <Button onClick={() => navigation.go({ screen: 'coverage' })}>{t('chart.toCoverage')}</Button>
    </div>
  );
}
