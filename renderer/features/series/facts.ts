import { overallStatus, type SeriesCoverage } from '../../../shared/domain/coverage.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';

/** What a line of the table says: of one series, or of all below a head. */
export type Facts = Readonly<{
  status: SeriesCoverage['status'];
  coverage: number;
  candles: number;
  expected: number;
  first: number | null;
  last: number | null;
  /** When the last candle closed; of several series the one that closed longest ago. */
  closed: number | null;
  gaps: number;
  missing: number;
  confirmedEmpty: number;
}>;

/** Returns what the table says of one series. */
export function factsOf(one: SeriesCoverage): Facts {
  const closed = one.last === null ? null : one.last + durationOf(one.timeframe);
  return { ...one, closed };
}

function extreme(pick: (...all: number[]) => number, values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((a, b) => pick(a, b));
}

/** Returns what several series amount to together. */
export function summarize(series: readonly SeriesCoverage[]): Facts {
  const sum = (pick: (one: SeriesCoverage) => number): number =>
    series.reduce((total, one) => total + pick(one), 0);
  const candles = sum((one) => one.candles);
  const due = sum((one) => Math.max(0, one.expected - one.confirmedEmpty));
  const worst = overallStatus(series);
  const facts = series.map(factsOf);
  return {
    // A symbol some of whose timeframes are there is not missing as a whole.
    status: worst === 'missing' && candles > 0 ? 'incomplete' : worst,
    coverage: due === 0 ? 1 : Math.min(1, candles / due),
    candles,
    expected: sum((one) => one.expected),
    first: extreme(
      Math.min,
      series.map((one) => one.first),
    ),
    last: extreme(
      Math.max,
      series.map((one) => one.last),
    ),
    closed: extreme(
      Math.min,
      facts.map((one) => one.closed),
    ),
    gaps: sum((one) => one.gaps),
    missing: sum((one) => one.missing),
    confirmedEmpty: sum((one) => one.confirmedEmpty),
  };
}

/** Returns how many series are in each status. */
export function countByStatus(
  series: readonly SeriesCoverage[],
): ReadonlyMap<SeriesCoverage['status'], number> {
  const counts = new Map<SeriesCoverage['status'], number>();
  for (const { status } of series) counts.set(status, (counts.get(status) ?? 0) + 1);
  return counts;
}
