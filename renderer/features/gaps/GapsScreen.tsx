import { Button, Loader } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { seriesName } from '../../../shared/domain/series.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import { useFormat } from '../../format/FormatContext.tsx';
import type { NavigationStore } from '../../state/navigation.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import type { HeatmapStore } from '../heatmap/heatmapStore.ts';
import type { CoverageStore } from '../series/coverageStore.ts';
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
  heatmap: Pick<HeatmapStore, 'reveal'>;
  navigation: NavigationStore;
}>;

/** Every gap of the ledger, why it is there and what can be done about it. */
export function GapsScreen({ store, coverage, heatmap, navigation }: Props) {
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
  const actions = useGapActions(store);
  const gap = shown.find((one) => gapKey(one) === opened) ?? null;
  const total = value?.total ?? 0;
  const missing = shown.reduce((sum, one) => sum + one.missing, 0);
  const amount =
    value === null
      ? ''
      : t('gaps.amount', { shown: count(shown.length), total: count(total), missing: count(missing) });

  return (
    <section className="ck-panel ck-gap-screen" aria-labelledby="gap-list-title">
      <GapsToolbar store={store} amount={amount} />
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
          onRefetch={() => void actions.refetch(chosen)}
          onCopy={() => void actions.copy(value?.gaps ?? [], chosen)}
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
      {shown.length > 0 && <GapsTable store={store} gaps={shown} />}
      {gap !== null && (
        <GapDetails
          gap={gap}
          onChart={() => navigation.go({ screen: 'chart', seriesId: gap.seriesId, at: gap.from })}
          onHeatmap={() => {
            heatmap.reveal(gap.seriesId, { from: gap.from, until: gap.to + durationOf(gap.timeframe) });
            navigation.go({ screen: 'heatmap' });
          }}
          onRefetch={() => void actions.refetch(new Set([gapKey(gap)]))}
          onClose={() => store.open(null)}
        />
      )}
    </section>
  );
}
