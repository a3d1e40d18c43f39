import { z } from 'zod';
import { IngestBatch } from '../domain/batch.ts';
import { CandleColumns } from '../domain/candle.ts';
import { SeriesCoverage, SeriesStatus } from '../domain/coverage.ts';
import { CoverageCells } from '../domain/coverageCells.ts';
import { AuditEntry, SystemEvent } from '../domain/event.ts';
import { ExchangeId } from '../domain/exchange.ts';
import { Instrument, InstrumentId, Market, MarketSymbol } from '../domain/instrument.ts';
import { Issue } from '../domain/issue.ts';
import { BackfillSource, Job, JobId } from '../domain/job.ts';
import { Problem } from '../domain/problem.ts';
import { HistoryDays, Series, SeriesId, SeriesKey } from '../domain/series.ts';
import { EpochMs } from '../domain/time.ts';
import { Timeframe } from '../domain/timeframe.ts';
import { alertCalls } from './calls/alerts.ts';
import { featureCalls } from './calls/features.ts';
import { frameCalls } from './calls/frames.ts';
import { gapCalls } from './calls/gaps.ts';
import { importCalls } from './calls/imports.ts';
import { liveCalls } from './calls/live.ts';
import { qualityCalls } from './calls/quality.ts';
import { scheduleCalls } from './calls/schedule.ts';
import { Nothing, SeriesFilter } from './filters.ts';

export { SeriesFilter } from './filters.ts';

const JobRef = z.strictObject({ jobId: JobId });
const Range = { from: EpochMs.optional(), until: EpochMs.optional() };

export const TrackedTimeframe = z.strictObject({ timeframe: Timeframe, days: HistoryDays.optional() });

export const CatalogEntry = Instrument.extend({ series: z.array(Series) });
export type CatalogEntry = z.infer<typeof CatalogEntry>;

/** One venue as the status page shows it. */
export const VenueStatus = z.strictObject({
  exchange: ExchangeId,
  /** Exchange time minus this PC's, in milliseconds; null before the first measurement. */
  clockOffsetMs: z.number().nullable(),
  /** Requests are held back until then (a rate limit or a ban); null when they are not. */
  blockedUntil: EpochMs.nullable(),
  lastError: Problem.nullable(),
});
export type VenueStatus = z.infer<typeof VenueStatus>;

/** What a backfill would take, before anything is asked for. Times and sizes are estimates. */
export const BackfillEstimate = z.strictObject({
  series: z.array(SeriesKey.extend({ missing: z.number().int().min(0), requests: z.number().int().min(0) })),
  missing: z.number().int().min(0),
  /** Pages of the exchange and files of its archive. */
  requests: z.number().int().min(0),
  /** Files of the archive among the requests; absent where none is asked for. */
  files: z.number().int().min(0).optional(),
  seconds: z.number().min(0),
  bytes: z.number().min(0),
});
export type BackfillEstimate = z.infer<typeof BackfillEstimate>;

export const VerifyReport = z.strictObject({
  overall: SeriesStatus,
  at: EpochMs,
  deep: z.boolean(),
  series: z.array(SeriesCoverage.extend({ issues: z.array(Issue) })),
});
export type VerifyReport = z.infer<typeof VerifyReport>;

/** One line of the history of reports. */
export const VerifySummary = z.strictObject({
  id: z.number().int().positive(),
  at: EpochMs,
  deep: z.boolean(),
  overall: SeriesStatus,
  counts: z.partialRecord(SeriesStatus, z.number().int().min(0)),
});
export type VerifySummary = z.infer<typeof VerifySummary>;

export const CatalogFileProblem = z.strictObject({
  line: z.number().int().positive().nullable(),
  message: z.string(),
});

const BackfillRequest = z.strictObject({
  exchange: ExchangeId,
  symbols: z.array(MarketSymbol).min(1).max(500),
  timeframes: z.array(Timeframe).min(1),
  days: HistoryDays.optional(),
  /** Turns the series live as soon as their history is there. */
  keepLive: z.boolean().optional(),
  /** The exchange unless told; `archive` is refused for an exchange that has none. */
  source: BackfillSource.optional(),
  ...Range,
});

/** Everything the window, or a program in its place, may ask of the engine. Adding a call is adding an entry here. */
export const calls = {
  ...liveCalls,
  ...gapCalls,
  ...qualityCalls,
  ...scheduleCalls,
  ...alertCalls,
  ...frameCalls,
  ...featureCalls,
  ...importCalls,
  'app.info': {
    request: Nothing,
    response: z.strictObject({
      version: z.string(),
      dataDir: z.string(),
      sqliteVersion: z.string(),
      /** Some venue is another server on this machine: what is shown is not the market. */
      simulated: z.boolean(),
    }),
  },
  'app.status': {
    request: Nothing,
    response: z.strictObject({
      venues: z.array(VenueStatus),
      storeBytes: z.number(),
      openJobs: z.number().int(),
    }),
  },
  /** Help for a store that is damaged: back to the newest good backup, or a new store out of what can be read. */
  'store.recover': {
    request: z.strictObject({ how: z.enum(['restore', 'salvage']) }),
    response: z.strictObject({
      from: z.string().nullable(),
      damaged: z.string().nullable(),
      candles: z.number().int().nullable(),
    }),
  },
  'catalog.list': { request: Nothing, response: z.strictObject({ entries: z.array(CatalogEntry) }) },
  'catalog.searchMarkets': {
    request: z.strictObject({
      exchange: ExchangeId,
      text: z.string().max(40),
      limit: z.number().int().min(1).max(500),
    }),
    response: z.strictObject({ markets: z.array(Market) }),
  },
  'catalog.add': {
    request: z.strictObject({
      exchange: ExchangeId,
      symbol: MarketSymbol,
      timeframes: z.array(TrackedTimeframe).min(1).max(12),
    }),
    response: z.strictObject({ entry: CatalogEntry }),
  },
  'catalog.remove': {
    request: z.strictObject({ instrumentId: InstrumentId, keepData: z.boolean() }),
    response: z.strictObject({ removedCandles: z.number().int() }),
  },
  'catalog.setActive': {
    request: z.strictObject({ instrumentId: InstrumentId, isActive: z.boolean() }),
    response: z.strictObject({ entry: CatalogEntry }),
  },
  'catalog.setTimeframes': {
    request: z.strictObject({
      instrumentId: InstrumentId,
      timeframes: z.array(TrackedTimeframe).min(1).max(12),
    }),
    response: z.strictObject({ entry: CatalogEntry }),
  },
  'catalog.import': {
    request: z.strictObject({ yaml: z.string().max(1_000_000) }),
    response: z.strictObject({
      added: z.number().int(),
      changed: z.number().int(),
      unchanged: z.number().int(),
      refused: z.array(CatalogFileProblem),
    }),
  },
  'catalog.export': { request: Nothing, response: z.strictObject({ yaml: z.string() }) },
  'coverage.list': { request: SeriesFilter, response: z.strictObject({ series: z.array(SeriesCoverage) }) },
  /** Candles and missing open times per bucket of time: what the heatmap draws. */
  'coverage.cells': {
    request: z.strictObject({
      seriesIds: z.array(SeriesId).min(1).max(300),
      from: EpochMs,
      bucketMs: z.number().int().min(60_000),
      count: z.number().int().min(1).max(4_000),
    }),
    response: z.strictObject({
      series: z.array(z.strictObject({ seriesId: SeriesId, cells: CoverageCells })),
    }),
  },
  'series.remove': {
    request: z.strictObject({ seriesId: SeriesId, keepData: z.boolean() }),
    response: z.strictObject({ removedCandles: z.number().int() }),
  },
  'verify.run': {
    request: SeriesFilter.extend({ deep: z.boolean().optional() }),
    response: VerifyReport,
  },
  'backfill.estimate': { request: BackfillRequest, response: BackfillEstimate },
  'backfill.start': {
    request: BackfillRequest,
    response: z.strictObject({ jobId: JobId }),
  },
  'verify.history': {
    request: z.strictObject({ limit: z.number().int().min(1).max(1_000) }),
    response: z.strictObject({ reports: z.array(VerifySummary) }),
  },
  'verify.get': {
    request: z.strictObject({ id: z.number().int().positive() }),
    response: z.strictObject({ report: VerifyReport }),
  },
  'jobs.list': {
    request: z.strictObject({ limit: z.number().int().min(1).max(1_000).optional() }),
    response: z.strictObject({ jobs: z.array(Job) }),
  },
  'jobs.get': { request: JobRef, response: z.strictObject({ job: Job }) },
  /** The pages a job has fetched, newest first. */
  'jobs.pages': {
    request: JobRef.extend({ seriesId: SeriesId.optional(), limit: z.number().int().min(1).max(5_000) }),
    response: z.strictObject({ pages: z.array(IngestBatch) }),
  },
  'jobs.pause': { request: JobRef, response: z.strictObject({ job: Job }) },
  'jobs.resume': { request: JobRef, response: z.strictObject({ job: Job }) },
  'jobs.cancel': { request: JobRef, response: z.strictObject({ job: Job }) },
  'jobs.retry': { request: JobRef, response: z.strictObject({ job: Job }) },
  'jobs.prioritize': {
    request: JobRef.extend({ priority: z.number().int().min(-100).max(100) }),
    response: z.strictObject({ job: Job }),
  },
  /** Tells what the trader is looking at, so that its pages are fetched first. */
  'jobs.focus': { request: z.strictObject({ seriesId: SeriesId.nullable() }), response: Nothing },
  'candles.range': {
    request: z.strictObject({
      seriesId: SeriesId,
      before: EpochMs,
      limit: z.number().int().min(1).max(20_000),
    }),
    response: z.strictObject({ candles: CandleColumns }),
  },
  'candles.after': {
    request: z.strictObject({
      seriesId: SeriesId,
      after: EpochMs,
      limit: z.number().int().min(1).max(20_000),
    }),
    response: z.strictObject({ candles: CandleColumns }),
  },
  'events.list': {
    request: z.strictObject({ limit: z.number().int().min(1).max(5_000) }),
    response: z.strictObject({ events: z.array(SystemEvent) }),
  },
  'audit.list': {
    request: z.strictObject({ limit: z.number().int().min(1).max(5_000) }),
    response: z.strictObject({ entries: z.array(AuditEntry) }),
  },
} as const satisfies Record<string, { request: z.ZodType; response: z.ZodType }>;

export type CallName = keyof typeof calls;
export type CallRequest<N extends CallName> = z.input<(typeof calls)[N]['request']>;
export type CallReceived<N extends CallName> = z.output<(typeof calls)[N]['request']>;
export type CallResponse<N extends CallName> = z.output<(typeof calls)[N]['response']>;
