import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { SeriesCoverage } from '../../../shared/domain/coverage.ts';
import type { Place } from '../../state/navigation.ts';
import type { CoverageStore } from '../series/coverageStore.ts';
import type { ChartStore } from './chartStore.ts';

type ChartPlace = Extract<Place, { screen: 'chart' }>;
const NONE: readonly SeriesCoverage[] = [];

/** Returns the series a chart shows when nobody has chosen one: hours of the first symbol, else what there is. */
export function usualSeries(all: readonly SeriesCoverage[]): SeriesCoverage | null {
  const stored = all.filter(({ candles }) => candles > 0);
  return stored.find(({ timeframe }) => timeframe === '1h') ?? stored[0] ?? all[0] ?? null;
}

/** Tells whether these are the same series, and none of them got its first candle. */
function isSameList(a: readonly SeriesCoverage[] | null, b: readonly SeriesCoverage[] | null): boolean {
  if (a === null || b === null || a.length !== b.length) return a === b;
  return a.every((one, i) => one.id === b[i]!.id && one.candles > 0 === b[i]!.candles > 0);
}

/** Puts into each chart what the layout says, and sends the active one to `at`. */
function showChosen(chart: ChartStore, all: readonly SeriesCoverage[], at: number | undefined): void {
  const { count, series, active } = chart.layout.getState();
  for (const [i, pane] of chart.panes.entries()) {
    const wanted = i < count ? (all.find(({ id }) => id === series[i]) ?? usualSeries(all)) : null;
    const isShown = pane.getState().series?.id === wanted?.id;
    const time = i === active ? at : undefined;
    if (!isShown) pane.show(wanted, time);
    else if (time !== undefined) void pane.goTo(time);
  }
}

/** Keeps every chart on the series that was chosen for it, and the active one where the place says. */
export function useCurrentSeries(chart: ChartStore, coverage: CoverageStore, place: ChartPlace | null) {
  const known = useRef<readonly SeriesCoverage[] | null>(null);
  // A backfill changes the numbers of every series many times a minute; the charts render for other series only.
  const all = useStore(coverage, ({ value }) => {
    if (!isSameList(known.current, value)) known.current = value;
    return known.current;
  });
  const { count, series: chosen } = useStore(chart.layout);

  const gone = useRef<ChartPlace | null>(null);

  useEffect(() => {
    if (place?.seriesId !== undefined) chart.layout.choose(chart.layout.getState().active, place.seriesId);
  }, [chart, place]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a choice is read as it is now, and run again for
  useEffect(() => {
    if (all === null) return;
    const at = place === gone.current ? undefined : place?.at;
    gone.current = place;
    showChosen(chart, all, at);
  }, [chart, all, count, chosen, place]);

  return { all: all ?? NONE, isKnown: all !== null };
}
