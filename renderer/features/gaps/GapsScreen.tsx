import { Button, Loader } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Gap } from '../../../shared/domain/gap.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import type { NavigationStore } from '../../state/navigation.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import type { CoverageStore } from '../series/coverageStore.ts';
import type { StretchMenuStore } from '../stretch/stretchMenuStore.ts';
import { type StretchTarget, stretchesOf } from '../stretch/stretchTarget.ts';
import { type StretchStores, useStretchActions } from '../stretch/useStretchActions.ts';
import { ChosenBar } from './ChosenBar.tsx';
import { GapDetails } from './GapDetails.tsx';
import { GapsEmpty } from './GapsEmpty.tsx';
import { GapsTable } from './GapsTable.tsx';
import { GapsToolbar } from './GapsToolbar.tsx';
import { filterGaps, gapKey, NO_FILTER, sortGaps } from './gapRows.ts';
import type { GapsStore } from './gapsStore.ts';
import { useGapActions } from './useGapActions.ts';

type Props = Readonly<{
  store: GapsStore;
  coverage: CoverageStore;
  menu: StretchMenuStore;
  navigation: NavigationStore;
  stores: StretchStores;
}>;

/** Every gap of the ledger, why it is there and what can be done about it. */
export function GapsScreen({ store, coverage, menu, navigation, stores }: Props) {
  const { t } = useTranslation();
  const { count } = useFormat();
  const asked = useStore(navigation, ({ place }) =>
    place.screen === 'gaps' ? (place.seriesId ?? null) : null,
  );
  useEffect(() => store.showSeries(asked), [store, asked]);
  const { gaps: loaded, filter, sorting, chosen, opened, seriesId } = useStore(store);
  const only = useStore(coverage, ({ value }) => value?.find(({ id }) => id === seriesId) ?? null);
  const { value, error } = loaded;
  const shown = useMemo(
    () => sortGaps(filterGaps(value?.gaps ?? [], filter, Date.now()), sorting),
    [value, filter, sorting],
  );
  const own = useGapActions(store);
  const stretch = useStretchActions(stores);
  const gap = shown.find((one) => gapKey(one) === opened) ?? null;
  const total = value?.total ?? 0;
  const missing = shown.reduce((sum, one) => sum + one.missing, 0);
  const amount =
    value === null
      ? ''
      : t('gaps.amount', { shown: count(shown.length), total: count(total), missing: count(missing) });

  const targetOf = (gaps: readonly Gap[]): StretchTarget => {
    const [first] = gaps;
    const isOne = gaps.length === 1 && first !== undefined;
    return {
      label: isOne ? seriesName(first) : t('gaps.several', { count: gaps.length }),
      stretches: stretchesOf(gaps),
      candle: isOne ? { seriesId: first.seriesId, openTime: first.from } : null,
    };
  };
  const chosenGaps = (): readonly Gap[] => (value?.gaps ?? []).filter((one) => chosen.has(gapKey(one)));
  /** Of gaps, fetching again means to forget what is known of them first. */
  const actionsFor = (keys: () => ReadonlySet<string>) => ({
    ...stretch,
    refetch: () => void own.refetch(keys()),
  });
  // A row that is chosen stands for all that are, as in every table.
  const openMenu = (key: string, x: number, y: number): void => {
    const about = chosen.has(key) ? chosenGaps() : shown.filter((one) => gapKey(one) === key);
    menu.open({ x, y, target: targetOf(about) });
  };
  const repairShown = (): void => {
    const isAll = shown.length === total && seriesId === null;
    if (isAll) stores.repair.open({ label: t('gaps.ofEverySeries'), stretches: null });
    else stretch.repair(targetOf(shown));
  };

  return (
    <section className="ck-panel ck-gap-screen" aria-labelledby="gap-list-title">
      <GapsToolbar store={store} amount={amount} onRepair={shown.length > 0 ? repairShown : null} />
      {seriesId !== null && (
        <p className="ck-gap-only">
          {t('gaps.only', { name: only === null ? `#${seriesId}` : seriesName(only) })}{' '}
          <Button size="compact-xs" variant="default" onClick={() => navigation.go({ screen: 'gaps' })}>
            {t('gaps.ofAll')}
          </Button>
        </p>
      )}
      {chosen.size > 0 && (
        <ChosenBar
          amount={chosen.size}
          target={() => targetOf(chosenGaps())}
          actions={actionsFor(() => chosen)}
          onCopy={() => void own.copy(value?.gaps ?? [], chosen)}
          onClear={() => store.choose([...chosen], false)}
        />
      )}
      {error !== null && <ErrorNotice error={error} onRetry={() => void store.load()} />}
      {value === null && error === null && (
        <p className="ck-loading" role="status">
          <Loader size="xs" /> {t('gaps.loading')}
        </p>
      )}
      {value !== null && shown.length === 0 && (
        <GapsEmpty
          isFiltered={total > 0}
          coverage={coverage}
          onClear={() => store.setFilter(NO_FILTER)}
          onCoverage={() => navigation.go({ screen: 'coverage' })}
        />
      )}
      {shown.length > 0 && <GapsTable store={store} gaps={shown} onMenu={openMenu} />}
      {gap !== null && (
        <GapDetails
          gap={gap}
          target={() => targetOf([gap])}
          actions={actionsFor(() => new Set([gapKey(gap)]))}
          onChart={() => stretch.openChart(targetOf([gap]).stretches[0]!)}
          onHeatmap={() => stretch.showHeatmap(targetOf([gap]).stretches[0]!)}
          onClose={() => store.open(null)}
        />
      )}
    </section>
  );
}
