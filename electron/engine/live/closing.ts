import type { CandleRow } from '../../../shared/domain/candle.ts';
import { type EpochMs, SECOND } from '../../../shared/domain/time.ts';
import { closedUntil, type Timeframe } from '../../../shared/domain/timeframe.ts';

/** A venue may still send the last word on a candle for this long after its close. */
export const GRACE_MS = 2 * SECOND;

export type ClosingFacts = Readonly<{
  timeframe: Timeframe;
  /** Open time of the newest candle the venue has sent; null before the first. */
  newestSeen: EpochMs | null;
  /** Exchange time, null while the clock cannot be trusted. */
  now: EpochMs | null;
}>;

/**
 * Returns the open time before which every candle is closed: a newer one has been seen, or exchange time is past the
 * close and the grace. The PC's own clock has no say in it.
 */
export function closedBefore({ timeframe, newestSeen, now }: ClosingFacts): EpochMs {
  const byTime = now === null ? 0 : closedUntil(timeframe, now - GRACE_MS);
  return Math.max(byTime, newestSeen ?? 0);
}

/** Takes the rows that are closed out of `rows`, which is keyed by open time; oldest first. */
export function takeClosed(rows: Map<EpochMs, CandleRow>, before: EpochMs): CandleRow[] {
  const closed = [...rows.values()].filter(([openTime]) => openTime < before);
  for (const [openTime] of closed) rows.delete(openTime);
  return closed.sort((a, b) => a[0] - b[0]);
}
