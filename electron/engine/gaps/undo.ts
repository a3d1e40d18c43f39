import type { CallResponse } from '../../../shared/contract/calls.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import { isFinished, type JobId } from '../../../shared/domain/job.ts';
import { fail, type Result, succeed } from '../../../shared/lib/result.ts';
import type { EngineContext } from '../context.ts';
import type { JobService } from '../jobs/jobService.ts';

/** Pages taken back at once: a few thousand candles, so that nobody waits long for the writer. */
const PAGES_PER_TURN = 5;

/**
 * Takes back what a finished job stored, newest pages first and a few at a time. One that is stopped in the middle is
 * not marked as undone, and the same call goes on where it was.
 */
export async function undoJob(
  { store, clock, publish, journal }: EngineContext,
  jobs: JobService,
  jobId: JobId,
  signal: AbortSignal,
): Promise<Result<CallResponse<'jobs.undo'>, ApiError>> {
  const job = await jobs.get(jobId);
  if (job === null) return fail({ code: 'not-found', message: 'there is no such job' });
  if (!isFinished(job.state)) return fail({ code: 'conflict', message: 'the job has not ended yet' });
  if (job.undone) return fail({ code: 'conflict', message: 'the job has been undone already' });
  const sum = { removed: 0, restored: 0, kept: 0 };
  for (const { seriesId } of job.parts) {
    for (let before: number | null = Number.MAX_SAFE_INTEGER; before !== null; ) {
      if (signal.aborted) {
        return fail({
          code: 'conflict',
          message: `stopped after ${sum.removed + sum.restored} candles; undo it again to go on`,
        });
      }
      const done = await store.write.undoPages(jobId, seriesId, before, PAGES_PER_TURN, clock.now());
      sum.removed += done.removed;
      sum.restored += done.restored;
      sum.kept += done.kept;
      before = done.next;
    }
    publish('coverage.changed', { seriesIds: [seriesId] });
  }
  await store.write.setJobUndone(jobId);
  await journal.audit(
    'undo',
    `${job.kind} ${jobId}`,
    `${sum.removed} candles removed, ${sum.restored} restored, ${sum.kept} left as something newer made them`,
  );
  publish('jobs.changed', { jobs: [{ ...job, undone: true }] });
  return succeed(sum);
}
