import { z } from 'zod';
import { SeriesId, SeriesKey } from './series.ts';
import { EpochMs } from './time.ts';

/** How far a stored value may be trusted (the seeds' contract of the features' JSON). */
export const FeatureQuality = z.enum(['ready', 'warmup', 'degraded', 'missing']);
export type FeatureQuality = z.infer<typeof FeatureQuality>;

/**
 * The features of one candle as the store keeps them: keys `name@version`, values with exactly `value` and `quality`.
 * One bad entry refuses the whole (seeds/003, validation of the features' JSON).
 */
export const FeatureJson = z.record(
  z.string().regex(/^[^@]+@[^@]+$/, 'a key is name@version'),
  z.strictObject({ value: z.number().nullable(), quality: FeatureQuality }),
);
export type FeatureJson = z.infer<typeof FeatureJson>;

/** One line of the feature catalog as the window shows it. */
export const FeatureInfo = z.strictObject({
  name: z.string(),
  version: z.string(),
  category: z.enum(['technical', 'cross-sectional', 'sentiment']),
  formula: z.string(),
  dependencies: z.array(z.string()),
  lookback: z.number().int(),
  /** False while no source for it exists: its values are `missing`. */
  hasSource: z.boolean(),
  lastBuiltAt: EpochMs.nullable(),
});
export type FeatureInfo = z.infer<typeof FeatureInfo>;

/** How good the stored features of one series are, per UTC day. */
export const FeatureCoverage = SeriesKey.extend({
  seriesId: SeriesId,
  enabled: z.boolean(),
  rows: z.number().int(),
  first: EpochMs.nullable(),
  last: EpochMs.nullable(),
  counts: z.partialRecord(FeatureQuality, z.number().int()),
});
export type FeatureCoverage = z.infer<typeof FeatureCoverage>;

/** The symbol whose candles stand for the market of its exchange. */
export const MARKET_REFERENCE = 'BTCUSDT';
