import { Loader } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { NavigationStore } from '../../state/navigation.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import type { BackfillStore } from '../backfill/backfillStore.ts';
import type { MarketSearchStore } from '../backfill/marketSearchStore.ts';
import type { CatalogStore } from '../series/catalogStore.ts';
import type { CoverageStore } from '../series/coverageStore.ts';
import { RemoveDialog } from '../series/RemoveDialog.tsx';
import type { RemovalStore } from '../series/removalStore.ts';
import { AddMarketDialog } from './AddMarketDialog.tsx';
import { CatalogTable } from './CatalogTable.tsx';
import { CatalogToolbar } from './CatalogToolbar.tsx';
import type { CatalogEdits } from './catalogEdits.ts';
import { filterLines, type Line, linesOf } from './entryState.ts';
import { ImportNotice } from './ImportNotice.tsx';
import { useCandlesOf } from './useCandlesOf.ts';
import { useFileDrop } from './useFileDrop.ts';

export type CatalogStores = Readonly<{
  catalog: CatalogStore;
  catalogEdits: CatalogEdits;
  catalogRemoval: RemovalStore<Line>;
  coverage: CoverageStore;
  search: MarketSearchStore;
  backfill: BackfillStore;
  navigation: NavigationStore;
}>;

/** The symbols the trader keeps: what the venue says of each, what is wanted of each, and files in and out. */
export function CatalogScreen({ stores }: Readonly<{ stores: CatalogStores }>) {
  const { t } = useTranslation();
  const { catalog, catalogEdits, catalogRemoval, coverage, search, backfill, navigation } = stores;
  const { value, error } = useStore(catalog);
  const editError = useStore(catalogEdits, (state) => state.error);
  const { asked, hidden, error: removalError } = useStore(catalogRemoval);
  const candlesOf = useCandlesOf(coverage);
  const [filter, setFilter] = useState('');
  const [isAdding, setIsAdding] = useState(false);
  const { isOver, handlers } = useFileDrop((file) => void catalogEdits.importFile(file));

  const lines = useMemo(
    () => linesOf(value ?? [], candlesOf).filter(({ id }) => !hidden.has(id)),
    [value, candlesOf, hidden],
  );
  const shown = useMemo(
    () => filterLines(lines, filter, (state) => t(`catalog.state.${state}`)),
    [lines, filter, t],
  );
  const download = ({ entry }: Line): void => {
    const tracked = entry.series.filter((one) => one.tracked);
    const timeframes = (tracked.length > 0 ? tracked : entry.series).map(({ timeframe }) => timeframe);
    navigation.go({ screen: 'coverage' });
    backfill.open({ exact: [], exchange: entry.exchange, symbols: [entry.symbol], timeframes });
  };
  const [one] = asked ?? [];
  const name = one === undefined ? '' : `${one.entry.exchange} ${one.entry.symbol}`;

  return (
    <section className="ck-panel ck-catalog" aria-labelledby="catalog-title" data-drop={isOver} {...handlers}>
      <CatalogToolbar
        shown={shown.length}
        total={lines.length}
        filter={filter}
        onFilter={setFilter}
        edits={catalogEdits}
        onAdd={() => setIsAdding(true)}
      />
      {error !== null && <ErrorNotice error={error} onRetry={() => void catalog.load()} />}
      {editError !== null && !isAdding && <ErrorNotice error={editError} />}
      {removalError !== null && <ErrorNotice error={removalError} />}
      <ImportNotice store={catalogEdits} />
      {value === null && error === null && (
        <p className="ck-loading" role="status">
          <Loader size="xs" /> {t('catalog.loading')}
        </p>
      )}
      {value !== null && lines.length === 0 && (
        <div className="ck-empty">
          <h3>{t('catalog.emptyTitle')}</h3>
          <p>{t('catalog.emptyText')}</p>
        </div>
      )}
      {lines.length > 0 && shown.length === 0 && (
        <p className="ck-no-match">{t('catalog.noMatch', { filter })}</p>
      )}
      {shown.length > 0 && (
        <CatalogTable
          lines={shown}
          edits={catalogEdits}
          onRemove={(line) => catalogRemoval.ask([line])}
          onBackfill={download}
        />
      )}
      {isOver && <p className="ck-drop-hint">{t('catalog.drop')}</p>}
      <AddMarketDialog
        isOpen={isAdding}
        entries={value ?? []}
        search={search}
        edits={catalogEdits}
        onClose={() => setIsAdding(false)}
      />
      <RemoveDialog
        name={asked === null ? null : name}
        candles={one?.candles ?? 0}
        onConfirm={(keepData) => catalogRemoval.confirm(keepData, t('series.remove.done', { name }))}
        onCancel={catalogRemoval.cancel}
      />
    </section>
  );
}
