import type { DataClient } from '../../../shared/contract/dataClient.ts';
import { createIndicatorLayoutStore, type IndicatorLayoutStore } from '../indicators/layoutStore.ts';
import { createLayoutStore, type LayoutStore } from './layoutStore.ts';
import { createPaneStore, type PaneStore } from './paneStore.ts';
import { createTimeLink, type TimeLink } from './timeLink.ts';

/** Everything the chart screen keeps while it is not on the screen. */
export type ChartStore = Readonly<{
  layout: LayoutStore;
  /** What each symbol has on its chart besides the candles. */
  indicators: IndicatorLayoutStore;
  client: DataClient;
  panes: readonly PaneStore[];
  link: TimeLink;
  /** Tells the engine what is looked at, so that its pages are fetched first; null when the screen is left. */
  focus(pane: number | null): void;
  dispose(): void;
}>;

const MOST_PANES = 4;

/** Returns the chart screen's stores: a layout that is remembered, and a pane for each chart there can be. */
export function createChartStore(client: DataClient, storage: Storage): ChartStore {
  const layout = createLayoutStore(storage);
  const panes = Array.from({ length: MOST_PANES }, () => createPaneStore(client));
  return {
    layout,
    indicators: createIndicatorLayoutStore(storage),
    client,
    panes,
    link: createTimeLink(() => layout.getState().isLinked && layout.getState().count > 1),
    focus: (pane) => {
      const seriesId = pane === null ? null : (panes[pane]?.getState().series?.id ?? null);
      void client.call('jobs.focus', { seriesId });
    },
    dispose: () => {
      for (const pane of panes) pane.dispose();
    },
  };
}
