import type { SeriesCoverage } from '../../shared/domain/coverage.ts';
import type { Gap } from '../../shared/domain/gap.ts';
import type { InstrumentId } from '../../shared/domain/instrument.ts';
import type { Job, JobId, JobPart } from '../../shared/domain/job.ts';
import type { ReviewItem } from '../../shared/domain/quality.ts';
import type { SeriesId } from '../../shared/domain/series.ts';

/** Returns one series as the coverage table gets it: complete, with the given differences. */
export function sampleCoverage(change: Partial<SeriesCoverage> = {}): SeriesCoverage {
  return {
    id: 1 as SeriesId,
    instrumentId: 1 as InstrumentId,
    exchange: 'bitget',
    symbol: 'BTCUSDT',
    timeframe: '1h',
    tracked: true,
    historyDays: 90,
    candles: 100,
    first: 0,
    last: 99 * 3_600_000,
    ledgerFrom: 0,
    ledgerUntil: 100 * 3_600_000,
    missing: 0,
    openMissing: 0,
    confirmedEmpty: 0,
    gaps: 0,
    listedAt: null,
    delistedAt: null,
    isActive: true,
    live: false,
    expected: 100,
    coverage: 1,
    status: 'ok',
    ageMs: 0,
    ...change,
  };
}

/** Returns one part of a job, half done, with the given differences. */
export function samplePart(change: Partial<JobPart> = {}): JobPart {
  return {
    seriesId: 1 as SeriesId,
    exchange: 'bitget',
    symbol: 'BTCUSDT',
    timeframe: '1h',
    state: 'running',
    from: 0,
    until: 100 * 3_600_000,
    total: 100,
    settled: 50,
    stored: 50,
    requests: 1,
    reached: 49 * 3_600_000,
    problem: null,
    ...change,
  };
}

/** Returns a running job of one part, with the given differences. */
export function sampleJob(change: Partial<Job> = {}): Job {
  return {
    id: '00000000-0000-4000-8000-000000000001' as JobId,
    kind: 'backfill',
    state: 'running',
    priority: 0,
    createdAt: 1_000,
    startedAt: 1_000,
    finishedAt: null,
    problem: null,
    parts: [samplePart()],
    rate: 100,
    etaMs: 500,
    undone: false,
    ...change,
  };
}

/** Returns the gap of one hour at the beginning of a series, with the given differences. */
export function sampleGap(change: Partial<Gap> = {}): Gap {
  return {
    seriesId: 1 as SeriesId,
    exchange: 'bitget',
    symbol: 'BTCUSDT',
    timeframe: '1h',
    from: 0,
    to: 0,
    missing: 1,
    cause: 'not-downloaded',
    state: 'open',
    attempts: 0,
    evidence: null,
    batchId: null,
    alsoMissing: [],
    nextRetryAt: null,
    updatedAt: 0,
    ...change,
  };
}

/** Returns a price jump of one hour that nobody has decided about, with the given differences. */
export function sampleReviewItem(change: Partial<ReviewItem> = {}): ReviewItem {
  const from = change.from ?? 0;
  return {
    id: 1,
    seriesId: 1 as SeriesId,
    exchange: 'bitget',
    symbol: 'BTCUSDT',
    timeframe: '1h',
    kind: 'price-jump',
    from,
    to: from,
    candles: 1,
    detail: { basis: 'close-close', before: 27_010, after: 30_845, change: 0.142, missing: 0 },
    state: 'open',
    foundAt: 0,
    decidedAt: null,
    ...change,
  };
}
