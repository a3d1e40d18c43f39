import type { CallReceived, CallResponse } from '../../../shared/contract/calls.ts';
import type { Handlers } from '../../../shared/contract/dataClient.ts';
import type { Gap } from '../../../shared/domain/gap.ts';
import type { Series } from '../../../shared/domain/series.ts';
import { type Result, succeed } from '../../../shared/lib/result.ts';
import { refetchGaps } from '../backfill/backfillRequest.ts';
import type { EngineContext } from '../context.ts';
import { planRepair } from '../gaps/plan.ts';
import { startRefetch, startRepair } from '../gaps/repairRequest.ts';
import { undoJob } from '../gaps/undo.ts';
import { unlistedGaps } from '../gaps/unlisted.ts';
import type { JobService } from '../jobs/jobService.ts';
import { bySeries, matches } from '../quality/coverage.ts';

type GapHandlers = Pick<
  Handlers,
  Extract<keyof Handlers, `gaps.${string}`> | 'candles.refetch' | 'jobs.undo'
>;

/** Returns the ledger's gaps, series by series and oldest first. */
export async function listGaps(
  {
    store,
    exchangeClock,
  }: Pick<EngineContext, 'exchangeClock'> & { store: Pick<EngineContext['store'], 'read'> },
  { limit = 10_000, seriesId, includeUnlisted = false, ...filter }: CallReceived<'gaps.list'>,
): Promise<Result<CallResponse<'gaps.list'>, never>> {
  const series = (await store.read.series())
    .filter((one) => matches(filter, one) && (seriesId === undefined || one.id === seriesId))
    .toSorted(bySeries);
  const ledgers = includeUnlisted ? await store.read.seriesLedgers() : [];
  const gapsOf = async ({ id, exchange }: Series): Promise<Gap[]> => {
    const ledger = ledgers.find((one) => one.id === id);
    const unlisted = ledger === undefined ? [] : unlistedGaps(ledger, exchangeClock.now(exchange));
    return [...unlisted, ...(await store.read.gaps(id))].toSorted((a, b) => a.from - b.from);
  };
  const gaps = (await Promise.all(series.map(gapsOf))).flat();
  return succeed({ gaps: gaps.slice(0, limit), total: gaps.length });
}

/** What is missing, and what can be done about it. */
export function gapHandlers(context: EngineContext, jobs: JobService): GapHandlers {
  return {
    'gaps.list': (request) => listGaps(context, request),
    'gaps.refetch': async (request) => {
      const started = await refetchGaps(context, jobs, request);
      return started.ok ? succeed({ jobId: started.value.id }) : started;
    },
    'gaps.plan': async (request) => succeed(await planRepair(context, request)),
    'gaps.repair': async (request) => {
      const job = await startRepair(context, jobs, request);
      return succeed({ jobId: job?.id ?? null });
    },
    'candles.refetch': async (request) => {
      const started = await startRefetch(context, jobs, request);
      return started.ok ? succeed({ jobId: started.value.id }) : started;
    },
    'jobs.undo': ({ jobId }, signal) => undoJob(context, jobs, jobId, signal),
  };
}
