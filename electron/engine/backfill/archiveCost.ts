import { type Interval, type IntervalSet, subtract } from '../../../shared/domain/interval.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { Timeframe } from '../../../shared/domain/timeframe.ts';
import type { MarketFeed } from '../ports/feed.ts';
import { createArchivePlan } from './archivePlan.ts';

/** Files of the archive and pages of the exchange that a set of missing candles takes. */
export type ArchiveCost = Readonly<{ files: number; pages: number }>;

/** Counts files and pages the way they will be fetched, if the archive has every file that should be there. */
export function archiveCost(
  missing: IntervalSet,
  timeframe: Timeframe,
  range: Interval,
  feed: MarketFeed,
  now: EpochMs,
): ArchiveCost {
  const plan = createArchivePlan({
    // Files are counted, not named.
    subject: { symbol: 'ANY', timeframe },
    range,
    now,
    pageSize: (from) => feed.pageSize(timeframe, from),
  });
  const cost = { files: 0, pages: 0 };
  let left = missing;
  for (let step = plan.next(left); step !== null; step = plan.next(left)) {
    left = subtract(left, [step.window]);
    if (step.file === null) cost.pages += 1;
    else {
      cost.files += 1;
      plan.ended(step.file, 'read');
    }
  }
  return cost;
}
