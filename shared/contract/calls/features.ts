import { z } from 'zod';
import { FeatureCoverage, FeatureInfo, FeatureQuality } from '../../domain/feature.ts';
import { SeriesId } from '../../domain/series.ts';
import { EpochMs } from '../../domain/time.ts';
import { Nothing, SeriesFilter } from '../filters.ts';

const Count = z.number().int().min(0);

export const featureCalls = {
  'features.catalog': {
    request: Nothing,
    response: z.strictObject({ features: z.array(FeatureInfo), series: z.array(FeatureCoverage) }),
  },
  /** Turns the computing of features on close on or off for some series. */
  'features.enable': {
    request: z.strictObject({ seriesIds: z.array(SeriesId).min(1).max(5_000), enabled: z.boolean() }),
    response: z.strictObject({ series: z.array(FeatureCoverage) }),
  },
  /** Computes what is missing or out of date, into the store and, if asked, the Parquet partitions. */
  'features.build': {
    request: SeriesFilter.extend({ parquet: z.boolean(), all: z.boolean().optional() }),
    response: z.strictObject({ series: Count, rows: Count, partitions: Count }),
  },
  /** Quality of one feature over time, per UTC day. */
  'features.quality': {
    request: z.strictObject({ seriesId: SeriesId, name: z.string().max(60) }),
    response: z.strictObject({
      days: z.array(z.strictObject({ day: EpochMs, counts: z.partialRecord(FeatureQuality, Count) })),
    }),
  },
} as const;
