import type { SeriesCoverage } from '../../../shared/domain/coverage.ts';
import { Timeframe } from '../../../shared/domain/timeframe.ts';

/**
 * Returns the series that hold every word of `text` in their name or status, in any order and case. A word that is a
 * timeframe means just that one: `5m` is not `15m`.
 */
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
    return words.every((word) =>
      Timeframe.safeParse(word).success
        ? one.timeframe === word
        : lower.some((field) => field.includes(word)),
    );
  });
}
