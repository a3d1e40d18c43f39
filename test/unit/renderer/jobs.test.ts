import { describe, expect, test, vi } from 'vitest';
import { createJobsStore, mergeJobs } from '../../../renderer/features/jobs/jobsStore.ts';
import {
  actionsOf,
  jobProblem,
  partFraction,
  summarizeJob,
  timeLeft,
} from '../../../renderer/features/jobs/progress.ts';
import { type JobId, JobState } from '../../../shared/domain/job.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import { sampleJob, samplePart } from '../../helpers/samples.ts';
import { scriptedClient } from '../../helpers/scriptedClient.ts';

const id = (n: number): JobId => `00000000-0000-4000-8000-00000000000${n}` as JobId;

describe('the summary of a job', () => {
  test('adds its parts up and names the newest time', () => {
    const parts = [
      samplePart({ problem: null, reached: 5 }),
      samplePart({ symbol: 'ETHUSDT', settled: 100, reached: 9, problem: 'bitget is down' }),
    ];
    expect(summarizeJob(sampleJob({ parts }))).toMatchObject({
      fraction: 0.75,
      settled: 150,
      total: 200,
      reached: 9,
      symbols: ['BTCUSDT', 'ETHUSDT'],
      timeframes: ['1h'],
    });
  });

  test('says what went wrong with its parts, each thing once, else with the job as a whole', () => {
    const by = { source: 'bitget', said: '' } as const;
    const down = { kind: 'network', problem: 'Bitget could not be reached', objection: null, by } as const;
    const problem = { code: 'feed', trouble: down } as const;
    const removed = samplePart({ problem: { code: 'series-removed' } });
    const parts = [samplePart({ problem }), samplePart({ symbol: 'ETHUSDT', problem }), removed];
    const whole: Problem = { code: 'of-series', list: [{ series: ['bitget BTCUSDT 1h'], problem }] };
    const job = sampleJob({ parts, problem: whole });
    expect(jobProblem(job, 'es')).toBe(
      'No se pudo llegar a Bitget; revisa la conexión a internet. · la serie se quitó del catálogo',
    );
    expect(jobProblem({ ...job, parts: [samplePart()] }, 'es')).toMatch(/^bitget BTCUSDT 1h: No se pudo/);
    expect(jobProblem({ ...job, parts: [], problem: 'the disk is full' }, 'es')).toBe('the disk is full');
    expect(jobProblem({ ...job, parts: [], problem: null }, 'es')).toBeNull();
  });

  test('counts a part that has not begun by what was asked for', () => {
    const waiting = samplePart({ state: 'queued', total: 0, settled: 0 });
    const ready = samplePart({ settled: 100 });
    expect(summarizeJob(sampleJob({ parts: [ready, waiting] })).fraction).toBe(0.5);
    expect(partFraction(waiting)).toBe(0);
    expect(partFraction({ ...waiting, state: 'cancelled' })).toBe(0);
    expect(partFraction({ ...waiting, state: 'done' }), 'nothing was missing').toBe(1);
  });

  test('the time left is the engine’s, else follows from the rate', () => {
    const job = sampleJob({ rate: 10, etaMs: null });
    expect(timeLeft(job, summarizeJob(job))).toBe(5_000);
    expect(timeLeft({ ...job, etaMs: 7 }, summarizeJob(job))).toBe(7);
    expect(timeLeft({ ...job, rate: null }, summarizeJob(job))).toBeNull();
    expect(timeLeft({ ...job, state: 'paused' }, summarizeJob(job))).toBeNull();
  });

  test('every state has its actions, and a finished one cannot be cancelled', () => {
    for (const state of JobState.options) expect(actionsOf(state)).toBeDefined();
    expect(actionsOf('done')).toEqual([]);
    expect(actionsOf('incomplete')).toEqual(['retry']);
  });
});

test('open jobs come first in the order of their turns, then the newest', () => {
  const done = sampleJob({ id: id(1), state: 'done', createdAt: 9 });
  const older = sampleJob({ id: id(2), state: 'paused', createdAt: 1 });
  const newer = sampleJob({ id: id(3), createdAt: 2 });
  expect(mergeJobs([done, older], [newer]).map((job) => job.id)).toEqual([id(2), id(3), id(1)]);
});

describe('the store of jobs', () => {
  test('tells of a job that began and ended between two pushes, and not of one that was taken back', async () => {
    const { client, last, emit } = scriptedClient();
    const store = createJobsStore(client);
    const finished = vi.fn();
    store.onFinished(finished);
    const loading = store.load();
    await last('jobs.list').answer({ jobs: [] });
    await loading;
    const short = sampleJob({ id: id(5), kind: 'repair', state: 'done' });
    emit('jobs.changed', { jobs: [short] });
    emit('jobs.changed', { jobs: [{ ...short, undone: true }] });
    emit('jobs.changed', { jobs: [sampleJob({ id: id(6), kind: 'repair', state: 'done', undone: true })] });
    expect(finished).toHaveBeenCalledExactlyOnceWith(short);
    store.dispose();
  });

  test('takes the engine’s pushes, and tells once that a job has ended', async () => {
    const { client, last, emit } = scriptedClient();
    const store = createJobsStore(client);
    const finished = vi.fn();
    store.onFinished(finished);
    const loading = store.load();
    const old = sampleJob({ id: id(2), state: 'done' });
    await last('jobs.list').answer({ jobs: [sampleJob({ id: id(1) }), old] });
    await loading;
    expect(finished).not.toHaveBeenCalled();
    const ended = sampleJob({ id: id(1), state: 'incomplete' });
    emit('jobs.changed', { jobs: [ended] });
    emit('jobs.changed', { jobs: [ended] });
    expect(finished).toHaveBeenCalledExactlyOnceWith(ended);
    store.dispose();
    emit('jobs.changed', { jobs: [sampleJob({ id: id(3) })] });
    expect(store.getState().value).toHaveLength(2);
  });
});
