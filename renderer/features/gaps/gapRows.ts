import type { Gap, GapCause, GapState } from '../../../shared/domain/gap.ts';
import { seriesName } from '../../../shared/domain/series.ts';
import { DAY } from '../../../shared/domain/time.ts';
import { TIMEFRAMES, type Timeframe } from '../../../shared/domain/timeframe.ts';

export const COLUMNS = [
  'series',
  'from',
  'to',
  'missing',
  'cause',
  'state',
  'attempts',
  'retry',
  'others',
  'evidence',
  'age',
] as const;
export type Column = (typeof COLUMNS)[number];

export type Sorting = Readonly<{ column: Column; isDescending: boolean }>;

/** Least lengths in candles, and stretches of time in days, one can ask for. */
export const LENGTHS = ['1', '10', '100', '1000'] as const;
export const AGES = ['any', 'day', 'week', 'older'] as const;

export type GapFilter = Readonly<{
  text: string;
  cause: GapCause | 'any';
  state: GapState | 'any';
  timeframe: Timeframe | 'any';
  least: (typeof LENGTHS)[number];
  age: (typeof AGES)[number];
}>;

export const NO_FILTER: GapFilter = {
  text: '',
  cause: 'any',
  state: 'any',
  timeframe: 'any',
  least: '1',
  age: 'any',
};

/** What a gap is called in sets and keys: no two gaps of a series begin at once. */
export const gapKey = ({ seriesId, from }: Gap): string => `${seriesId}:${from}`;

function isOfAge({ updatedAt }: Gap, age: GapFilter['age'], now: number): boolean {
  const days = (now - updatedAt) / DAY;
  if (age === 'day') return days < 1;
  if (age === 'week') return days < 7;
  return age === 'any' || days >= 7;
}

/** Returns the gaps that hold every word of the text in the name of their series, and are as the filter says. */
export function filterGaps(gaps: readonly Gap[], filter: GapFilter, now: number): readonly Gap[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const isNamed = (gap: Gap): boolean => {
    const fields = seriesName(gap).toLowerCase().split(' ');
    return words.every((word) =>
      // `5m` means that timeframe and not `15m`, as it does in the table of series.
      (TIMEFRAMES as readonly string[]).includes(word)
        ? gap.timeframe === word
        : fields.some((field) => field.includes(word)),
    );
  };
  return gaps.filter(
    (gap) =>
      (filter.cause === 'any' || gap.cause === filter.cause) &&
      (filter.state === 'any' || gap.state === filter.state) &&
      (filter.timeframe === 'any' || gap.timeframe === filter.timeframe) &&
      gap.missing >= Number(filter.least) &&
      isOfAge(gap, filter.age, now) &&
      isNamed(gap),
  );
}

type Compare = (a: Gap, b: Gap) => number;

const bySeries: Compare = (a, b) =>
  a.exchange.localeCompare(b.exchange) ||
  a.symbol.localeCompare(b.symbol) ||
  TIMEFRAMES.indexOf(a.timeframe) - TIMEFRAMES.indexOf(b.timeframe);

const retryOrder = ({ state, nextRetryAt }: Gap): number =>
  state === 'confirmed-empty' ? Number.MAX_SAFE_INTEGER : (nextRetryAt ?? 0);

const COMPARE: Readonly<Record<Column, Compare>> = {
  series: bySeries,
  from: (a, b) => a.from - b.from,
  to: (a, b) => a.to - b.to,
  missing: (a, b) => a.missing - b.missing,
  cause: (a, b) => a.cause.localeCompare(b.cause),
  state: (a, b) => a.state.localeCompare(b.state),
  attempts: (a, b) => a.attempts - b.attempts,
  // What may be tried at once comes before what has to wait; what is not tried again comes last.
  retry: (a, b) => retryOrder(a) - retryOrder(b),
  others: (a, b) => a.alsoMissing.length - b.alsoMissing.length,
  evidence: (a, b) => (a.evidence ?? '').localeCompare(b.evidence ?? ''),
  // The older one was looked at earlier.
  age: (a, b) => b.updatedAt - a.updatedAt,
};

/** Returns the gaps in another order; equal ones stay by series, the newest first. */
export function sortGaps(gaps: readonly Gap[], { column, isDescending }: Sorting): readonly Gap[] {
  const sign = isDescending ? -1 : 1;
  return gaps.toSorted((a, b) => sign * COMPARE[column](a, b) || bySeries(a, b) || b.from - a.from);
}
