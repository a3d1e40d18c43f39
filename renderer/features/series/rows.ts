import { overallStatus, type SeriesCoverage } from '../../../shared/domain/coverage.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';

/** One line of the table: the head of a symbol, or one of its timeframes. All lines are equally high. */
export type Row =
  | Readonly<{
      kind: 'symbol';
      key: string;
      exchange: ExchangeId;
      symbol: string;
      series: readonly SeriesCoverage[];
    }>
  | Readonly<{ kind: 'series'; key: string; series: SeriesCoverage }>;

/** Returns the series that hold every word of `text` in their name or status, in any order and case. */
export function filterSeries(
  series: readonly SeriesCoverage[],
  text: string,
  statusLabel: (status: SeriesCoverage['status']) => string,
): readonly SeriesCoverage[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return series;
  return series.filter((one) => {
    const fields = [one.exchange, one.symbol, one.timeframe, one.status, statusLabel(one.status)];
    const lower = fields.map((field) => field.toLowerCase());
    return words.every((word) => lower.some((field) => field.includes(word)));
  });
}

/** Returns the lines of the table for series that are sorted already; folded symbols show their head only. */
export function tableRows(series: readonly SeriesCoverage[], folded: ReadonlySet<string>): readonly Row[] {
  const groups = Map.groupBy(series, (one) => `${one.exchange} ${one.symbol}`);
  return [...groups].flatMap(([key, members]): Row[] => {
    const { exchange, symbol } = members[0]!;
    const head: Row = { kind: 'symbol', key, exchange, symbol, series: members };
    if (folded.has(key)) return [head];
    return [head, ...members.map((one): Row => ({ kind: 'series', key: String(one.id), series: one }))];
  });
}

/** Returns what the head of a symbol says about its timeframes together. */
export function summarize(series: readonly SeriesCoverage[]) {
  const sum = (pick: (one: SeriesCoverage) => number): number =>
    series.reduce((total, one) => total + pick(one), 0);
  const due = sum((one) => Math.max(0, one.expected - one.confirmedEmpty));
  const candles = sum((one) => one.candles);
  const worst = overallStatus(series);
  return {
    // A symbol some of whose timeframes are there is not missing as a whole.
    status: worst === 'missing' && candles > 0 ? ('incomplete' as const) : worst,
    candles,
    expected: sum((one) => one.expected),
    missing: sum((one) => one.missing),
    gaps: sum((one) => one.gaps),
    coverage: due === 0 ? 1 : Math.min(1, candles / due),
  };
}
