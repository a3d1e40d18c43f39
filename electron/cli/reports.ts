import type { VerifyReport } from '../../shared/contract/calls.ts';
import type { SeriesCoverage } from '../../shared/domain/coverage.ts';
import type { Gap } from '../../shared/domain/gap.ts';
import { type EpochMs, toIso } from '../../shared/domain/time.ts';

const iso = (time: EpochMs | null): string | null => (time === null ? null : toIso(time));

/** Six decimals, and never 1 while a candle is missing. */
const share = (coverage: number): number => Math.floor(coverage * 1e6) / 1e6;

/** The JSON of the reports is a promise to other people's scripts: fields are added, never renamed or dropped. */
export const coverageRow = (series: SeriesCoverage) => ({
  exchange: series.exchange,
  symbol: series.symbol,
  timeframe: series.timeframe,
  candles: series.candles,
  first: iso(series.first),
  last: iso(series.last),
  expected: series.expected,
  missing: series.missing,
  confirmedEmpty: series.confirmedEmpty,
  coverage: share(series.coverage),
  status: series.status,
  ageMs: series.ageMs === null ? null : Math.round(series.ageMs),
  gaps: series.gaps,
});

export const gapRow = (gap: Gap) => ({
  exchange: gap.exchange,
  symbol: gap.symbol,
  timeframe: gap.timeframe,
  from: toIso(gap.from),
  to: toIso(gap.to),
  missing: gap.missing,
  cause: gap.cause,
  state: gap.state,
  attempts: gap.attempts,
  evidence: gap.evidence,
});

export const verifyDocument = (report: VerifyReport) => ({
  overall: report.overall,
  at: toIso(report.at),
  deep: report.deep,
  series: report.series.map((series) => ({
    exchange: series.exchange,
    symbol: series.symbol,
    timeframe: series.timeframe,
    status: series.status,
    candles: series.candles,
    expected: series.expected,
    missing: series.missing,
    ageMs: series.ageMs === null ? null : Math.round(series.ageMs),
    issues: series.issues,
  })),
});
