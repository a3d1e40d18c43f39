import type { SeriesCoverage } from '../../../shared/domain/coverage.ts';
import type { FeatureCoverage } from '../../../shared/domain/feature.ts';

const NONE = { enabled: false, rows: 0, first: null, last: null, counts: {} } as const;

/**
 * Returns every series that has candles, in the order of the coverage: the engine lists those that keep features only,
 * and the trader chooses among all. Series without candles that keep features come last.
 */
export function allSeries(
  kept: readonly FeatureCoverage[],
  stored: readonly SeriesCoverage[],
): readonly FeatureCoverage[] {
  const known = new Map(kept.map((one) => [one.seriesId, one]));
  const listed = stored
    .filter(({ id, candles }) => candles > 0 || known.has(id))
    .map(
      ({ id, exchange, symbol, timeframe }) =>
        known.get(id) ?? { exchange, symbol, timeframe, seriesId: id, ...NONE },
    );
  const ids = new Set(listed.map(({ seriesId }) => seriesId));
  return [...listed, ...kept.filter(({ seriesId }) => !ids.has(seriesId))];
}
