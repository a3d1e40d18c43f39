import { z } from 'zod';
import { SeriesId, SeriesKey } from './series.ts';
import { EpochMs } from './time.ts';

/** Why a stretch of open times has no candle. */
export const GapCause = z.enum([
  /** Nobody has asked for it yet. */
  'not-downloaded',
  /** The venue was asked and the answer could not be used, after every retry. */
  'request-failed',
  /** The venue answered properly, and the answer had nothing here. */
  'exchange-empty',
  /** The venue sent a candle and the rules refused it; see the rejected candles. */
  'rejected',
]);
export type GapCause = z.infer<typeof GapCause>;

export const GapState = z.enum([
  /** Can be downloaded. */
  'open',
  /** The venue had nothing once; a second look decides. */
  'unconfirmed',
  /** The venue had nothing twice: not asked again unless the trader says so. */
  'confirmed-empty',
]);
export type GapState = z.infer<typeof GapState>;

/** One row of the gap ledger. Times are open times: the first missing one and the last missing one. */
export const Gap = SeriesKey.extend({
  seriesId: SeriesId,
  from: EpochMs,
  to: EpochMs,
  /** Missing candles. */
  missing: z.number().int().positive(),
  cause: GapCause,
  state: GapState,
  attempts: z.number().int().min(0),
  /** What was asked and what came back, in words. */
  evidence: z.string().nullable(),
  updatedAt: EpochMs,
});
export type Gap = z.infer<typeof Gap>;
