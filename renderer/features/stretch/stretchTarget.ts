import type { Stretch } from '../../../shared/contract/filters.ts';
import type { Gap } from '../../../shared/domain/gap.ts';
import { type Series, type SeriesId, seriesName } from '../../../shared/domain/series.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { durationOf, floorToGrid } from '../../../shared/domain/timeframe.ts';

/** One open time of one series. */
export type CandleAt = Readonly<{ seriesId: SeriesId; openTime: EpochMs }>;

/** What an action is about: pieces of series, wherever they were pointed at. */
export type StretchTarget = Readonly<{
  /** What a person calls it. */
  label: string;
  stretches: readonly Stretch[];
  /** The one candle that was pointed at; null when it was a piece of time. */
  candle: CandleAt | null;
}>;

type Keyed = Pick<Series, 'id' | 'exchange' | 'symbol' | 'timeframe'>;

/** Returns one bar of a series: the one `time` lies in. */
export function barTarget(series: Keyed, time: EpochMs): StretchTarget {
  const from = floorToGrid(series.timeframe, time);
  const until = from + durationOf(series.timeframe);
  return {
    label: seriesName(series),
    stretches: [{ seriesId: series.id, from, until }],
    candle: { seriesId: series.id, openTime: from },
  };
}

/** Returns the bars from one to another, both included, whichever comes first. */
export function spanTarget(series: Keyed, one: EpochMs, other: EpochMs): StretchTarget {
  const from = floorToGrid(series.timeframe, Math.max(0, Math.min(one, other)));
  const until = floorToGrid(series.timeframe, Math.max(one, other)) + durationOf(series.timeframe);
  return { label: seriesName(series), stretches: [{ seriesId: series.id, from, until }], candle: null };
}

/** Returns the stretches of gaps, neighbours of one series joined, in the order of series and time. */
export function stretchesOf(gaps: readonly Gap[]): readonly Stretch[] {
  const joined: { seriesId: SeriesId; from: number; until: number }[] = [];
  for (const gap of gaps.toSorted((a, b) => a.seriesId - b.seriesId || a.from - b.from)) {
    const until = gap.to + durationOf(gap.timeframe);
    const last = joined.at(-1);
    if (last !== undefined && last.seriesId === gap.seriesId && gap.from <= last.until)
      last.until = Math.max(last.until, until);
    else joined.push({ seriesId: gap.seriesId, from: gap.from, until });
  }
  return joined;
}

/** What one request may hold; more takes several. */
export const MOST_STRETCHES = 1_000;

/** Returns the stretches in portions a request can hold. */
export function inPortions(stretches: readonly Stretch[]): readonly Stretch[][] {
  const count = Math.ceil(stretches.length / MOST_STRETCHES);
  return Array.from({ length: count }, (_, i) =>
    stretches.slice(i * MOST_STRETCHES, (i + 1) * MOST_STRETCHES),
  );
}
