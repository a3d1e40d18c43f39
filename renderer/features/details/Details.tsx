import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { SeriesCoverage } from '../../../shared/domain/coverage.ts';
import type { BackfillStore } from '../backfill/backfillStore.ts';
import type { CatalogStore } from '../series/catalogStore.ts';
import type { CoverageStore } from '../series/coverageStore.ts';
import type { TableStore } from '../series/tableStore.ts';
import type { VerifyStore } from '../verify/verifyStore.ts';
import { DetailsPanel } from './DetailsPanel.tsx';
import type { DetailsStore } from './detailsStore.ts';

type Props = Readonly<{
  store: DetailsStore;
  coverage: CoverageStore;
  catalog: CatalogStore;
  table: TableStore;
  verify: VerifyStore;
  backfill: BackfillStore;
}>;

/** The details of the series that is shown, for as long as one is. */
export function Details({ store, coverage, catalog, table, verify, backfill }: Props) {
  const { t } = useTranslation();
  const shown = useStore(store, (state) => state.series?.id ?? null);
  const series = useStore(coverage, ({ value }) => value?.find(({ id }) => id === shown) ?? null);
  if (series === null) return null;

  const download = async (one: SeriesCoverage): Promise<void> => {
    const problem = await backfill.fetch(one);
    if (problem === null) notifications.show({ message: t('backfill.started', { count: 1 }) });
    else notifications.show({ color: 'red', message: t(`error.what.${problem.code}`) });
  };
  return (
    <DetailsPanel
      series={series}
      store={store}
      tickSize={catalog.tickSizeOf(series.instrumentId)}
      onVerify={(one) => void verify.run(one, false)}
      onDownload={(one) => void download(one)}
      onClose={() => table.select(null)}
    />
  );
}
