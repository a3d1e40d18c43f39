import { isFinished, type Job, type JobId, type JobPart } from '../../shared/domain/job.ts';
import type { Backend } from '../engine/ports/backend.ts';
import { unwrap } from './commands/reading.ts';
import type { Session } from './program.ts';
import { partLine, progressLine } from './progressLine.ts';

/** Nothing will move by itself any more: the job is over, or was paused because it cannot go on. */
const isAtRest = ({ state }: Job): boolean => isFinished(state) || state === 'paused';

/** Shows how a job gets on and returns it once it is at rest. */
export function followJob(backend: Backend, jobId: JobId, { output, signal }: Session): Promise<Job> {
  const told = new Set<JobPart['seriesId']>();
  return new Promise((resolve, reject) => {
    const show = (job: Job): void => {
      for (const part of job.parts) {
        if (!isFinished(part.state) || told.has(part.seriesId)) continue;
        told.add(part.seriesId);
        output.note(partLine(part));
      }
      if (isAtRest(job)) {
        stop();
        resolve(job);
      } else output.progress(progressLine(job));
    };
    const stop = backend.on('jobs.changed', ({ jobs }) => {
      const mine = jobs.find((job) => job.id === jobId);
      if (mine !== undefined && !signal.aborted) show(mine);
    });
    // The job may have ended before anybody listened.
    backend.handlers['jobs.get']({ jobId }, signal)
      .then((answer) => show(unwrap(answer).job))
      .catch(reject);
  });
}
