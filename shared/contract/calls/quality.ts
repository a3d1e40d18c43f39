import { z } from 'zod';
import { IngestBatch } from '../../domain/batch.ts';
import { CandleColumns } from '../../domain/candle.ts';
import { ExchangeId } from '../../domain/exchange.ts';
import { Gap } from '../../domain/gap.ts';
import { CheckKind, CheckReport, QualityLimits, ReviewItem, ReviewState } from '../../domain/quality.ts';
import { SeriesId } from '../../domain/series.ts';
import { EpochMs } from '../../domain/time.ts';
import { Timeframe } from '../../domain/timeframe.ts';
import { Nothing, SeriesFilter, Stretches } from '../filters.ts';

const CandleRef = z.strictObject({ seriesId: SeriesId, openTime: EpochMs });
const Count = z.number().int().min(0);
const ReviewIds = z.array(z.number().int().positive()).min(1).max(5_000);

/** Everything that is known about one open time of one series. Columns hold one candle, or none. */
export const CandleStory = z.strictObject({
  candle: CandleColumns,
  /** What brought the present value; null without a candle, or when its batch is gone. */
  batch: IngestBatch.nullable(),
  flags: Count,
  latencyMs: z.number().nullable(),
  /** Earlier values, newest first: the one in row i of `revisions` was replaced at `revised[i].at`. */
  revisions: CandleColumns,
  revised: z.array(
    z.strictObject({ at: EpochMs, batch: IngestBatch.nullable(), by: IngestBatch.nullable() }),
  ),
  rejected: z.array(z.strictObject({ at: EpochMs, reason: z.string() })),
  gap: Gap.nullable(),
  /** The stored candles of the next finer series under it, and how many there should be; null without one. */
  finer: z.strictObject({ timeframe: Timeframe, candles: CandleColumns, expected: Count }).nullable(),
});
export type CandleStory = z.infer<typeof CandleStory>;

export const qualityCalls = {
  'quality.limits': { request: Nothing, response: QualityLimits },
  'quality.setLimits': { request: QualityLimits, response: QualityLimits },
  /** Runs a deep check to its end; `checks.progress` tells how far it is. Cancelling keeps what was found. */
  'checks.run': {
    request: SeriesFilter.extend({
      kind: CheckKind,
      stretches: Stretches.optional(),
      /** Days the canary fetches again, over all series. */
      days: z.number().int().min(1).max(1_000).optional(),
    }),
    response: z.strictObject({ report: CheckReport }),
  },
  'checks.history': {
    request: z.strictObject({ kind: CheckKind.optional(), limit: z.number().int().min(1).max(1_000) }),
    response: z.strictObject({
      reports: z.array(CheckReport),
      /** Days the canary has compared so far and those that had changed at the venue. */
      canary: z.strictObject({ days: Count, drifted: Count, candles: Count, changed: Count }),
    }),
  },
  /** Makes the ledgers say what the candles say, for series where a check found a contradiction. */
  'checks.rebuild': {
    request: z.strictObject({ seriesIds: z.array(SeriesId).min(1).max(5_000) }),
    response: z.strictObject({ rebuilt: Count }),
  },
  'review.list': {
    request: SeriesFilter.extend({
      state: ReviewState.optional(),
      limit: z.number().int().min(1).max(10_000),
    }),
    response: z.strictObject({ items: z.array(ReviewItem), open: Count }),
  },
  /**
   * Accepts items (they are as they are), rejects them (their candles are marked as doubted, and stay) or opens them
   * again. To fetch the candles again there is `candles.refetch`.
   */
  'review.decide': {
    request: z.strictObject({ ids: ReviewIds, state: ReviewState }),
    response: z.strictObject({ items: z.array(ReviewItem) }),
  },
  'candles.inspect': { request: CandleRef, response: CandleStory },
  /** Asks the other venue for the same candle, now; an empty column when it has none. */
  'candles.elsewhere': {
    request: CandleRef,
    response: z.strictObject({ exchange: ExchangeId, candle: CandleColumns }),
  },
} as const;
