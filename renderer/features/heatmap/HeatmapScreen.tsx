import { Button, Loader } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { NavigationStore } from '../../state/navigation.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import type { CoverageStore } from '../series/coverageStore.ts';
import { filterSeries } from '../series/filter.ts';
import type { StretchMenuStore } from '../stretch/stretchMenuStore.ts';
import { type StretchStores, useStretchActions } from '../stretch/useStretchActions.ts';
import { CellSpeech } from './CellSpeech.tsx';
import { HeatmapCanvas } from './HeatmapCanvas.tsx';
import { HeatmapToolbar } from './HeatmapToolbar.tsx';
import type { HeatmapActions } from './heatmapActions.ts';
import type { HeatmapStore } from './heatmapStore.ts';
import { Legend } from './Legend.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { type CellRef, isSelected } from './selection.ts';
import { useSelectionActions } from './useSelectionActions.ts';

type Props = Readonly<{
  store: HeatmapStore;
  actions: HeatmapActions;
  coverage: CoverageStore;
  navigation: NavigationStore;
  menu: StretchMenuStore;
  stores: StretchStores;
}>;

/** Every series over all of time: what is there, what is not, and why. */
export function HeatmapScreen({ store, actions, coverage, navigation, menu, stores }: Props) {
  const { t } = useTranslation();
  const { value, error } = useStore(coverage);
  const filter = useStore(store, (state) => state.filter);
  const cellsError = useStore(store, (state) => state.error);
  const isBusy = useStore(store, (state) => state.isBusy);
  const shown = useMemo(
    () => filterSeries(value ?? [], filter, (status) => t(`status.${status}`)),
    [value, filter, t],
  );
  useEffect(() => store.setSeries(shown), [store, shown]);
  const selected = useSelectionActions(store, actions, navigation);
  const stretch = useStretchActions(stores);
  const openMenu = (cell: CellRef, x: number, y: number): void => {
    const { rows, selection } = store.getState();
    // A cell outside the selection is what is meant; inside, all that is selected.
    if (selection === null || !isSelected(rows, selection, cell)) store.select(cell, cell);
    const target = selected.target();
    if (target !== null) menu.open({ x, y, target });
  };

  const open = (cell: CellRef): void => {
    store.placeCursor(cell);
    const facts = store.factsAt(cell);
    if (facts === null || facts.candles + facts.missing === 0) return;
    const { seriesId, at } = cell;
    navigation.go(facts.candles > 0 ? { screen: 'chart', seriesId, at } : { screen: 'gaps', seriesId });
  };
  const total = value?.length ?? 0;
  return (
    <section className="ck-panel ck-heat" aria-labelledby="heatmap-title">
      <HeatmapToolbar store={store} shown={shown.length} total={total} />
      {error !== null && <ErrorNotice error={error} onRetry={() => void coverage.load()} />}
      {cellsError !== null && <ErrorNotice error={cellsError} onRetry={store.retry} />}
      {value === null && error === null && (
        <p className="ck-loading" role="status">
          <Loader size="xs" /> {t('heatmap.loading')}
        </p>
      )}
      {value !== null && total === 0 && (
        <div className="ck-heat-empty">
          <h3>{t('heatmap.emptyTitle')}</h3>
          <p>{t('heatmap.empty')}</p>
          <Button onClick={() => navigation.go({ screen: 'coverage' })}>{t('heatmap.toCoverage')}</Button>
        </div>
      )}
      {total > 0 && shown.length === 0 && (
        <div className="ck-heat-empty">
          <p>{t('heatmap.noMatch', { filter })}</p>
          <Button variant="default" onClick={() => store.setFilter('')}>
            {t('heatmap.clearFilter')}
          </Button>
        </div>
      )}
      {shown.length > 0 && (
        <>
          <HeatmapCanvas
            store={store}
            onOpen={open}
            onGaps={({ seriesId }) => navigation.go({ screen: 'gaps', seriesId })}
            onCopy={() => void selected.copy()}
            onMenu={openMenu}
          />
          <SelectionBar
            store={store}
            onDownload={() => void selected.download()}
            target={selected.target}
            stretch={stretch}
            onGaps={selected.showGaps}
            onCopy={() => void selected.copy()}
          />
          <div className="ck-heat-foot" aria-busy={isBusy}>
            <Legend store={store} />
            <div className="ck-heat-line">
              <CellSpeech store={store} />
              <p id="heatmap-keys" className="ck-heat-keys ck-dim" title={t('heatmap.keys')}>
                {t('heatmap.keys')}
              </p>
            </div>
          </div>
        </>
      )}
    </section>
  );
}
