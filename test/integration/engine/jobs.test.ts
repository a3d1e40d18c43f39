import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../shared/domain/time.ts';
import { problemWords } from '../../../shared/words/problems.ts';
import { withRawDb } from '../../helpers/rawDb.ts';
import { backfill, candleRequests, NOW, setStage, storedCandles } from './stage.ts';

const MONTH = { exchange: 'bitget', symbols: ['BTCUSDT'], timeframes: ['1m'], days: 30 } as const;

const isCandles = ({ route }: { route: string }): boolean => route.includes('candles');

describe('jobs', () => {
  it('a paused job stands still and a resumed one goes on without asking for a page twice', async () => {
    const { exchange, start } = await setStage({ latencyMs: 5 });
    const engine = await start();
    const { jobId } = await engine.ask('backfill.start', {
      ...MONTH,
      timeframes: ['1m'],
      symbols: ['BTCUSDT'],
    });
    await engine.jobWhen(jobId, (job) => job.parts[0]!.stored > 5_000);
    const paused = await engine.ask('jobs.pause', { jobId });
    expect(paused.job.state).toBe('paused');
    const before = await storedCandles(engine, { symbol: 'BTCUSDT', timeframe: '1m' });
    const asked = candleRequests(exchange).length;

    await engine.ask('jobs.resume', { jobId });
    const done = await engine.jobWhen(jobId);
    expect(done.state).toBe('done');
    const after = await storedCandles(engine, { symbol: 'BTCUSDT', timeframe: '1m' });
    expect(after).toEqual(exchange.truth('bitget', 'BTCUSDT', '1m', after.openTime[0]!, NOW));
    const left = after.openTime.length - before.openTime.length;
    // Recent pages hold 999 new candles, history pages 199: whatever is left takes no more pages than that.
    expect(candleRequests(exchange).length - asked).toBeLessThanOrEqual(Math.ceil(left / 199) + 1);
  });

  it('a cancelled job keeps what it has and can be tried again', async () => {
    const { start } = await setStage({ latencyMs: 5 });
    const engine = await start();
    const { jobId } = await engine.ask('backfill.start', {
      ...MONTH,
      timeframes: ['1m'],
      symbols: ['BTCUSDT'],
    });
    await engine.jobWhen(jobId, (job) => job.parts[0]!.stored > 1_000);
    expect((await engine.ask('jobs.cancel', { jobId })).job.state).toBe('cancelled');
    const kept = (await storedCandles(engine, { symbol: 'BTCUSDT', timeframe: '1m' })).openTime.length;
    expect(kept).toBeGreaterThan(1_000);
    await engine.ask('jobs.retry', { jobId });
    expect((await engine.jobWhen(jobId)).state).toBe('done');
  });

  it('goes on after the program was closed in the middle, from the ledger alone', async () => {
    const { exchange, start } = await setStage({ latencyMs: 5 });
    const first = await start();
    const { jobId } = await first.ask('backfill.start', {
      ...MONTH,
      timeframes: ['1m'],
      symbols: ['BTCUSDT'],
    });
    await first.jobWhen(jobId, (job) => job.parts[0]!.stored > 3_000);
    await first.stop();
    const second = await start();
    expect((await second.jobWhen(jobId)).state).toBe('done');
    const stored = await storedCandles(second, { symbol: 'BTCUSDT', timeframe: '1m' });
    expect(stored).toEqual(exchange.truth('bitget', 'BTCUSDT', '1m', stored.openTime[0]!, NOW));
  });

  it('two jobs for the same candles fetch no page twice', async () => {
    const { exchange, start } = await setStage({ latencyMs: 2 });
    const engine = await start();
    const long = await engine.ask('backfill.start', {
      exchange: 'bitget',
      symbols: ['BTCUSDT'],
      timeframes: ['1m'],
      days: 5,
    });
    const short = await engine.ask('backfill.start', {
      exchange: 'bitget',
      symbols: ['BTCUSDT'],
      timeframes: ['1m'],
      days: 3,
    });
    const [a, b] = await Promise.all([engine.jobWhen(long.jobId), engine.jobWhen(short.jobId)]);
    expect([a.state, b.state]).toEqual(['done', 'done']);
    const starts = candleRequests(exchange)
      .filter(({ params }) => params.granularity === '1m' && Number(params.startTime) > NOW - 6 * DAY)
      .map(({ params }) => params.startTime);
    expect(new Set(starts).size).toBe(starts.length);
  });

  it('asking the same again while it runs shows the job that is running', async () => {
    const { start } = await setStage({ latencyMs: 5 });
    const engine = await start();
    const request = {
      exchange: 'bitget',
      symbols: ['ETHUSDT', 'BTCUSDT'],
      timeframes: ['1m'],
      days: 4,
    } as const;
    const first = await engine.ask('backfill.start', {
      ...request,
      symbols: ['ETHUSDT', 'BTCUSDT'],
      timeframes: ['1m'],
    });
    const again = await engine.ask('backfill.start', {
      ...request,
      symbols: ['BTCUSDT', 'ETHUSDT'],
      timeframes: ['1m'],
    });
    expect(again.jobId).toBe(first.jobId);
    await engine.jobWhen(first.jobId);
  });

  it('fetches what the trader looks at first', async () => {
    const { exchange, start } = await setStage({ latencyMs: 10, symbols: ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'] });
    const engine = await start();
    await backfill(engine, { symbols: ['SOLUSDT'], timeframes: ['1m'], from: NOW - HOUR });
    const { jobId } = await engine.ask('backfill.start', {
      exchange: 'bitget',
      symbols: ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'],
      timeframes: ['1m'],
      days: 20,
    });
    await engine.jobWhen(jobId, (job) => job.parts[0]!.stored > 1_000);
    const sol = (await engine.store.read.series()).find(({ symbol }) => symbol === 'SOLUSDT');
    await engine.ask('jobs.focus', { seriesId: sol!.id });
    const job = await engine.jobWhen(jobId, ({ parts }) => parts.some(({ state }) => state === 'done'));
    expect(job.parts.find(({ state }) => state === 'done')?.symbol).toBe('SOLUSDT');
    await engine.ask('jobs.cancel', { jobId });
    expect(exchange.requests.query().some(isCandles)).toBe(true);
  });

  it('a venue that is down ends the job with its reason, which a restart keeps, and trying again heals it', async () => {
    const { exchange, dataDir, start } = await setStage();
    const engine = await start();
    await backfill(engine, { symbols: ['BTCUSDT'], timeframes: ['1h'], days: 1 });
    const [fault] = exchange.faults.add({ kind: 'reset', venue: 'bitget', route: 'bitget.history-candles' });
    const failed = await backfill(engine, {
      symbols: ['BTCUSDT'],
      timeframes: ['1h'],
      from: NOW - 100 * DAY,
      until: NOW - 80 * DAY,
    });
    expect(failed.state).toBe('incomplete');
    const reason = {
      code: 'feed',
      trouble: { kind: 'network', by: { source: 'bitget', said: '' } },
    };
    const list = [{ series: ['bitget BTCUSDT 1h'], problem: reason }];
    expect(failed).toMatchObject({ problem: { code: 'of-series', list }, parts: [{ problem: reason }] });
    expect(problemWords(failed.problem!, 'es')).toBe(
      'bitget BTCUSDT 1h: No se pudo llegar a Bitget; revisa la conexión a internet.',
    );
    const { gaps } = await engine.ask('gaps.list', {});
    expect(gaps.some((gap) => gap.cause === 'request-failed' && gap.evidence !== null)).toBe(true);
    await engine.stop();

    const again = await start();
    const jobOf = async () =>
      (await again.ask('jobs.list', { limit: 5 })).jobs.find(({ id }) => id === failed.id);
    expect(await jobOf()).toMatchObject({ problem: failed.problem, parts: [{ problem: reason }] });
    // An older program kept its sentence, which is shown as it is.
    withRawDb(dataDir, (db) => {
      db.prepare('UPDATE job SET problem = ? WHERE id = ?').run('{ it was said }', failed.id);
      db.prepare('UPDATE job_part SET problem = ? WHERE job_id = ?').run('as it was said', failed.id);
    });
    expect(await jobOf()).toMatchObject({
      problem: '{ it was said }',
      parts: [{ problem: 'as it was said' }],
    });

    exchange.faults.remove(fault!);
    await again.ask('jobs.retry', { jobId: failed.id });
    expect(await again.jobWhen(failed.id)).toMatchObject({ state: 'done', problem: null });
  });
});
