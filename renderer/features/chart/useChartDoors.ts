import { useMemo } from 'react';
import { floorToGrid } from '../../../shared/domain/timeframe.ts';
import type { InspectorStore } from '../inspector/inspectorStore.ts';
import type { StretchMenuStore } from '../stretch/stretchMenuStore.ts';
import { type StretchStores, useStretchActions } from '../stretch/useStretchActions.ts';
import type { ChartDoors } from './chartDoors.ts';

/** Returns what the charts open that lies outside of them. */
export function useChartDoors(
  menu: StretchMenuStore,
  inspector: InspectorStore,
  stores: StretchStores,
): ChartDoors {
  const actions = useStretchActions(stores);
  return useMemo(
    () => ({
      actions,
      onInspect: ({ id, timeframe }, time) => inspector.open(id, floorToGrid(timeframe, time)),
      onMenu: (target, x, y) => menu.open({ target, x, y }),
      followInspected: (seriesId, listener) =>
        inspector.subscribe(({ at }, before) => {
          if (at === before.at) return;
          const isOwn = at?.seriesId === seriesId;
          if (isOwn || before.at?.seriesId === seriesId) listener(isOwn ? at.openTime : null);
        }),
    }),
    [actions, menu, inspector],
  );
}
