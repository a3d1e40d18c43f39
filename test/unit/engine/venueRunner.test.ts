import { describe, expect, it } from 'vitest';
import type { PartRun } from '../../../electron/engine/backfill/partRun.ts';
import { createVenueRunner, type RunningPart } from '../../../electron/engine/jobs/venueRunner.ts';
import { JobId, type JobPart } from '../../../shared/domain/job.ts';
import { samplePart } from '../../helpers/samples.ts';

const jobId = JobId.parse('00000000-0000-4000-8000-000000000001');

/** A promise and the hand that settles it. */
const held = <T>() => Promise.withResolvers<T>();

function stage(run: Partial<PartRun>) {
  const abort = new AbortController();
  const part: JobPart = samplePart();
  const running: RunningPart = {
    jobId,
    part,
    work: { kind: 'backfill', source: 'exchange' },
    priority: 0,
    signal: abort.signal,
    order: 1,
  };
  const whole: PartRun = {
    part,
    progress: { ...part },
    take: () => null,
    fetch: () => Promise.resolve(),
    advance: () => Promise.resolve('done'),
    ...run,
  };
  const runner = createVenueRunner({
    focus: () => null,
    prepare: () => Promise.resolve({ ok: true, value: whole }),
    progressed: () => undefined,
    ended: () => Promise.resolve(),
    storeFailed: () => Promise.resolve(),
  });
  return { abort, running, runner };
}

describe('a part that is stopped', () => {
  it('while it reads what is left for a second look lets go of its job', async () => {
    const reached = held<void>();
    const answer = held<null>();
    const { abort, running, runner } = stage({
      advance: () => {
        reached.resolve();
        return answer.promise;
      },
    });
    runner.add(running);
    await reached.promise;
    abort.abort();
    const idle = runner.drop(jobId);
    answer.resolve(null);
    await expect(idle).resolves.toBeUndefined();
  });
});
