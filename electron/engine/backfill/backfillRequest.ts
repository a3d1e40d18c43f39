import type { CallReceived } from '../../../shared/contract/calls.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import { hasArchive } from '../../../shared/domain/exchange.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import type { Job } from '../../../shared/domain/job.ts';
import type { Series } from '../../../shared/domain/series.ts';
import { type EpochMs, toIso } from '../../../shared/domain/time.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import { fail, type Result, succeed } from '../../../shared/lib/result.ts';
import { apiErrorOf } from '../apiErrors.ts';
import type { CatalogService } from '../catalog/catalogService.ts';
import type { EngineContext } from '../context.ts';
import type { JobService, NewPart } from '../jobs/jobService.ts';
import { missingIn } from './missing.ts';
import { candlesIn } from './pagePlan.ts';
import { rangeOf } from './range.ts';

type BackfillRequest = CallReceived<'backfill.start'>;

function objection({ exchange, source, from, until }: BackfillRequest, now: EpochMs): string | null {
  if (source === 'archive' && !hasArchive(exchange)) {
    return `${exchange} has no public archive of candles, only Binance has; leave out the source to ask ${exchange} itself`;
  }
  if (from !== undefined && until !== undefined && from >= until) {
    return `the range ends (${toIso(until)}) before it starts (${toIso(from)})`;
  }
  return from !== undefined && from > now ? `the range starts in the future (${toIso(from)})` : null;
}

/** The request in one canonical text, whatever the order of its words. */
const specOf = ({ exchange, symbols, timeframes, days, from, until, source }: BackfillRequest): string =>
  JSON.stringify({
    exchange,
    symbols: symbols.toSorted(),
    timeframes: timeframes.toSorted(),
    days,
    from,
    until,
    // Left out where it is the usual one, so that a job of an older program is still the same job.
    source: source === 'archive' ? source : undefined,
  });

async function partOf(
  context: EngineContext,
  { id, timeframe }: Series,
  listedAt: number | null,
  range: Interval,
): Promise<NewPart> {
  const missing = await missingIn(context, { id, timeframe, listedAt }, range);
  return { seriesId: id, ...range, total: candlesIn(missing, durationOf(timeframe)) };
}

/**
 * The days of history a series is kept for from now on: asking for one range does not change what is wanted for good.
 * Undefined leaves it to the catalog, which knows the trader's limits.
 */
function daysToKeep(known: Series | undefined, asked: number | undefined): number | undefined {
  if (known?.tracked === true) return known.historyDays;
  return asked ?? known?.historyDays;
}

/** Adds what is asked for to the catalog and starts one job for all of it. */
export async function startBackfill(
  context: EngineContext,
  catalog: CatalogService,
  jobs: JobService,
  request: BackfillRequest,
  signal: AbortSignal,
): Promise<Result<Job, ApiError>> {
  const { exchange } = request;
  await context.exchangeClock.sync(exchange, signal);
  const now = context.exchangeClock.now(exchange);
  const problem = objection(request, now);
  if (problem !== null) return fail({ code: 'invalid-request', message: problem });

  const known = await catalog.requireKnown(exchange, request.symbols, signal);
  if (!known.ok) return fail(apiErrorOf(known.error));
  const entries = (await catalog.list()).filter((entry) => entry.exchange === exchange);
  const parts: NewPart[] = [];
  for (const symbol of new Set(request.symbols)) {
    const series = entries.find((entry) => entry.symbol === symbol)?.series ?? [];
    const timeframes = [...new Set(request.timeframes)].map((timeframe) => {
      const one = series.find((candidate) => candidate.timeframe === timeframe);
      return { timeframe, days: daysToKeep(one, request.days) };
    });
    const added = await catalog.add(exchange, symbol, timeframes, signal);
    if (!added.ok) return fail(apiErrorOf(added.error));
    const wanted = added.value.series.filter(({ timeframe }) => request.timeframes.includes(timeframe));
    for (const one of wanted) {
      const range = rangeOf(request, one.timeframe, one.historyDays, now, added.value.delistedAt);
      parts.push(await partOf(context, one, added.value.listedAt, range));
    }
  }
  return succeed(await jobs.start('backfill', specOf(request), parts));
}

/** Downloads one stretch of a series again, whatever was known of its gaps. */
export async function refetchGaps(
  context: EngineContext,
  jobs: JobService,
  { seriesId, from, until }: CallReceived<'gaps.refetch'>,
): Promise<Result<Job, ApiError>> {
  const series = (await context.store.read.series()).find(({ id }) => id === seriesId);
  if (series === undefined) return fail({ code: 'not-found', message: `there is no series ${seriesId}` });
  const range = rangeOf(
    { from, until },
    series.timeframe,
    series.historyDays,
    context.exchangeClock.now(series.exchange),
    (await context.store.read.instrument(series.instrumentId))?.delistedAt ?? null,
  );
  if (range.from >= range.until) return fail({ code: 'invalid-request', message: 'the stretch is empty' });
  await context.store.write.reopenGaps(seriesId, range, context.clock.now());
  const spec = JSON.stringify({ refetch: seriesId, ...range });
  return succeed(await jobs.start('backfill', spec, [await partOf(context, series, null, range)]));
}
