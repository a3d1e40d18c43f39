import { Button, Loader } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { SeriesCoverage } from '../../../shared/domain/coverage.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import type { JobsStore } from '../jobs/jobsStore.ts';
import type { LiveStore } from '../live/liveStore.ts';
import type { CoverageStore } from './coverageStore.ts';
import { filterSeries } from './filter.ts';
import type { RemovalStore } from './removalStore.ts';
import { tableRows } from './rows.ts';
import { SeriesTable } from './SeriesTable.tsx';
import { SeriesToolbar } from './SeriesToolbar.tsx';
import { SeriesTools } from './SeriesTools.tsx';
import { NOTHING } from './selection.ts';
import { TotalsLine } from './TotalsLine.tsx';
import type { TableStore } from './tableStore.ts';
import { useBusySeries } from './useBusySeries.ts';
import type { SeriesActions } from './useSeriesActions.ts';

type Props = Readonly<{
  coverage: CoverageStore;
  table: TableStore;
  removal: RemovalStore<SeriesCoverage>;
  jobs: JobsStore;
  live: LiveStore;
  actions: SeriesActions;
  /** What teaches the way in, shown while no candle is stored. */
  empty: ReactNode;
  onBackfill(): void;
}>;

const NO_SERIES: readonly SeriesCoverage[] = [];

/** Everything that is stored, how complete it is, what is missing, and what can be done about it. */
export function SeriesPanel({ coverage, table, removal, jobs, live, actions, empty, onBackfill }: Props) {
  const { t } = useTranslation();
  const { value, error } = useStore(coverage);
  const { filter, folded, sort, isGrouped, withRemoved, selection } = useStore(table);
  const removed = useStore(removal);
  const busy = useBusySeries(jobs);
  const all = value ?? NO_SERIES;
  const series = useMemo(() => {
    // Where nothing is kept up to date, what was left behind is all there is.
    const withUntracked = withRemoved || !all.some(({ tracked }) => tracked);
    return all.filter(
      (one) => (one.tracked || one.aside === true || withUntracked) && !removed.hidden.has(one.id),
    );
  }, [all, withRemoved, removed.hidden]);
  const shown = useMemo(
    () => filterSeries(series, filter, (status) => t(`status.${status}`)),
    [series, filter, t],
  );
  const rows = useMemo(() => tableRows(shown, { isGrouped, folded, sort }), [shown, isGrouped, folded, sort]);
  const chosen = useMemo(() => shown.filter(({ id }) => selection.ids.has(id)), [shown, selection]);
  const isEmpty = value !== null && all.every(({ candles }) => candles === 0);
  const clear = (): void => table.choose(NOTHING);

  return (
    <section className="ck-panel ck-series" aria-labelledby="series-title">
      <SeriesToolbar
        shown={shown.length}
        total={series.length}
        table={table}
        tools={
          <SeriesTools
            chosen={chosen}
            isEmpty={series.length === 0}
            table={table}
            live={live}
            actions={actions}
            onClear={clear}
            onBackfill={onBackfill}
          />
        }
      />
      {error !== null && <ErrorNotice error={error} onRetry={() => void coverage.load()} />}
      {removed.error !== null && <ErrorNotice error={removed.error} />}
      {value === null && error === null && (
        <p className="ck-loading" role="status">
          <Loader size="xs" /> {t('series.loading')}
        </p>
      )}
      {isEmpty && empty}
      {series.length > 0 && (
        <SeriesTable rows={rows} shown={shown} busy={busy} store={table} live={live} actions={actions} />
      )}
      {series.length > 0 && shown.length === 0 && (
        <p className="ck-no-match">
          {t('series.noMatch', { filter })}{' '}
          <Button size="compact-xs" variant="default" onClick={() => table.setFilter('')}>
            {t('series.clearFilter')}
          </Button>
        </p>
      )}
      {shown.length > 0 && (
        <TotalsLine series={chosen.length > 1 ? chosen : shown} isSelection={chosen.length > 1} />
      )}
    </section>
  );
}
