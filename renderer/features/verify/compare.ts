import type { VerifyReport } from '../../../shared/contract/calls.ts';
import type { SeriesStatus } from '../../../shared/domain/coverage.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import type { ReportedSeries } from './issues.ts';

export type Comparison = Readonly<{
  /** When the older report was made. */
  since: number;
  better: number;
  worse: number;
  same: number;
  /** Series the older report does not have. */
  added: number;
  /** The status before, of every series whose status is another one now. */
  before: ReadonlyMap<SeriesId, SeriesStatus>;
}>;

const RANK: Readonly<Record<SeriesStatus, number>> = { ok: 0, stale: 1, incomplete: 2, missing: 3 };

/** Below 0: `now` is better. Where the status is the same, what can still be downloaded decides, then the findings. */
const change = (before: ReportedSeries, now: ReportedSeries): number =>
  RANK[now.status] - RANK[before.status] ||
  now.openMissing - before.openMissing ||
  now.issues.length - before.issues.length;

/** Returns what is different from an older report, for the series both are about. */
export function compareReports(older: VerifyReport, newer: VerifyReport): Comparison {
  const known = new Map(older.series.map((one) => [one.id, one]));
  const pairs = newer.series.flatMap((now) => {
    const before = known.get(now.id);
    return before === undefined ? [] : [{ before, now, change: change(before, now) }];
  });
  return {
    since: older.at,
    better: pairs.filter((pair) => pair.change < 0).length,
    worse: pairs.filter((pair) => pair.change > 0).length,
    same: pairs.filter((pair) => pair.change === 0).length,
    added: newer.series.length - pairs.length,
    before: new Map(
      pairs
        .filter(({ before, now }) => before.status !== now.status)
        .map(({ before, now }) => [now.id, before.status]),
    ),
  };
}
