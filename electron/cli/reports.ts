import type { RepairPlan } from '../../shared/contract/calls/gaps.ts';
import type { VerifyReport } from '../../shared/contract/calls.ts';
import type { SeriesCoverage } from '../../shared/domain/coverage.ts';
import type { Gap } from '../../shared/domain/gap.ts';
import type { FileReport } from '../../shared/domain/import.ts';
import type { Job } from '../../shared/domain/job.ts';
import type { CheckReport } from '../../shared/domain/quality.ts';
import { type EpochMs, toIso } from '../../shared/domain/time.ts';
import { issueText } from '../../shared/words/issues.ts';
import { englishOf } from '../../shared/words/problems.ts';
import type { LiveReport } from '../engine/live/liveReport.ts';

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

export const jobDocument = (job: Job) => ({
  job: job.id,
  state: job.state,
  series: job.parts.map((part) => ({
    exchange: part.exchange,
    symbol: part.symbol,
    timeframe: part.timeframe,
    state: part.state,
    stored: part.stored,
    requests: part.requests,
    problem: englishOf(part.problem),
  })),
});

export const planDocument = (plan: RepairPlan) => ({
  gaps: plan.gaps,
  missing: plan.missing,
  requests: plan.requests,
  weight: plan.weight,
  seconds: Math.round(plan.seconds * 10) / 10,
  confirmed: plan.confirmed,
  waiting: plan.waiting,
  series: plan.series.map(({ exchange, symbol, timeframe, gaps, missing, requests, weight }) => ({
    exchange,
    symbol,
    timeframe,
    gaps,
    missing,
    requests,
    weight,
  })),
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
    issues: series.issues.map(issueText),
  })),
});

/** What a deep check found; part of the document of `verify --check`. */
export const checkDocument = (report: CheckReport) => ({
  kind: report.kind,
  result: report.result,
  startedAt: toIso(report.startedAt),
  finishedAt: toIso(report.finishedAt),
  checked: report.checked,
  found: report.found,
  problem: englishOf(report.problem),
  series: report.series.map((series) => ({
    exchange: series.exchange,
    symbol: series.symbol,
    timeframe: series.timeframe,
    checked: series.checked,
    found: series.found,
    issues: series.issues.map(issueText),
  })),
});

const venueRow = (venue: LiveReport['venues'][number]) => ({
  exchange: venue.exchange,
  socket: venue.socket,
  socketSince: iso(venue.socketSince),
  desired: venue.desired,
  active: venue.active,
  latencyMs: venue.latencyMs,
  clockOffsetMs: venue.clockOffsetMs,
  clockTrusted: venue.clockTrusted,
  weightUsed: share(venue.weightUsed),
  reconnects: venue.reconnects,
  circuit: venue.circuit,
  lastError: englishOf(venue.lastError),
});

export const liveRow = (series: LiveReport['series'][number]) => ({
  exchange: series.exchange,
  symbol: series.symbol,
  timeframe: series.timeframe,
  state: series.state,
  source: series.source,
  lastCandle: iso(series.lastCandle),
  lastMessageAt: iso(series.lastMessageAt),
  latencyMs: series.latencyMs,
  reconnects: series.reconnects,
  errors: series.errors,
  lastError: englishOf(series.lastError),
  updatedAt: iso(series.updatedAt),
});

export const liveDocument = ({ running, paused, mode, venues, series }: LiveReport) => ({
  running,
  paused,
  mode,
  venues: venues.map(venueRow),
  series: series.map(liveRow),
});

/** One file of `import`: what was found in it, what a rule refused with line numbers, and what was stored. */
export const fileDocument = (file: FileReport) => ({ ...file, first: iso(file.first), last: iso(file.last) });
