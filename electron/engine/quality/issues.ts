import {
  type CoverageLimits,
  freshnessOf,
  isDelisted,
  isKept,
  requiredDaysOf,
  type SeriesCoverage,
  wantedFrom,
} from '../../../shared/domain/coverage.ts';
import type { Gap } from '../../../shared/domain/gap.ts';
import type { Issue } from '../../../shared/domain/issue.ts';
import { DEFAULT_LIMITS } from '../../../shared/domain/quality.ts';

/** Returns what there is to say of the end of a series: it is old, or cannot be newer. */
function endIssue(series: SeriesCoverage, now: number, limits: CoverageLimits): Issue | null {
  if (series.delistedAt !== null && isDelisted(series, now)) {
    return { code: 'delisted', at: series.delistedAt };
  }
  if (!isKept(series)) return { code: 'inactive' };
  const limitMs = freshnessOf(series.timeframe, limits);
  return series.ageMs !== null && series.ageMs > limitMs
    ? { code: 'stale', ageMs: series.ageMs, limitMs }
    : null;
}

/** Returns the gaps that nobody can decide before the venue has been asked a second time. */
function waitingIssue(gaps: readonly Gap[]): Issue | null {
  const waiting = gaps.filter(({ state }) => state === 'unconfirmed');
  if (waiting.length === 0) return null;
  const due = waiting.map(({ nextRetryAt }) => nextRetryAt).filter((at) => at !== null);
  return {
    code: 'awaits-second-look',
    missing: waiting.reduce((sum, { missing }) => sum + missing, 0),
    gaps: waiting.length,
    at: due.length === 0 ? null : Math.min(...due),
  };
}

/** Says what keeps a series from being ok, and what is good to know beside it. `gaps` are those of its ledger. */
export function issuesOf(
  series: SeriesCoverage,
  now: number,
  limits: CoverageLimits = DEFAULT_LIMITS,
  gaps: readonly Gap[] = [],
): Issue[] {
  const days = requiredDaysOf(series, limits);
  const wanted = wantedFrom({ ...series, historyDays: days }, now);
  const isEmpty = series.candles === 0;
  const lateFrom =
    !isEmpty && series.ledgerFrom !== null && series.ledgerFrom > wanted ? series.ledgerFrom : null;
  const issues: (Issue | null)[] = [
    isEmpty ? { code: 'empty' } : null,
    endIssue(series, now, limits),
    lateFrom === null ? null : { code: 'starts-late', from: lateFrom, days },
    !isEmpty && series.openMissing > 0
      ? { code: 'missing', missing: series.openMissing, expected: series.expected, gaps: series.gaps }
      : null,
    waitingIssue(gaps),
  ];
  return issues.filter((issue) => issue !== null);
}
