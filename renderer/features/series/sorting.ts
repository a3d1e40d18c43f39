import type { SeriesStatus } from '../../../shared/domain/coverage.ts';
import type { Column } from './columns.ts';
import type { Facts } from './facts.ts';

export type Sort = Readonly<{ column: Column; isDescending: boolean }>;

/** By exchange, symbol and timeframe: the order in which the series arrive. */
export const NATURAL: Sort = { column: 'name', isDescending: false };

/** From good to bad, so that one more click brings what needs the trader to the top. */
const RANK: Readonly<Record<SeriesStatus, number>> = { ok: 0, stale: 1, incomplete: 2, missing: 3 };

const VALUE: Readonly<Record<Exclude<Column, 'name'>, (facts: Facts) => number | null>> = {
  status: ({ status }) => RANK[status],
  now: ({ status }) => RANK[status],
  coverage: ({ coverage }) => coverage,
  candles: ({ candles }) => candles,
  expected: ({ expected }) => expected,
  first: ({ first }) => first,
  last: ({ last }) => last,
  // The older, the larger.
  age: ({ closed }) => (closed === null ? null : -closed),
  gaps: ({ gaps }) => gaps,
  missing: ({ missing }) => missing,
};

/**
 * Returns `items`, which are in their natural order, sorted by what `factsOf` says of them. Equals keep the natural
 * order, and what has no value comes last whichever way one sorts.
 */
export function sortBy<T>(items: readonly T[], sort: Sort, factsOf: (item: T) => Facts): readonly T[] {
  const { column, isDescending } = sort;
  if (column === 'name') return isDescending ? items.toReversed() : items;
  const valued = items.map((item) => ({ item, value: VALUE[column](factsOf(item)) }));
  const sign = isDescending ? -1 : 1;
  const compare = (a: number | null, b: number | null): number => {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return sign * (a - b);
  };
  return valued.toSorted((a, b) => compare(a.value, b.value)).map(({ item }) => item);
}

/** Returns the sort after a click on the head of `column`: ascending, then descending, then the natural order again. */
export function nextSort(sort: Sort, column: Column): Sort {
  if (sort.column !== column) return { column, isDescending: false };
  return sort.isDescending ? NATURAL : { column, isDescending: true };
}
