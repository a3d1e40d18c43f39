import type { Handlers } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { Job } from '../../../shared/domain/job.ts';
import { fail, type Result, succeed } from '../../../shared/lib/result.ts';
import { refetchGaps, startBackfill } from '../backfill/backfillRequest.ts';
import { estimateBackfill } from '../backfill/estimate.ts';
import type { CatalogService } from '../catalog/catalogService.ts';
import type { EngineContext } from '../context.ts';
import type { JobService } from '../jobs/jobService.ts';

type JobHandlers = Pick<
  Handlers,
  Extract<keyof Handlers, `jobs.${string}` | `backfill.${string}`> | 'gaps.refetch'
>;

const DEFAULT_LIMIT = 50;

const answer = async (work: Promise<Result<Job, string>>): Promise<Result<{ job: Job }, ApiError>> => {
  const result = await work;
  return result.ok ? succeed({ job: result.value }) : fail({ code: 'conflict', message: result.error });
};

export function jobHandlers(context: EngineContext, catalog: CatalogService, jobs: JobService): JobHandlers {
  return {
    'backfill.start': async (request, signal) => {
      const started = await startBackfill(context, catalog, jobs, request, signal);
      return started.ok ? succeed({ jobId: started.value.id }) : started;
    },
    'backfill.estimate': async (request, signal) => {
      await context.exchangeClock.sync(request.exchange, signal);
      return succeed(
        await estimateBackfill(context, catalog, await context.feeds.get(request.exchange), request),
      );
    },
    'gaps.refetch': async (request) => {
      const started = await refetchGaps(context, jobs, request);
      return started.ok ? succeed({ jobId: started.value.id }) : started;
    },
    'jobs.pages': async ({ jobId, seriesId, limit }) => {
      const job = await jobs.get(jobId);
      if (job === null) return fail({ code: 'not-found', message: 'there is no such job' });
      const until = job.finishedAt ?? Number.MAX_SAFE_INTEGER;
      const wanted = job.parts.filter((part) => seriesId === undefined || part.seriesId === seriesId);
      const pages = await Promise.all(
        wanted.map((part) => context.store.read.batches(part.seriesId, job.createdAt, until, limit)),
      );
      return succeed({
        pages: pages
          .flat()
          .toSorted((a, b) => b.requestedAt - a.requestedAt)
          .slice(0, limit),
      });
    },
    'jobs.list': async ({ limit = DEFAULT_LIMIT }) => succeed({ jobs: await jobs.list(limit) }),
    'jobs.get': async ({ jobId }) => {
      const job = await jobs.get(jobId);
      return job === null ? fail({ code: 'not-found', message: 'there is no such job' }) : succeed({ job });
    },
    'jobs.pause': ({ jobId }) => answer(jobs.pause(jobId)),
    'jobs.resume': ({ jobId }) => answer(jobs.resume(jobId)),
    'jobs.cancel': ({ jobId }) => answer(jobs.cancel(jobId)),
    'jobs.retry': ({ jobId }) => answer(jobs.retry(jobId)),
    'jobs.prioritize': ({ jobId, priority }) => answer(jobs.prioritize(jobId, priority)),
    'jobs.focus': async ({ seriesId }) => {
      jobs.focus(seriesId);
      return succeed({});
    },
  };
}
