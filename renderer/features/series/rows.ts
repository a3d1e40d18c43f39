import type { SeriesCoverage } from '../../../shared/domain/coverage.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import { type Facts, factsOf, summarize } from './facts.ts';
import { type Sort, sortBy } from './sorting.ts';

/** The head of an exchange (`symbol` is null) or of a symbol, with everything below it. */
export type GroupRowData = Readonly<{
  kind: 'group';
  key: string;
  exchange: ExchangeId;
  symbol: string | null;
  series: readonly SeriesCoverage[];
  facts: Facts;
}>;

/** One line of the table; all lines are equally high. */
export type Row = GroupRowData | Readonly<{ kind: 'series'; key: string; series: SeriesCoverage }>;

export type Grouping = Readonly<{
  isGrouped: boolean;
  /** Keys of the heads whose lines are folded away. */
  folded: ReadonlySet<string>;
  sort: Sort;
}>;

const seriesRow = (series: SeriesCoverage): Row => ({ kind: 'series', key: String(series.id), series });

function group(key: string, symbol: string | null, series: readonly SeriesCoverage[]): GroupRowData {
  return { kind: 'group', key, exchange: series[0]!.exchange, symbol, series, facts: summarize(series) };
}

function groupsBy(
  series: readonly SeriesCoverage[],
  keyOf: (one: SeriesCoverage) => string,
  symbolOf: (one: SeriesCoverage) => string | null,
  sort: Sort,
): readonly GroupRowData[] {
  const groups = [...Map.groupBy(series, keyOf)].map(([key, members]) =>
    group(key, symbolOf(members[0]!), members),
  );
  return sortBy(groups, sort, ({ facts }) => facts);
}

/**
 * Returns the lines of the table for series in their natural order: exchange, symbol, timeframe, each level sorted by
 * itself; or, not grouped, the series alone.
 */
export function tableRows(
  series: readonly SeriesCoverage[],
  { isGrouped, folded, sort }: Grouping,
): readonly Row[] {
  const sorted = (members: readonly SeriesCoverage[]): Row[] => sortBy(members, sort, factsOf).map(seriesRow);
  if (!isGrouped) return sorted(series);
  const unfold = (head: GroupRowData, below: () => readonly Row[]): readonly Row[] =>
    folded.has(head.key) ? [head] : [head, ...below()];
  const symbolsOf = (exchange: GroupRowData): readonly Row[] =>
    groupsBy(
      exchange.series,
      (one) => `${one.exchange} ${one.symbol}`,
      (one) => one.symbol,
      sort,
    ).flatMap((symbol) => unfold(symbol, () => sorted(symbol.series)));
  return groupsBy(
    series,
    (one) => one.exchange,
    () => null,
    sort,
  ).flatMap((exchange) => unfold(exchange, () => symbolsOf(exchange)));
}
