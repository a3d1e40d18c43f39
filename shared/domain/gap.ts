import { z } from 'zod';
import { MarketSymbol } from './instrument.ts';
import { SeriesId, SeriesKey } from './series.ts';
import { DAY, EpochMs, HOUR, MINUTE } from './time.ts';

/** Why a stretch of open times has no candle. */
export const GapCause = z.enum([
  /** Nobody has asked for it yet. */
  'not-downloaded',
  /** The program was not running while these candles closed, and nobody has asked for them since. */
  'app-not-running',
  /** The PC slept while these candles closed, and nobody has asked for them since. */
  'pc-asleep',
  /** The venue was asked and the answer could not be used, after every retry. */
  'request-failed',
  /** The venue answered properly, and the answer had nothing here. */
  'exchange-empty',
  /** The venue had nothing here, nor for other symbols at the same time: it was down, or halted. */
  'outage',
  /** The venue sent a candle and the rules refused it; see the rejected candles. */
  'rejected',
  /** The symbol was not listed yet. */
  'before-listing',
  /** The symbol had left the venue. */
  'delisted',
  /** The venue keeps history of this timeframe only since a later date than the symbol's listing. */
  'source-limit',
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
  /** The request whose answer said so; null where nobody has asked. */
  batchId: z.number().int().positive().nullable(),
  /** Other symbols of the venue that have nothing at the same time. */
  alsoMissing: z.array(MarketSymbol),
  /** Before then an automatic repair leaves it alone; null when it may be tried at once, or never again. */
  nextRetryAt: EpochMs.nullable(),
  updatedAt: EpochMs,
});
export type Gap = z.infer<typeof Gap>;

/** Causes that say the venue itself has no candle there. */
const EMPTY_AT_VENUE: ReadonlySet<GapCause> = new Set([
  'exchange-empty',
  'outage',
  'before-listing',
  'delisted',
  'source-limit',
]);

export const isEmptyAtVenue = (cause: GapCause): boolean => EMPTY_AT_VENUE.has(cause);

/** Causes that say nobody has asked yet. */
export const isUnasked = (cause: GapCause): boolean =>
  cause === 'not-downloaded' || cause === 'app-not-running' || cause === 'pc-asleep';

/** Waits after the first, second … request in a row that failed, the last one for all that follow. */
const BACK_OFF: readonly number[] = [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 12 * HOUR];

/** Returns how long to leave a gap alone after so many failed requests, milliseconds. */
export const backOffAfter = (failures: number): number =>
  BACK_OFF[Math.min(Math.max(failures, 1), BACK_OFF.length) - 1]!;

/** What the trader has taken back stays out this long unless they ask for it; the schedule must not undo an undo. */
export const TAKEN_BACK_MS = 30 * DAY;

/**
 * Tells whether a gap is to be left alone for now. A wait longer than any that is ever set was written by a clock that
 * has been put back since, and holds nobody up.
 */
export function isWaiting({ cause, nextRetryAt }: Pick<Gap, 'cause' | 'nextRetryAt'>, now: EpochMs): boolean {
  const longest = isUnasked(cause) ? TAKEN_BACK_MS : BACK_OFF.at(-1)!;
  return nextRetryAt !== null && now < nextRetryAt && nextRetryAt - now <= longest;
}
