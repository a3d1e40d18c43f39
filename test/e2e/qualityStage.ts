import { type Page, test } from '@playwright/test';
import type { CandleStory } from '../../shared/contract/calls/quality.ts';
import type { CallReceived } from '../../shared/contract/calls.ts';
import type { Handlers } from '../../shared/contract/dataClient.ts';
import type { IngestBatch } from '../../shared/domain/batch.ts';
import { type CandleColumns, type CandleRow, candlesFromRows } from '../../shared/domain/candle.ts';
import { type Gap, GapCause, isEmptyAtVenue, isUnasked } from '../../shared/domain/gap.ts';
import type { Job, JobId } from '../../shared/domain/job.ts';
import { type CheckReport, DEFAULT_LIMITS, type ReviewItem } from '../../shared/domain/quality.ts';
import type { SeriesId } from '../../shared/domain/series.ts';
import { DAY, HOUR, MINUTE } from '../../shared/domain/time.ts';
import { succeed } from '../../shared/lib/result.ts';
import { sampleCoverage, sampleGap, sampleJob, samplePart, sampleReviewItem } from '../helpers/samples.ts';
import { goTo } from './page.ts';
import { openScripted, quietBackend } from './scripted.ts';

export const JOB = '00000000-0000-4000-8000-000000000009' as JobId;
/** Whole hours, so that what is written on the screen is the same in every run but for the day. */
const HOURS = 400;
/** The open time, in hours before the newest candle, that has no candle. */
export const HOLE = 20;

/** A wave of candles that end with `last`. */
function wave(count: number, duration: number, last: number): CandleColumns {
  const rows = Array.from({ length: count }, (_, i): CandleRow => {
    const open = 27_000 + 900 * Math.sin(i / 9);
    const close = 27_000 + 900 * Math.sin((i + 1) / 9);
    const at = last - (count - 1 - i) * duration;
    return [at, open, Math.max(open, close) + 20, Math.min(open, close) - 20, close, 12.5 + (i % 7)];
  });
  return candlesFromRows(
    rows.map(([at, ...values]) => [at, ...values.map((value) => Math.round(value * 10) / 10)] as never),
  );
}

const without = (candles: CandleColumns, missing: number): CandleColumns => {
  const keep = [...candles.openTime.keys()].filter((i) => candles.openTime[i] !== missing);
  return Object.fromEntries(
    Object.entries(candles).map(([field, column]) => [field, Float64Array.from(keep, (i) => column[i]!)]),
  ) as CandleColumns;
};

export const batch = (change: Partial<IngestBatch> = {}): IngestBatch => ({
  id: 412,
  exchange: 'bitget',
  symbol: 'BTCUSDT',
  timeframe: '1h',
  requestedAt: Date.now() - DAY,
  provider: 'bitget',
  origin: 'rest',
  fallbackUsed: false,
  jobId: JOB,
  request: 'GET /api/v2/mix/market/history-candles?symbol=BTCUSDT&granularity=1H&limit=200',
  askedFrom: 0,
  askedUntil: HOUR,
  gotFrom: 0,
  gotUntil: HOUR,
  rows: 200,
  inserted: 200,
  changed: 0,
  rejected: 0,
  gaps: 0,
  quality: 'ok',
  notes: null,
  ...change,
});

/** One gap of every cause, an hour apart, the newest a day ago. */
function gapsOfEveryCause(newest: number): Gap[] {
  return GapCause.options.map((cause, i) => {
    const from = newest - (i + 1) * 12 * HOUR;
    const isEmpty = isEmptyAtVenue(cause);
    const isAsked = !isUnasked(cause);
    return sampleGap({
      from,
      to: from + (i % 4) * HOUR,
      missing: 1 + (i % 4),
      cause,
      state: isEmpty ? (i % 2 === 0 ? 'confirmed-empty' : 'unconfirmed') : 'open',
      attempts: isAsked ? 1 + (i % 3) : 0,
      evidence: isAsked ? `batch 41${i}: answered 200 rows, none of them here` : null,
      alsoMissing: cause === 'outage' ? ['ADAUSDT', 'AVAXUSDT', 'ETHUSDT', 'SOLUSDT'] : [],
      nextRetryAt: cause === 'request-failed' ? Date.now() + 9 * MINUTE : null,
      updatedAt: Date.now() - i * 3 * HOUR,
    });
  });
}

function itemsToReview(newest: number): ReviewItem[] {
  const at = newest - 40 * HOUR;
  const minute = newest - 30 * HOUR;
  return [
    sampleReviewItem({ id: 1, from: at, to: at, foundAt: Date.now() - HOUR }),
    sampleReviewItem({
      id: 2,
      kind: 'flat-run',
      seriesId: 2 as SeriesId,
      timeframe: '1m',
      from: minute,
      to: minute + 18 * MINUTE,
      candles: 19,
      detail: { price: 27_010.5, minutes: 19 },
      foundAt: Date.now() - HOUR,
    }),
    sampleReviewItem({
      id: 3,
      kind: 'aggregate-differs',
      from: at - 9 * HOUR,
      detail: { field: 'high', stored: 27_845, expected: 27_850.5, fields: 'high', finer: '1m' },
      foundAt: Date.now() - 2 * HOUR,
    }),
    sampleReviewItem({
      id: 4,
      kind: 'canary-drift',
      from: at - 50 * HOUR,
      to: at - 48 * HOUR,
      candles: 3,
      detail: { field: 'volume', before: 12.5, after: 12.75, changed: 3, vanished: 0 },
      foundAt: Date.now() - 9 * HOUR,
    }),
    sampleReviewItem({ id: 5, from: at - 90 * HOUR, state: 'rejected', decidedAt: Date.now() - DAY }),
  ];
}

const reports = (now: number): CheckReport[] => {
  const base = { id: 1, startedAt: now - 2 * HOUR, finishedAt: now - HOUR, problem: null };
  const series = sampleCoverage();
  const of = { exchange: series.exchange, symbol: series.symbol, timeframe: series.timeframe };
  return [
    {
      ...base,
      kind: 'ledger',
      result: 'found',
      checked: 120_400,
      found: 2,
      series: [
        {
          ...of,
          seriesId: series.id,
          checked: 400,
          found: 2,
          issues: [{ code: 'unexplained', count: 2, first: now - 5 * DAY }],
        },
      ],
    },
    { ...base, id: 2, kind: 'aggregate', result: 'ok', checked: 8_200, found: 0, series: [] },
    { ...base, id: 3, kind: 'canary', result: 'cancelled', checked: 2_880, found: 3, series: [] },
  ];
};

/** What the page asked the engine to do. */
export type QualityOrders = Readonly<{
  repairs: CallReceived<'gaps.repair'>[];
  refetches: CallReceived<'candles.refetch'>[];
  plans: CallReceived<'gaps.plan'>[];
  decisions: CallReceived<'review.decide'>[];
  checks: CallReceived<'checks.run'>[];
  listed: CallReceived<'gaps.list'>[];
  undone: JobId[];
}>;

/** Opens the app over two series with gaps, things to review and a story for every candle, at a place of the rail. */
export async function openQuality(page: Page, place: string, more: Partial<Handlers> = {}) {
  test.info().skip(test.info().project.name === 'electron', 'a scripted engine brings a host of its own');
  const now = Date.now();
  const newest = Math.floor(now / HOUR) * HOUR - HOUR;
  const hole = newest - HOLE * HOUR;
  const hours = without(wave(HOURS, HOUR, newest), hole);
  const minutes = wave(60 * 48, MINUTE, newest + 59 * MINUTE);
  const common = {
    ledgerFrom: newest - HOURS * HOUR,
    ledgerUntil: newest + HOUR,
    candles: HOURS - 1,
    gaps: 10,
  };
  const series = [
    sampleCoverage({ ...common, first: newest - HOURS * HOUR, last: newest }),
    sampleCoverage({ ...common, id: 2 as SeriesId, timeframe: '1m', candles: 2_880, gaps: 0, last: now }),
  ];
  const gaps = gapsOfEveryCause(newest);
  let items = itemsToReview(newest);
  const orders: QualityOrders = {
    repairs: [],
    refetches: [],
    plans: [],
    decisions: [],
    checks: [],
    listed: [],
    undone: [],
  };
  const of = (seriesId: number): CandleColumns => (seriesId === 1 ? hours : minutes);
  const rowsIn = (candles: CandleColumns, from: number, until: number): CandleColumns => {
    const rows = [...candles.openTime.keys()].filter(
      (i) => candles.openTime[i]! >= from && candles.openTime[i]! < until,
    );
    return Object.fromEntries(
      Object.entries(candles).map(([field, column]) => [field, Float64Array.from(rows, (i) => column[i]!)]),
    ) as CandleColumns;
  };
  const finerOf = (seriesId: number, openTime: number): CandleStory['finer'] =>
    seriesId === 1
      ? { timeframe: '1m', candles: rowsIn(minutes, openTime, openTime + HOUR), expected: 60 }
      : null;
  const noStory = (openTime: number): CandleStory => ({
    candle: candlesFromRows([]),
    batch: null,
    flags: 0,
    latencyMs: null,
    revisions: candlesFromRows([]),
    revised: [],
    rejected: [{ at: now - 2 * HOUR, reason: 'high is below low' }],
    gap: { ...gaps[3]!, from: openTime, to: openTime, missing: 1 },
    finer: finerOf(1, openTime),
  });
  const story = (seriesId: number, openTime: number): CandleStory => {
    const candle = rowsIn(of(seriesId), openTime, openTime + 1);
    if (candle.openTime.length === 0) return noStory(openTime);
    const old: CandleRow = [openTime, candle.open[0]!, candle.high[0]!, candle.low[0]!, 27_111.5, 11];
    return {
      ...noStory(openTime),
      candle,
      batch: batch(),
      flags: 1,
      latencyMs: 1_840,
      revisions: candlesFromRows([old]),
      revised: [{ at: now - 3 * HOUR, batch: batch({ id: 400, origin: 'socket' }), by: batch() }],
      rejected: [],
      gap: null,
      finer: finerOf(seriesId, openTime),
    };
  };
  const backend = quietBackend(series, {
    'gaps.list': async (request) => {
      orders.listed.push(request);
      const wanted = gaps.filter(
        ({ cause, seriesId }) =>
          (request.seriesId === undefined || request.seriesId === seriesId) &&
          (request.includeUnlisted === true || (cause !== 'before-listing' && cause !== 'delisted')),
      );
      return succeed({ gaps: wanted, total: wanted.length });
    },
    'gaps.plan': async (request) => {
      orders.plans.push(request);
      const extra = request.includeConfirmed === true ? 3 : 0;
      const amounts = { gaps: 5 + extra, missing: 812 + extra, requests: 6 + extra, weight: 14 };
      const one = {
        exchange: 'bitget',
        symbol: 'BTCUSDT',
        timeframe: '1h',
        seriesId: 1 as SeriesId,
      } as const;
      return succeed({
        ...amounts,
        series: [{ ...one, ...amounts }],
        seconds: 2.4,
        confirmed: 3 - extra,
        waiting: 1,
      });
    },
    'gaps.repair': async (request) => {
      orders.repairs.push(request);
      return succeed({ jobId: JOB });
    },
    'gaps.refetch': async () => succeed({ jobId: JOB }),
    'candles.refetch': async (request) => {
      orders.refetches.push(request);
      return succeed({ jobId: JOB });
    },
    'jobs.undo': async ({ jobId }) => {
      orders.undone.push(jobId);
      return succeed({ removed: 812, restored: 3, kept: 0 });
    },
    'candles.range': async ({ seriesId, before, limit }) => {
      const found = rowsIn(of(seriesId), 0, before);
      const from = found.openTime[Math.max(0, found.openTime.length - limit)] ?? 0;
      return succeed({ candles: rowsIn(found, from, before) });
    },
    'candles.after': async ({ seriesId, after, limit }) => {
      const found = rowsIn(of(seriesId), after + 1, Number.POSITIVE_INFINITY);
      const until = found.openTime[limit] ?? Number.POSITIVE_INFINITY;
      return succeed({ candles: rowsIn(found, 0, until) });
    },
    'candles.inspect': async ({ seriesId, openTime }) => succeed(story(seriesId, openTime)),
    'candles.elsewhere': async ({ seriesId, openTime }) => {
      const [row] = [rowsIn(of(seriesId), openTime, openTime + 1)];
      const close = row.close.map((value) => value + 3.5);
      return succeed({ exchange: 'binance' as const, candle: { ...row, close } });
    },
    'review.list': async () => succeed({ items, open: items.filter(({ state }) => state === 'open').length }),
    'review.decide': async (request) => {
      orders.decisions.push(request);
      const { ids, state } = request;
      items = items.map((item) => (ids.includes(item.id) ? { ...item, state } : item));
      return succeed({ items: items.filter(({ id }) => ids.includes(id)) });
    },
    'checks.history': async () =>
      succeed({ reports: reports(now), canary: { days: 40, drifted: 2, candles: 57_600, changed: 3 } }),
    'checks.run': async (request) => {
      orders.checks.push(request);
      return succeed({
        report: { ...reports(now)[1]!, kind: request.kind, result: 'ok' as const, checked: 60, found: 0 },
      });
    },
    'checks.rebuild': async ({ seriesIds }) => succeed({ rebuilt: seriesIds.length }),
    'quality.limits': async () => succeed(DEFAULT_LIMITS),
    'quality.setLimits': async (limits) => succeed(limits as typeof DEFAULT_LIMITS),
    ...more,
  });
  const host = await openScripted(page, backend);
  await goTo(page, place);
  /** Tells the window of a repair that runs, and then of its end. */
  const repairJob = (state: Job['state']): void =>
    backend.emit('jobs.changed', {
      jobs: [
        sampleJob({
          id: JOB,
          kind: 'repair',
          state,
          finishedAt: state === 'done' ? 9_000 : null,
          parts: [samplePart({ state, total: 812, settled: 812, stored: 809 })],
        }),
      ],
    });
  return { host, backend, orders, series, newest, hole, repairJob };
}
