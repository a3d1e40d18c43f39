import type { IngestionMode } from '../../../shared/domain/live.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { durationOf, type Timeframe } from '../../../shared/domain/timeframe.ts';
import { whyNotDerivable } from '../../analysis/aggregate.ts';

/** A live series of one venue as far as the plan is concerned. */
export type PlannedSeries = Readonly<{
  id: SeriesId;
  symbol: string;
  timeframe: Timeframe;
  /** Its own mode, or that of all. */
  mode: IngestionMode;
}>;

/** How one series is kept live; `finer` is the series its candles are made of. */
export type SeriesPlan =
  | Readonly<{ way: 'websocket' | 'polling' }>
  | Readonly<{ way: 'derived'; finer: SeriesId }>;

/**
 * Decides for every live series of a venue whether it is watched, polled or derived. What the venue's socket cannot
 * do is never asked of it: one impossible subscription breaks the line for all (facts trap 8). Where a symbol's 1m is
 * live, every coarser timeframe is made of finer ones, which saves a subscription and shows both venue and store at
 * once when they disagree.
 */
export function planVenue(
  series: readonly PlannedSeries[],
  socketTimeframes: ReadonlySet<Timeframe>,
): Map<SeriesId, SeriesPlan> {
  const bySymbol = Map.groupBy(series, ({ symbol }) => symbol);
  const planOf = (one: PlannedSeries): SeriesPlan => {
    const finer = finerOf(one, bySymbol.get(one.symbol) ?? [], socketTimeframes);
    if (finer !== null) return { way: 'derived', finer: finer.id };
    return { way: one.mode === 'websocket' && socketTimeframes.has(one.timeframe) ? 'websocket' : 'polling' };
  };
  return new Map(series.map((one) => [one.id, planOf(one)]));
}

/** Returns the coarsest live series that `one` can be made of, or null when it has to come from the venue. */
function finerOf(
  one: PlannedSeries,
  siblings: readonly PlannedSeries[],
  socketTimeframes: ReadonlySet<Timeframe>,
): PlannedSeries | null {
  const finer = siblings.filter(({ timeframe }) => whyNotDerivable(timeframe, one.timeframe) === null);
  const isMinuteLive = finer.some(({ timeframe }) => timeframe === '1m');
  if (!isMinuteLive && socketTimeframes.has(one.timeframe)) return null;
  return finer.toSorted((a, b) => durationOf(b.timeframe) - durationOf(a.timeframe))[0] ?? null;
}
