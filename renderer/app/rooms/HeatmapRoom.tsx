import '../../features/heatmap/heatmap.css';
import { useMemo } from 'react';
import { HeatmapScreen } from '../../features/heatmap/HeatmapScreen.tsx';
import { createHeatmapActions } from '../../features/heatmap/heatmapActions.ts';
import type { Stores } from '../stores.ts';

/** The heatmap, with what the screen needs of the window. */
export function HeatmapRoom({ stores }: Readonly<{ stores: Stores }>) {
  const { client, heatmap, coverage, navigation, menu } = stores;
  const actions = useMemo(() => createHeatmapActions(client, heatmap), [client, heatmap]);
  return (
    <HeatmapScreen
      store={heatmap}
      actions={actions}
      coverage={coverage}
      navigation={navigation}
      menu={menu}
      stores={stores}
    />
  );
}
