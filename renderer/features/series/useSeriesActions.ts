import { notifications } from '@mantine/notifications';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SeriesCoverage } from '../../../shared/domain/coverage.ts';
import type { NavigationStore } from '../../state/navigation.ts';
import { choiceOf } from '../backfill/backfillForm.ts';
import type { BackfillStore } from '../backfill/backfillStore.ts';
import type { LiveStore } from '../live/liveStore.ts';
import { useLiveActions } from '../live/useLiveActions.ts';
import type { VerifyStore } from '../verify/verifyStore.ts';
import type { RemovalStore } from './removalStore.ts';

export type SeriesActions = Readonly<{
  /** Downloads what one series lacks of its usual history, without a question. */
  download(series: SeriesCoverage): void;
  /** Opens the backfill dialog for these. */
  backfill(series: readonly SeriesCoverage[]): void;
  /** Verifies these, or everything, and shows the report. */
  verify(series: readonly SeriesCoverage[] | null, deep: boolean): void;
  /** Keeps these live from now on, or no longer. */
  setLive(series: readonly SeriesCoverage[], live: boolean): void;
  /** Asks whether to remove these. */
  remove(series: readonly SeriesCoverage[]): void;
  openChart(series: SeriesCoverage): void;
  showGaps(series: SeriesCoverage): void;
  showHeatmap(): void;
}>;

export type ActionStores = Readonly<{
  backfill: BackfillStore;
  verify: VerifyStore;
  removal: RemovalStore<SeriesCoverage>;
  navigation: NavigationStore;
  live: LiveStore;
}>;

/** Returns what can be done with series, wherever they are listed. */
export function useSeriesActions({
  backfill,
  verify,
  removal,
  navigation,
  live,
}: ActionStores): SeriesActions {
  const { t } = useTranslation();
  const { setLive } = useLiveActions(live);
  return useMemo(() => {
    const download = async (one: SeriesCoverage): Promise<void> => {
      const problem = await backfill.fetch(one);
      if (problem === null) notifications.show({ message: t('backfill.started', { count: 1 }) });
      else notifications.show({ color: 'red', message: t(`error.what.${problem.code}`) });
    };
    return {
      download: (series) => void download(series),
      backfill: (series) => backfill.open(choiceOf(series)),
      verify: (series, deep) => {
        void verify.run(series, deep);
        navigation.go({ screen: 'verify' });
      },
      setLive: (series, isLive) =>
        setLive(
          series.map(({ id }) => id),
          isLive,
        ),
      remove: removal.ask,
      openChart: ({ id }) => navigation.go({ screen: 'chart', seriesId: id }),
      showGaps: ({ id }) => navigation.go({ screen: 'gaps', seriesId: id }),
      showHeatmap: () => navigation.go({ screen: 'heatmap' }),
    };
  }, [backfill, verify, removal, navigation, setLive, t]);
}
