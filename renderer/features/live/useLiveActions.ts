import { notifications } from '@mantine/notifications';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { IngestionMode } from '../../../shared/domain/live.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import type { LiveStore } from './liveStore.ts';

/** What can be done with what is kept live; each says what came of it. */
export type LiveActions = Readonly<{
  setLive(seriesIds: readonly SeriesId[], live: boolean): void;
  /** Null follows the mode of all. */
  setMode(seriesIds: readonly SeriesId[], mode: IngestionMode | null): void;
  setModeOfAll(mode: IngestionMode): void;
  setPaused(paused: boolean): void;
  reconnect(exchange: ExchangeId): void;
}>;

/** Returns the actions of the live part, wherever series are listed. */
export function useLiveActions(live: LiveStore): LiveActions {
  const { t } = useTranslation();
  return useMemo(() => {
    const tell = async (asked: Promise<ApiError | null>, done: string | null): Promise<void> => {
      const problem = await asked;
      if (problem === null) {
        if (done !== null) notifications.show({ message: done });
        return;
      }
      const message = `${t(`error.what.${problem.code}`)} ${problem.message}`;
      notifications.show({ color: 'red', title: t('live.refused'), message });
    };
    return {
      setLive: (seriesIds, isLive) => {
        const count = seriesIds.length;
        const done = isLive ? t('live.went', { count }) : t('live.stopped', { count });
        void tell(live.set(seriesIds, { live: isLive }), done);
      },
      setMode: (seriesIds, mode) => {
        const done = t('live.moded', { count: seriesIds.length, mode: t(`live.mode.${mode ?? 'all'}`) });
        void tell(live.set(seriesIds, { mode }), done);
      },
      setModeOfAll: (mode) => void tell(live.setAll({ mode }), null),
      setPaused: (paused) => void tell(live.setAll({ paused }), null),
      reconnect: (exchange) =>
        void tell(live.reconnect(exchange), t('live.reconnecting', { exchange: t(`exchange.${exchange}`) })),
    };
  }, [live, t]);
}
