import type { CandleColumns } from '../../../shared/domain/candle.ts';

/** What features are computed from; columns beside the candles are as long as they are, NaN where not known. */
export type FeatureInput = Readonly<{
  /** Closed candles of one series, oldest first. */
  candles: CandleColumns;
  /** Closes of the market's reference symbol at the same open times; null where there is none. */
  market: Float64Array | null;
  /** Closes of the other symbols of the sector at the same open times. */
  sector: readonly Float64Array[];
}>;

/** One entry of the feature catalog. */
export type Feature = Readonly<{
  name: string;
  version: string;
  category: 'technical' | 'cross-sectional' | 'sentiment';
  /** How it is computed, in words. */
  formula: string;
  /** Columns and other features it reads. */
  dependencies: readonly string[];
  /** Closed candles needed for its first value. */
  lookback: number;
  /** Returns one value per candle, NaN where there is none; null while no source for it exists at all. */
  compute: ((input: FeatureInput) => Float64Array) | null;
}>;

/** The key of a stored value: `rsi_14@1.0`, as the seeds write it. */
export const featureKey = ({ name, version }: Pick<Feature, 'name' | 'version'>): string =>
  `${name}@${version}`;
