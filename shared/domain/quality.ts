import { z } from 'zod';
import { Issue } from './issue.ts';
import { Problem } from './problem.ts';
import { SeriesId, SeriesKey } from './series.ts';
import { EpochMs } from './time.ts';
import { Timeframe } from './timeframe.ts';

/** What is known of one candle beside its values; bits of the candle's `flags`. */
export const CANDLE_FLAG = {
  /** The venue's REST answer agreed with what the socket, or the finer candles, had said. */
  confirmed: 1,
  /** The trader does not believe it: kept, and told to everybody who reads it. */
  doubted: 2,
} as const;

export const CheckKind = z.enum([
  /** Both ledgers against every candle, and SQLite's own check of the file. */
  'ledger',
  /** Stored candles of a higher timeframe against the aggregate of the finer ones. */
  'aggregate',
  /** Random closed days fetched again and compared bit by bit. */
  'canary',
  /** Price jumps and flat runs without volume. */
  'suspicious',
]);
export type CheckKind = z.infer<typeof CheckKind>;

/** What one run of a deep check found in one series. */
export const CheckFinding = SeriesKey.extend({
  seriesId: SeriesId,
  /** Candles compared, and those of them that differ or were flagged. */
  checked: z.number().int().min(0),
  found: z.number().int().min(0),
  issues: z.array(Issue),
});
export type CheckFinding = z.infer<typeof CheckFinding>;

export const CheckReport = z.strictObject({
  id: z.number().int().positive(),
  kind: CheckKind,
  startedAt: EpochMs,
  finishedAt: EpochMs,
  result: z.enum(['ok', 'found', 'failed', 'cancelled']),
  checked: z.number().int().min(0),
  found: z.number().int().min(0),
  problem: Problem.nullable(),
  series: z.array(CheckFinding),
});
export type CheckReport = z.infer<typeof CheckReport>;

export const ReviewKind = z.enum([
  'price-jump',
  'flat-run',
  'aggregate-differs',
  'canary-drift',
  'derived-differs',
]);
export type ReviewKind = z.infer<typeof ReviewKind>;

export const ReviewState = z.enum(['open', 'accepted', 'rejected']);
export type ReviewState = z.infer<typeof ReviewState>;

/** Something in the data that a person should look at. The candles stay as they are until the trader says so. */
export const ReviewItem = SeriesKey.extend({
  id: z.number().int().positive(),
  seriesId: SeriesId,
  kind: ReviewKind,
  /** Open times of the first and last candle concerned. */
  from: EpochMs,
  to: EpochMs,
  candles: z.number().int().positive(),
  /** The numbers behind it, named: `{ before, after, change }`, `{ field, stored, expected }` … */
  detail: z.record(z.string(), z.union([z.number(), z.string(), z.null()])),
  state: ReviewState,
  foundAt: EpochMs,
  decidedAt: EpochMs.nullable(),
});
export type ReviewItem = z.infer<typeof ReviewItem>;

/** The trader's own limits; what is absent follows the seeds (`FRESHNESS_LIMIT`, `DEFAULT_HISTORY_DAYS`). */
export const QualityLimits = z.strictObject({
  /** Greatest age of a fresh series by timeframe, milliseconds. */
  freshnessMs: z.partialRecord(Timeframe, z.number().int().min(60_000)),
  /** Days of history a new series of the timeframe is to have. */
  requiredDays: z.partialRecord(Timeframe, z.number().int().min(1).max(10_000)),
  /** Change from one close to the next open or close that is flagged, as a fraction. */
  jump: z.number().min(0.001).max(10),
  /** Minutes without volume or movement that are flagged as a flat run. */
  flatMinutes: z.number().int().min(2).max(10_000),
});
export type QualityLimits = z.infer<typeof QualityLimits>;

export const DEFAULT_LIMITS: QualityLimits = {
  freshnessMs: {},
  requiredDays: {},
  jump: 0.1,
  flatMinutes: 15,
};
