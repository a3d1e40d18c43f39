import type { CallReceived } from '../../../shared/contract/calls.ts';
import { tradingEnd } from '../../../shared/domain/coverage.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import { DAY, type EpochMs } from '../../../shared/domain/time.ts';
import { ceilToGrid, closedUntil, floorToGrid, type Timeframe } from '../../../shared/domain/timeframe.ts';

type BackfillRequest = CallReceived<'backfill.start'>;

/**
 * The stretch asked of one series: what was said, or the days of history its catalog entry wants; nothing after the
 * symbol has left the venue.
 */
export function rangeOf(
  request: Pick<BackfillRequest, 'from' | 'until' | 'days'>,
  timeframe: Timeframe,
  historyDays: number,
  now: EpochMs,
  delistedAt: EpochMs | null,
): Interval {
  const days = request.days ?? historyDays;
  const from =
    request.from === undefined
      ? floorToGrid(timeframe, Math.max(0, now - days * DAY))
      : ceilToGrid(timeframe, request.from);
  const until = Math.min(
    closedUntil(timeframe, now),
    request.until === undefined ? now : ceilToGrid(timeframe, request.until),
    tradingEnd(timeframe, delistedAt, now) ?? now,
  );
  return { from, until: Math.max(from, until) };
}
