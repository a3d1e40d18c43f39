import { z } from 'zod';
import { JobId } from './job.ts';
import { SeriesKey } from './series.ts';
import { EpochMs } from './time.ts';

const Count = z.number().int().min(0);

/** How candles came to be: an answer of the venue, its WebSocket, finer candles, a file, or the venue's archive of files. */
export const Origin = z.enum(['rest', 'socket', 'derived', 'file', 'archive']);
export type Origin = z.infer<typeof Origin>;

/** One request or file and what came of it: the provenance of every candle that carries its id. */
export const IngestBatch = SeriesKey.extend({
  id: z.number().int().positive(),
  requestedAt: EpochMs,
  provider: z.string(),
  origin: Origin,
  /** The candles are another venue's: the series' own had none, and the trader allowed it. */
  fallbackUsed: z.boolean(),
  jobId: JobId.nullable(),
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
