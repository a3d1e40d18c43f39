import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { seriesName } from '../../../shared/domain/series.ts';
import { BackfillDialog } from '../backfill/BackfillDialog.tsx';
import type { EstimateStore } from '../backfill/estimateStore.ts';
import type { MarketSearchStore } from '../backfill/marketSearchStore.ts';
import { Details } from '../details/Details.tsx';
import type { DetailsStore } from '../details/detailsStore.ts';
import type { JobsStore } from '../jobs/jobsStore.ts';
import type { CatalogStore } from './catalogStore.ts';
import type { CoverageStore } from './coverageStore.ts';
import { FirstSteps } from './FirstSteps.tsx';
import { RemoveDialog } from './RemoveDialog.tsx';
import { SeriesPanel } from './SeriesPanel.tsx';
import { firstSymbols } from './suggestions.ts';
import type { TableStore } from './tableStore.ts';
import { type ActionStores, useSeriesActions } from './useSeriesActions.ts';

export type CoverageStores = ActionStores &
  Readonly<{
    coverage: CoverageStore;
    catalog: CatalogStore;
    table: TableStore;
    details: DetailsStore;
    jobs: JobsStore;
    estimate: EstimateStore;
    search: MarketSearchStore;
  }>;

/** What is stored and how complete it is: the table of series, the details of one, and the way to more. */
export function CoverageScreen({ stores }: Readonly<{ stores: CoverageStores }>) {
  const { t } = useTranslation();
  const { backfill, catalog, coverage, details, estimate, jobs, live, removal, search, table } = stores;
  const actions = useSeriesActions(stores);
  const entries = useStore(catalog, (state) => state.value);
  const asked = useStore(removal, (state) => state.asked);
  const isEmpty = useStore(coverage, ({ value }) => (value ?? []).every(({ candles }) => candles === 0));
  const first = useMemo(() => firstSymbols(entries ?? []), [entries]);

  const openBackfill = (): void => backfill.open(isEmpty ? { exact: [], ...first } : { exact: [] });
  const [one] = asked ?? [];
  const name =
    one !== undefined && asked?.length === 1
      ? seriesName(one)
      : t('series.count', { count: asked?.length ?? 0 });

  return (
    <div className="ck-coverage-screen">
      <SeriesPanel
        coverage={coverage}
        table={table}
        removal={removal}
        jobs={jobs}
        live={live}
        actions={actions}
        empty={<FirstSteps symbols={first.symbols} onBackfill={openBackfill} />}
        onBackfill={openBackfill}
      />
      <Details
        store={details}
        coverage={coverage}
        catalog={catalog}
        live={live}
        table={table}
        actions={actions}
      />
      <BackfillDialog store={backfill} estimate={estimate} catalog={catalog} search={search} />
      <RemoveDialog
        name={asked === null ? null : name}
        candles={(asked ?? []).reduce((sum, { candles }) => sum + candles, 0)}
        onConfirm={(keepData) => removal.confirm(keepData, t('series.remove.done', { name }))}
        onCancel={removal.cancel}
      />
    </div>
  );
}
