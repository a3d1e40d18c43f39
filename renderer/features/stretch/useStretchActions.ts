import { notifications } from '@mantine/notifications';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { Stretch } from '../../../shared/contract/filters.ts';
import type { NavigationStore } from '../../state/navigation.ts';
import type { HeatmapStore } from '../heatmap/heatmapStore.ts';
import type { InspectorStore } from '../inspector/inspectorStore.ts';
import type { RepairStore } from '../repair/repairStore.ts';
import type { ChecksStore } from '../review/checksStore.ts';
import { refetchStretches } from './refetch.ts';
import type { StretchTarget } from './stretchTarget.ts';

export type StretchStores = Readonly<{
  client: DataClient;
  navigation: NavigationStore;
  heatmap: Pick<HeatmapStore, 'reveal'>;
  inspector: InspectorStore;
  repair: RepairStore;
  checks: ChecksStore;
}>;

/** What can be done with pieces of series, wherever they were pointed at. */
export type StretchActions = Readonly<{
  /** Checks what is stored there against the ledgers and finer candles, and for what looks wrong. */
  verify(target: StretchTarget): void;
  /** Plans the repair of the gaps in it. */
  repair(target: StretchTarget): void;
  /** Downloads it again and keeps what differs as revisions. */
  refetch(target: StretchTarget): void;
  inspect(target: StretchTarget): void;
  openChart(stretch: Stretch): void;
  showHeatmap(stretch: Stretch): void;
  showGaps(stretch: Stretch): void;
}>;

/** Returns the actions every stretch has, with a word on what became of them. */
export function useStretchActions(stores: StretchStores): StretchActions {
  const { client, navigation, heatmap, inspector, repair, checks } = stores;
  const { t } = useTranslation();
  return useMemo(() => {
    const complain = (error: ApiError): void => {
      notifications.show({
        color: 'red',
        title: t(`error.what.${error.code}`),
        message: t('error.detail', { message: error.message }),
      });
    };
    const refetch = async ({ stretches }: StretchTarget): Promise<void> => {
      const { started, error } = await refetchStretches(client, stretches);
      if (started > 0) notifications.show({ message: t('stretch.refetching', { count: started }) });
      if (error !== null) complain(error);
    };
    return {
      verify: (target) => {
        if (!checks.verify(target)) notifications.show({ message: t('stretch.busy') });
      },
      repair: ({ label, stretches }) => repair.open({ label, stretches }),
      refetch: (target) => void refetch(target),
      inspect: ({ candle }) => {
        if (candle !== null) inspector.open(candle.seriesId, candle.openTime);
      },
      openChart: ({ seriesId, from }) => navigation.go({ screen: 'chart', seriesId, at: from }),
      showHeatmap: ({ seriesId, from, until }) => {
        heatmap.reveal(seriesId, { from, until });
        navigation.go({ screen: 'heatmap' });
      },
      showGaps: ({ seriesId }) => navigation.go({ screen: 'gaps', seriesId }),
    };
  }, [client, navigation, heatmap, inspector, repair, checks, t]);
}
