import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { SeriesCoverage } from '../../../shared/domain/coverage.ts';
import type { Series } from '../../../shared/domain/series.ts';
import type { IndicatorLayoutStore } from './layoutStore.ts';
import { type Shown, shownOf } from './shown.ts';

const NOTHING: readonly Shown[] = [];

/** Returns what stands on the chart of a series besides its candles; another list only when that changes. */
export function useShown(
  layouts: IndicatorLayoutStore,
  series: Series | null,
  all: readonly SeriesCoverage[],
  isPercent: boolean,
): readonly Shown[] {
  const layout = useStore(layouts, () => (series === null ? null : layouts.of(series)));
  return useMemo(
    () => (series === null || layout === null ? NOTHING : shownOf(layout, series, all, isPercent)),
    [layout, series, all, isPercent],
  );
}
