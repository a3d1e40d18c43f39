import { describe, expect, it } from 'vitest';
import type { Job } from '../../../shared/domain/job.ts';
import { englishOf } from '../../../shared/words/problems.ts';
import { withRawDb } from '../../helpers/rawDb.ts';
import type { TestEngine } from '../../helpers/testEngine.ts';
import { backfill, setStage, storedCandles } from './stage.ts';

/** A job long enough to be met while it runs. */
async function startLong(engine: TestEngine, symbols = ['BTCUSDT'], days = 30): Promise<Job['id']> {
  const { jobId } = await engine.ask('backfill.start', {
    exchange: 'bitget',
    symbols,
    timeframes: ['1m'],
    days,
  });
  await engine.jobWhen(jobId, (job) => job.parts[0]!.stored > 1_000);
  return jobId;
}

const states = ({ state, parts }: Job): string[] => [state, ...parts.map((part) => part.state)];

describe('commands that come at the same time', () => {
  it('two windows that resume a job start it once, and a pause stops all of it', async () => {
    const { start } = await setStage({ latencyMs: 5 });
    const engine = await start();
    const jobId = await startLong(engine);
    await engine.ask('jobs.pause', { jobId });
    await Promise.all([engine.call('jobs.resume', { jobId }), engine.call('jobs.resume', { jobId })]);
    await engine.jobWhen(jobId, (job) => job.state === 'running');
    const { job } = await engine.ask('jobs.pause', { jobId });
    expect(job.state).toBe('paused');
    expect(job.parts[0]!.settled).toBeLessThan(job.parts[0]!.total);
    const before = await storedCandles(engine, { symbol: 'BTCUSDT', timeframe: '1m' });
    await backfill(engine, { symbols: ['ETHUSDT'], timeframes: ['1d'], days: 3 });
    expect(await storedCandles(engine, { symbol: 'BTCUSDT', timeframe: '1m' })).toEqual(before);
  });

  it('two windows that start the same backfill share one job', async () => {
    const { start } = await setStage();
    const engine = await start();
    const request = {
      exchange: 'bitget' as const,
      symbols: ['BTCUSDT'],
      timeframes: ['1h' as const],
      days: 3,
    };
    const [a, b] = await Promise.all([
      engine.ask('backfill.start', request),
      engine.ask('backfill.start', request),
    ]);
    expect(a.jobId).toBe(b.jobId);
    expect((await engine.jobWhen(a.jobId)).state).toBe('done');
  });

  it('a cancel right behind a pause has the last word', async () => {
    const { start } = await setStage({ latencyMs: 5 });
    const engine = await start();
    const jobId = await startLong(engine, ['BTCUSDT', 'ETHUSDT']);
    await Promise.all([engine.call('jobs.pause', { jobId }), engine.call('jobs.cancel', { jobId })]);
    const { job } = await engine.ask('jobs.get', { jobId });
    expect(states(job)).toEqual(['cancelled', 'cancelled', 'cancelled']);
  });

  it('a pause taken back in the same breath lets the job run', async () => {
    const { start } = await setStage({ latencyMs: 5 });
    const engine = await start();
    const jobId = await startLong(engine);
    const [, resumed] = await Promise.all([
      engine.call('jobs.pause', { jobId }),
      engine.call('jobs.resume', { jobId }),
    ]);
    expect(resumed.ok).toBe(true);
    expect((await engine.jobWhen(jobId)).state).toBe('done');
  });

  it('counts every candle it has stored, however often it was paused', async () => {
    const { start } = await setStage({ latencyMs: 5 });
    const engine = await start();
    const jobId = await startLong(engine, ['BTCUSDT'], 60);
    for (let n = 1; n < 6; n += 1) {
      await engine.ask('jobs.pause', { jobId });
      const { job } = await engine.ask('jobs.resume', { jobId });
      await engine.jobWhen(jobId, ({ parts }) => parts[0]!.stored > job.parts[0]!.stored);
    }
    const job = await engine.jobWhen(jobId);
    const { openTime } = await storedCandles(engine, { symbol: 'BTCUSDT', timeframe: '1m' });
    expect(job.parts[0]).toMatchObject({ stored: openTime.length, total: openTime.length });
  });
});

describe('a job whose ground moves', () => {
  it('goes on with its other series when one is removed with its candles', async () => {
    const { start } = await setStage({ latencyMs: 5 });
    const engine = await start();
    const jobId = await startLong(engine, ['BTCUSDT', 'ETHUSDT']);
    const { entries } = await engine.ask('catalog.list', {});
    await engine.ask('catalog.remove', {
      instrumentId: entries.find(({ symbol }) => symbol === 'BTCUSDT')!.id,
      keepData: false,
    });
    const job = await engine.jobWhen(jobId, ({ state }) => state !== 'running');
    expect(job.state).toBe('incomplete');
    expect(englishOf(job.problem)).toContain('BTCUSDT 1m: the series was removed from the catalog');
    expect(job.parts.map(({ state }) => state)).toEqual(['failed', 'done']);
    const { events } = await engine.ask('events.list', { limit: 20 });
    expect(events.filter(({ severity }) => severity === 'critical')).toEqual([]);
  });

  it('ends when all of its series are gone, and the same words start a new one', async () => {
    const { exchange, start } = await setStage({ latencyMs: 5 });
    const engine = await start();
    const jobId = await startLong(engine);
    await engine.ask('jobs.pause', { jobId });
    const { entries } = await engine.ask('catalog.list', {});
    await engine.ask('catalog.remove', { instrumentId: entries[0]!.id, keepData: false });
    const again = await backfill(engine, { symbols: ['BTCUSDT'], timeframes: ['1m'], days: 30 });
    expect(again.state).toBe('done');
    const stored = await storedCandles(engine, { symbol: 'BTCUSDT', timeframe: '1m' });
    expect(stored).toEqual(
      exchange.truth('bitget', 'BTCUSDT', '1m', stored.openTime[0]!, exchange.clock.now()),
    );
    await engine.ask('jobs.resume', { jobId });
    expect((await engine.jobWhen(jobId)).parts).toEqual([]);
    expect((await engine.ask('app.status', {})).openJobs).toBe(0);
  });

  it('is closed at the next start when the power went between its last part and its own row', async () => {
    const { dataDir, start } = await setStage();
    const first = await start();
    const { id } = await backfill(first, { symbols: ['BTCUSDT'], timeframes: ['1h'], days: 3 });
    await first.stop();
    withRawDb(dataDir, (db) => db.exec(`UPDATE job SET state = 'running', finished_at = NULL`));
    const second = await start();
    expect((await second.jobWhen(id)).state).toBe('done');
    expect((await second.ask('app.status', {})).openJobs).toBe(0);
  });

  it('is paused by a store that cannot take its pages, and resumed whole when it can', async () => {
    const { dataDir, start } = await setStage({
      latencyMs: 5,
      symbols: ['BTCUSDT', 'ETHUSDT', 'SOLUSDT', 'XRPUSDT', 'ADAUSDT'],
    });
    const engine = await start();
    const jobId = await startLong(engine, ['BTCUSDT', 'ETHUSDT', 'SOLUSDT', 'XRPUSDT', 'ADAUSDT']);
    withRawDb(dataDir, (db) =>
      db.exec(
        `CREATE TRIGGER full BEFORE INSERT ON ingest_batch BEGIN SELECT RAISE(ABORT, 'the disk is full'); END`,
      ),
    );
    const paused = await engine.jobWhen(jobId, ({ state }) => state === 'paused');
    expect(englishOf(paused.problem)).toContain('the disk is full');
    withRawDb(dataDir, (db) => db.exec('DROP TRIGGER full'));
    await engine.jobWhen(jobId, ({ state }) => state === 'paused');
    await engine.ask('jobs.resume', { jobId });
    expect((await engine.jobWhen(jobId)).state).toBe('done');
  });

  it('can be resumed when even its own pause could not be kept', async () => {
    const { dataDir, start } = await setStage({ latencyMs: 5 });
    const engine = await start();
    const jobId = await startLong(engine);
    const table = (name: string) =>
      `CREATE TRIGGER ${name}_full BEFORE UPDATE ON ${name} BEGIN SELECT RAISE(ABORT, 'the disk is full'); END`;
    withRawDb(dataDir, (db) => db.exec(`${table('job')}; ${table('series')}`));
    await engine.jobWhen(jobId, ({ state }) => state === 'paused');
    withRawDb(dataDir, (db) => db.exec('DROP TRIGGER job_full; DROP TRIGGER series_full'));
    await engine.ask('jobs.resume', { jobId });
    expect((await engine.jobWhen(jobId)).state).toBe('done');
  });
});

describe('a program that is closed', () => {
  it('while a backfill is being started ends in order, and the next one does what was asked', async () => {
    const { start } = await setStage({ latencyMs: 5 });
    const first = await start();
    await backfill(first, { symbols: ['BTCUSDT'], timeframes: ['1d'], days: 3 });
    const request = {
      exchange: 'bitget' as const,
      symbols: ['BTCUSDT'],
      timeframes: ['1m' as const],
      days: 9,
    };
    const [started] = await Promise.allSettled([first.ask('backfill.start', request), first.engine.stop()]);
    await first.stop();
    const second = await start();
    const { jobs } = await second.ask('jobs.list', {});
    expect(jobs.length).toBe(started.status === 'fulfilled' ? 2 : 1);
    for (const { id } of jobs) expect((await second.jobWhen(id)).state).toBe('done');
  });
});
