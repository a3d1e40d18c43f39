import { describe, expect, test } from 'vitest';
import { filterJobs } from '../../../renderer/features/jobs/filterJobs.ts';
import { moveTurn, openInOrder } from '../../../renderer/features/jobs/order.ts';
import { overallProgress } from '../../../renderer/features/jobs/overall.ts';
import type { Job, JobId } from '../../../shared/domain/job.ts';
import { sampleJob, samplePart } from '../../helpers/samples.ts';

const id = (n: number): JobId => `00000000-0000-4000-8000-00000000000${n}` as JobId;
const queue = (...priorities: readonly number[]): Job[] =>
  priorities.map((priority, i) => sampleJob({ id: id(i + 1), createdAt: i + 1, priority, state: 'queued' }));

/** What the engine would make of it. */
function orderAfter(jobs: readonly Job[], moved: number, step: -1 | 1): JobId[] {
  const changes = new Map(moveTurn(jobs, id(moved), step).map((one) => [one.jobId, one.priority]));
  const next = jobs.map((job) => ({ ...job, priority: changes.get(job.id) ?? job.priority }));
  for (const { priority } of next) expect(Math.abs(priority)).toBeLessThanOrEqual(100);
  return openInOrder(next).map((job) => job.id);
}

describe('the order of jobs', () => {
  test('moves one place at a time, among equals as well', () => {
    expect(orderAfter(queue(0, 0, 0), 3, -1)).toEqual([id(1), id(3), id(2)]);
    expect(orderAfter(queue(0, 0, 0), 1, 1)).toEqual([id(2), id(1), id(3)]);
    expect(orderAfter(queue(5, 0, 0), 3, -1)).toEqual([id(1), id(3), id(2)]);
    expect(orderAfter(queue(5, 5, 0), 1, 1)).toEqual([id(2), id(1), id(3)]);
  });

  test('moves every job of any queue to the place beside it', () => {
    for (const priorities of [
      [0, 0, 0, 0],
      [3, 1, 4, 1],
      [100, 100, 100, 100],
      [-100, -100, -100],
      [9, 9, 0, 0],
    ]) {
      const jobs = queue(...priorities);
      const order = openInOrder(jobs).map((job) => job.id);
      for (const [at, moved] of order.entries()) {
        const n = jobs.findIndex((job) => job.id === moved) + 1;
        if (at > 0)
          expect(orderAfter(jobs, n, -1)).toEqual(order.toSpliced(at, 1).toSpliced(at - 1, 0, moved));
      }
    }
  });

  test('stays where there is no further', () => {
    expect(moveTurn(queue(0, 0), id(1), -1)).toEqual([]);
    expect(moveTurn(queue(0, 0), id(2), 1)).toEqual([]);
    expect(moveTurn([sampleJob({ state: 'done' })], id(1), -1)).toEqual([]);
  });
});

test('jobs are found by their state and by the words of one series', () => {
  const running = sampleJob({ id: id(1) });
  const failed = sampleJob({ id: id(2), state: 'failed', problem: 'the venue is down' });
  const limping = sampleJob({ id: id(3), parts: [samplePart({ symbol: 'ETHUSDT', problem: 'one page' })] });
  const jobs = [running, failed, limping];
  expect(filterJobs(jobs, 'open', '')).toEqual([running, limping]);
  expect(filterJobs(jobs, 'trouble', '')).toEqual([failed, limping]);
  expect(filterJobs(jobs, 'ended', '')).toEqual([failed]);
  expect(filterJobs(jobs, 'all', '1H eth')).toEqual([limping]);
});

test('all running jobs together are a share and the time of the last of them', () => {
  expect(overallProgress([sampleJob({ state: 'paused' })])).toBeNull();
  const two = [sampleJob({ etaMs: 500 }), sampleJob({ etaMs: 9_000, parts: [samplePart({ settled: 100 })] })];
  expect(overallProgress(two)).toEqual({ running: 2, fraction: 0.75, left: 9_000 });
});
