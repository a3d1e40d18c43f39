import type { CallReceived } from '../../../shared/contract/calls.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { Instrument } from '../../../shared/domain/instrument.ts';
import { type Interval, lengthOf } from '../../../shared/domain/interval.ts';
import type { Job } from '../../../shared/domain/job.ts';
import type { Series } from '../../../shared/domain/series.ts';
import { type EpochMs, toIso } from '../../../shared/domain/time.ts';
import { DEFAULT_HISTORY_DAYS, durationOf } from '../../../shared/domain/timeframe.ts';
import { fail, type Result, succeed } from '../../../shared/lib/result.ts';
import { apiErrorOf } from '../apiErrors.ts';
import type { CatalogService } from '../catalog/catalogService.ts';
import type { EngineContext } from '../context.ts';
import type { JobService, NewPart } from '../jobs/jobService.ts';
import { missingIn } from './missing.ts';
import { rangeOf } from './range.ts';

type BackfillRequest = CallReceived<'backfill.start'>;

function objection({ from, until }: BackfillRequest, now: EpochMs): string | null {
  if (from !== undefined && until !== undefined && from >= until) {
    return `the range ends (${toIso(until)}) before it starts (${toIso(from)})`;
  }
  return from !== undefined && from > now ? `the range starts in the future (${toIso(from)})` : null;
}

/** The request in one canonical text, whatever the order of its words. */
const specOf = ({ exchange, symbols, timeframes, days, from, until }: BackfillRequest): string =>
  JSON.stringify({
    exchange,
    symbols: symbols.toSorted(),
    timeframes: timeframes.toSorted(),
    days,
    from,
    until,
  });

async function partOf(context: EngineContext, { id, timeframe }: Series, range: Interval): Promise<NewPart> {
  const missing = await missingIn(context, id, range);
  return { seriesId: id, ...range, total: Math.round(lengthOf(missing) / durationOf(timeframe)) };
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
  const parts: NewPart[] = [];
  for (const symbol of new Set(request.symbols)) {
    const days = await knownDays(catalog, exchange, symbol);
    const timeframes = [...new Set(request.timeframes)].map((timeframe) => ({
      timeframe,
      days: days.get(timeframe) ?? request.days ?? DEFAULT_HISTORY_DAYS[timeframe],
    }));
    const added = await catalog.add(exchange, symbol, timeframes, signal);
    if (!added.ok) return fail(apiErrorOf(added.error));
    const wanted = added.value.series.filter((series) => request.timeframes.includes(series.timeframe));
    for (const series of wanted) {
      parts.push(await partOf(context, series, rangeOf(request, series.timeframe, series.historyDays, now)));
    }
  }
  return succeed(await jobs.start(specOf(request), parts));
}

/** The days of history the catalog already wants: asking for one range does not change what is wanted for good. */
async function knownDays(
  catalog: CatalogService,
  exchange: BackfillRequest['exchange'],
  symbol: Instrument['symbol'],
): Promise<ReadonlyMap<string, number>> {
  const entry = (await catalog.list()).find((one) => one.exchange === exchange && one.symbol === symbol);
  const tracked = entry?.series.filter((series) => series.tracked) ?? [];
  return new Map(tracked.map((series) => [series.timeframe, series.historyDays]));
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
  );
  if (range.from >= range.until) return fail({ code: 'invalid-request', message: 'the stretch is empty' });
  await context.store.write.reopenGaps(seriesId, range, context.clock.now());
  const spec = JSON.stringify({ refetch: seriesId, ...range });
  return succeed(await jobs.start(spec, [await partOf(context, series, range)]));
}
