import type { Handlers } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { IngestBatch } from '../../../shared/domain/batch.ts';
import type { Job } from '../../../shared/domain/job.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { fail, type Result, succeed } from '../../../shared/lib/result.ts';
import { startBackfill } from '../backfill/backfillRequest.ts';
import { estimateBackfill } from '../backfill/estimate.ts';
import type { CatalogService } from '../catalog/catalogService.ts';
import type { EngineContext } from '../context.ts';
import type { JobService } from '../jobs/jobService.ts';
import type { LiveService } from '../live/liveService.ts';

type JobHandlers = Omit<
  Pick<Handlers, Extract<keyof Handlers, `jobs.${string}` | `backfill.${string}`>>,
  'jobs.undo'
>;

const DEFAULT_LIMIT = 50;

const answer = async (work: Promise<Result<Job, string>>): Promise<Result<{ job: Job }, ApiError>> => {
  const result = await work;
  return result.ok ? succeed({ job: result.value }) : fail({ code: 'conflict', message: result.error });
};

/** Pages know their job since schema 50; those of older jobs are found by the time in which the job ran. */
async function pagesOf(
  { store }: EngineContext,
  { id, createdAt, finishedAt }: Job,
  seriesId: SeriesId,
  limit: number,
): Promise<IngestBatch[]> {
  const own = await store.read.batchesOfJob(id, seriesId, limit);
  if (own.length > 0) return own;
  const meanwhile = await store.read.batches(
    seriesId,
    createdAt,
    finishedAt ?? Number.MAX_SAFE_INTEGER,
    limit,
  );
  return meanwhile.filter(({ jobId, origin }) => jobId === null && origin === 'rest');
}

export function jobHandlers(
  context: EngineContext,
  catalog: CatalogService,
  jobs: JobService,
  live: LiveService,
): JobHandlers {
  return {
    'backfill.start': async (request, signal) => {
      const started = await startBackfill(context, catalog, jobs, request, signal);
      if (!started.ok) return started;
      if (request.keepLive === true) {
        await live.set({ seriesIds: started.value.parts.map((part) => part.seriesId), live: true });
      }
      return succeed({ jobId: started.value.id });
    },
    'backfill.estimate': async (request, signal) => {
      await context.exchangeClock.sync(request.exchange, signal);
      return succeed(
        await estimateBackfill(context, catalog, await context.feeds.get(request.exchange), request),
      );
    },
    'jobs.pages': async ({ jobId, seriesId, limit }) => {
      const job = await jobs.get(jobId);
      if (job === null) return fail({ code: 'not-found', message: 'there is no such job' });
      const wanted = job.parts.filter((part) => seriesId === undefined || part.seriesId === seriesId);
      const pages = await Promise.all(wanted.map((part) => pagesOf(context, job, part.seriesId, limit)));
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
