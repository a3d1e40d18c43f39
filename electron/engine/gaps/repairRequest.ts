import type { RepairRequest } from '../../../shared/contract/calls/gaps.ts';
import type { CallReceived } from '../../../shared/contract/calls.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { Stretch } from '../../../shared/contract/filters.ts';
import { normalize } from '../../../shared/domain/interval.ts';
import type { Job } from '../../../shared/domain/job.ts';
import type { Series } from '../../../shared/domain/series.ts';
import { closedUntil, durationOf, snapToGrid } from '../../../shared/domain/timeframe.ts';
import { fail, type Result, succeed } from '../../../shared/lib/result.ts';
import { candlesIn } from '../backfill/pagePlan.ts';
import type { EngineContext } from '../context.ts';
import type { JobService, NewPart } from '../jobs/jobService.ts';
import type { RepairWork } from '../jobs/work.ts';
import type { LedgerGap } from '../ports/store.ts';
import { planSeriesOf } from './plan.ts';

/** Returns the part of a job that has to do with some gaps of a series. */
export function partFor({ id, timeframe }: Series, gaps: readonly LedgerGap[]): NewPart | null {
  const missing = normalize(gaps);
  const [first] = missing;
  if (first === undefined) return null;
  const total = candlesIn(missing, durationOf(timeframe));
  return { seriesId: id, from: first.from, until: missing.at(-1)!.until, total };
}

/** The work of a repair in one canonical text: the same request while it runs is the same job. */
export const repairSpec = ({ stretches, secondSource, singleLook }: Omit<RepairWork, 'kind'>): string =>
  JSON.stringify({ stretches, secondSource, singleLook });

/** Starts a repair of the gaps a plan names; null when there is nothing to repair. */
export async function startRepair(
  context: EngineContext,
  jobs: JobService,
  request: RepairRequest,
): Promise<Job | null> {
  const plans = await planSeriesOf(context, request);
  const parts: NewPart[] = [];
  for (const { series, own, elsewhere } of plans) {
    const part = partFor(series, [...own, ...elsewhere]);
    if (part === null) continue;
    parts.push(part);
    // What the venue has confirmed is asked for anew, with two looks of its own.
    for (const gap of own.filter(({ state }) => state === 'confirmed-empty')) {
      await context.store.write.reopenGaps(series.id, gap, context.clock.now());
    }
  }
  if (parts.length === 0) return null;
  const work = {
    stretches: request.stretches ?? null,
    secondSource: request.secondSource === true,
    singleLook: false,
  };
  return jobs.start('repair', repairSpec(work), parts);
}

/** Downloads stretches again that are stored: what differs becomes a revision. */
export async function startRefetch(
  { store, exchangeClock }: EngineContext,
  jobs: JobService,
  { stretches }: CallReceived<'candles.refetch'>,
): Promise<Result<Job, ApiError>> {
  const known = await store.read.series();
  const named: Stretch[] = [];
  const parts: NewPart[] = [];
  for (const [seriesId, ofSeries] of Map.groupBy(stretches, (one) => one.seriesId)) {
    const series = known.find(({ id }) => id === seriesId);
    if (series === undefined) return fail({ code: 'not-found', message: `there is no series ${seriesId}` });
    const closed = closedUntil(series.timeframe, exchangeClock.now(series.exchange));
    const pieces = normalize(
      ofSeries.map((one) => {
        const { from, until } = snapToGrid(series.timeframe, one);
        return { from, until: Math.min(until, closed) };
      }),
    );
    named.push(...pieces.map((piece) => ({ seriesId, ...piece })));
    const [first] = pieces;
    if (first === undefined) continue;
    const total = candlesIn(pieces, durationOf(series.timeframe));
    parts.push({ seriesId, from: first.from, until: pieces.at(-1)!.until, total });
  }
  if (parts.length === 0) {
    return fail({ code: 'invalid-request', message: 'there is no closed candle in the stretch' });
  }
  return succeed(await jobs.start('refetch', JSON.stringify({ stretches: named }), parts));
}
