import type { CallResponse } from '../../../shared/contract/calls.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { Job, JobId } from '../../../shared/domain/job.ts';
import { fail, type Result, succeed } from '../../../shared/lib/result.ts';
import type { EngineContext } from '../context.ts';
import type { JobService } from '../jobs/jobService.ts';

/** Pages taken back at once: a few thousand candles, so that nobody waits long for the writer. */
const PAGES_PER_TURN = 5;

/**
 * Takes back what a finished job stored, newest pages first and a few at a time. One that is stopped in the middle is
 * not marked as undone, and the same call goes on where it was. Nobody can take the job up again meanwhile.
 */
export async function undoJob(
  context: EngineContext,
  jobs: JobService,
  jobId: JobId,
  signal: AbortSignal,
): Promise<Result<CallResponse<'jobs.undo'>, ApiError>> {
  const held = await jobs.hold(jobId);
  if (!held.ok) {
    const code = (await jobs.get(jobId)) === null ? 'not-found' : 'conflict';
    return fail({ code, message: held.error });
  }
  try {
    return await undoHeld(context, held.value.job, signal);
  } finally {
    held.value.letGo();
  }
}

async function undoHeld(
  { store, clock, publish, journal }: EngineContext,
  job: Job,
  signal: AbortSignal,
): Promise<Result<CallResponse<'jobs.undo'>, ApiError>> {
  const sum = { removed: 0, restored: 0, kept: 0 };
  for (const { seriesId } of job.parts) {
    for (let before: number | null = Number.MAX_SAFE_INTEGER; before !== null; ) {
      if (signal.aborted) {
        return fail({
          code: 'conflict',
          message: `stopped after ${sum.removed + sum.restored} candles; undo it again to go on`,
        });
      }
      const done = await store.write.undoPages(job.id, seriesId, before, PAGES_PER_TURN, clock.now());
      sum.removed += done.removed;
      sum.restored += done.restored;
      sum.kept += done.kept;
      before = done.next;
    }
    publish('coverage.changed', { seriesIds: [seriesId] });
  }
  await store.write.setJobUndone(job.id);
  await journal.audit(
    'undo',
    `${job.kind} ${job.id}`,
    `${sum.removed} candles removed, ${sum.restored} restored, ${sum.kept} left as something newer made them`,
  );
  publish('jobs.changed', { jobs: [{ ...job, undone: true }] });
  return succeed(sum);
}
