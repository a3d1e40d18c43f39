import { z } from 'zod';
import { SeriesKey } from './series.ts';
import { EpochMs } from './time.ts';

const Count = z.number().int().min(0);

/** One request or file and what came of it: the provenance of every candle that carries its id. */
export const IngestBatch = SeriesKey.extend({
  id: z.number().int().positive(),
  requestedAt: EpochMs,
  provider: z.string(),
  request: z.string().nullable(),
  /** What was asked for, [from, until), and what the rows span; null when there were none. */
  askedFrom: EpochMs,
  askedUntil: EpochMs,
  gotFrom: EpochMs.nullable(),
  gotUntil: EpochMs.nullable(),
  rows: Count,
  inserted: Count,
  changed: Count,
  rejected: Count,
  gaps: Count,
  quality: z.string(),
  notes: z.string().nullable(),
});
export type IngestBatch = z.infer<typeof IngestBatch>;
