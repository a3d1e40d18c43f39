import { useStore } from 'zustand';
import type { LiveStore } from '../live/liveStore.ts';
import type { CatalogStore } from '../series/catalogStore.ts';
import type { CoverageStore } from '../series/coverageStore.ts';
import type { TableStore } from '../series/tableStore.ts';
import type { SeriesActions } from '../series/useSeriesActions.ts';
import { DetailsPanel } from './DetailsPanel.tsx';
import type { DetailsStore } from './detailsStore.ts';

type Props = Readonly<{
  store: DetailsStore;
  coverage: CoverageStore;
  catalog: CatalogStore;
  live: LiveStore;
  table: TableStore;
  actions: SeriesActions;
}>;

/** The details of the series that is shown, for as long as one is. */
export function Details({ store, coverage, catalog, live, table, actions }: Props) {
  const shown = useStore(store, (state) => state.series?.id ?? null);
  const series = useStore(coverage, ({ value }) => value?.find(({ id }) => id === shown) ?? null);
  if (series === null) return null;
  return (
    <DetailsPanel
      series={series}
      store={store}
      live={live}
      tickSize={catalog.tickSizeOf(series.instrumentId)}
      actions={actions}
      onClose={() => table.select(null)}
    />
  );
}
