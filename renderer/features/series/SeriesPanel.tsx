import { Button, Loader } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import type { CoverageStore } from './coverageStore.ts';
import { filterSeries, tableRows } from './rows.ts';
import { SeriesTable } from './SeriesTable.tsx';
import { SeriesToolbar } from './SeriesToolbar.tsx';
import type { TableStore } from './tableStore.ts';

type Props = Readonly<{
  coverage: CoverageStore;
  table: TableStore;
  /** What teaches the way in, shown while no candle is stored. */
  empty: ReactNode;
  /** Verification's buttons. */
  tools: ReactNode;
}>;

/** Everything that is stored, how complete it is, and what is missing. */
export function SeriesPanel({ coverage, table, empty, tools }: Props) {
  const { t } = useTranslation();
  const { value, error } = useStore(coverage);
  const { filter, folded } = useStore(table);
  const series = value ?? [];
  const shown = useMemo(
    () => filterSeries(series, filter, (status) => t(`status.${status}`)),
    [series, filter, t],
  );
  const rows = useMemo(() => tableRows(shown, folded), [shown, folded]);
  const isEmpty = value !== null && series.every(({ candles }) => candles === 0);

  return (
    <section className="ck-panel ck-series" aria-labelledby="series-title">
      <SeriesToolbar shown={shown.length} total={series.length} table={table} tools={tools} />
      {error !== null && <ErrorNotice error={error} onRetry={() => void coverage.load()} />}
      {value === null && error === null && (
        <p className="ck-loading" role="status">
          <Loader size="xs" /> {t('series.loading')}
        </p>
      )}
      {isEmpty && empty}
      {series.length > 0 && <SeriesTable rows={rows} store={table} />}
      {series.length > 0 && shown.length === 0 && (
        <p className="ck-no-match">
          {t('series.noMatch', { filter })}{' '}
          <Button size="compact-xs" variant="default" onClick={() => table.setFilter('')}>
            {t('series.clearFilter')}
          </Button>
        </p>
      )}
    </section>
  );
}
