import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../shared/domain/time.ts';
import { isPageRequest } from '../../helpers/pageRequests.ts';
import { backfill, NOW, setStage } from './stage.ts';

const HOUR_NOW = Math.floor(NOW / HOUR) * HOUR;

describe('what a backfill says of itself', () => {
  it('does not count the time before the listing as work, neither done nor to be done', async () => {
    const listedAt = HOUR_NOW - 40 * DAY;
    const { start } = await setStage({ listed: { NEWUSDT: listedAt }, symbols: ['NEWUSDT'] });
    const engine = await start();
    const request = {
      exchange: 'bitget' as const,
      symbols: ['NEWUSDT'],
      timeframes: ['1h' as const],
      days: 300,
    };
    const job = await backfill(engine, request);
    expect(job.parts[0]).toMatchObject({ total: 40 * 24, settled: 40 * 24, stored: 40 * 24 });
    expect(await engine.ask('backfill.estimate', request)).toMatchObject({ missing: 0, requests: 0 });
    const again = await backfill(engine, request);
    expect(again.parts[0]).toMatchObject({ total: 0, requests: 0 });
  });

  it('tells the time left while series of it have not begun yet', async () => {
    const { start } = await setStage({ latencyMs: 40 });
    const engine = await start();
    const { jobId } = await engine.ask('backfill.start', {
      exchange: 'bitget',
      symbols: ['BTCUSDT', 'ETHUSDT', 'SOLUSDT', 'XRPUSDT', 'ADAUSDT'],
      timeframes: ['1m'],
      days: 60,
    });
    const job = await engine.jobWhen(jobId, ({ etaMs }) => etaMs !== null);
    expect(job.parts.map(({ state }) => state)).toContain('queued');
    await engine.ask('jobs.cancel', { jobId });
  });

  it('asks for the days a suggested symbol is suggested with, as the estimate says', async () => {
    const seeds = 'symbols:\n  - symbol: BTCUSDT\n    market: futures\n    timeframes: { 1h: 5 }';
    const { start } = await setStage();
    const engine = await start({ seeds });
    const request = { exchange: 'bitget' as const, symbols: ['BTCUSDT'], timeframes: ['1h' as const] };
    const estimate = await engine.ask('backfill.estimate', request);
    const job = await backfill(engine, request);
    expect(job.parts[0]!.total).toBe(estimate.missing);
    expect((await engine.ask('catalog.list', {})).entries[0]!.series).toMatchObject([
      { historyDays: 5, tracked: true },
    ]);
  });

  it('is done only when nothing in its range is open, even if gaps were opened again while it ran', async () => {
    const { exchange, start } = await setStage({ latencyMs: 5 });
    const hole = { from: HOUR_NOW - 12 * HOUR, until: HOUR_NOW - 6 * HOUR };
    exchange.faults.add({ kind: 'empty', venue: 'bitget', ...hole });
    const engine = await start();
    const range = { from: HOUR_NOW - 20 * DAY, until: HOUR_NOW };
    const { jobId } = await engine.ask('backfill.start', {
      exchange: 'bitget',
      symbols: ['BTCUSDT'],
      timeframes: ['1m'],
      ...range,
    });
    await engine.jobWhen(jobId, ({ parts }) => parts[0]!.settled > 5_000);
    const [series] = await engine.store.read.series();
    await engine.store.write.reopenGaps(series!.id, hole, NOW);
    expect((await engine.jobWhen(jobId)).state).toBe('done');
    const gaps = await engine.store.read.ledgerGaps(series!.id, range.from, range.until);
    expect(gaps.filter(({ state }) => state === 'open')).toEqual([]);
  });

  it('measures the clock of the venue once for all series of a job', async () => {
    const { exchange, start } = await setStage();
    const engine = await start();
    await backfill(engine, {
      symbols: ['BTCUSDT'],
      timeframes: ['1m', '5m', '15m', '1h', '4h', '1d'],
      days: 2,
    });
    const measured = exchange.requests.query().filter(({ route }) => route === 'bitget.time');
    expect(measured.length).toBe(2);
  });
});

describe('what a job cannot take from another', () => {
  it('the search for a listing date: cancelled for one job, it goes on for the other', async () => {
    const { exchange, start } = await setStage({ latencyMs: 20 });
    const engine = await start();
    const request = { exchange: 'bitget' as const, symbols: ['BTCUSDT'], days: 3 };
    const probing = exchange.requests.next(({ params }) => params.granularity === '1Wutc');
    const hourly = await engine.ask('backfill.start', { ...request, timeframes: ['1h'] });
    await probing;
    const daily = await engine.ask('backfill.start', { ...request, timeframes: ['1d'] });
    await engine.jobWhen(daily.jobId, ({ state }) => state === 'running');
    for (let n = 0; n < 5; n += 1)
      await exchange.requests.next(({ params }) => params.granularity === '1Wutc');
    await engine.ask('jobs.cancel', { jobId: hourly.jobId });
    expect(await engine.jobWhen(daily.jobId)).toMatchObject({ state: 'done', problem: null });
  });

  it('the eye of the trader, who chose a series before anything ran', async () => {
    const { exchange, start } = await setStage({ latencyMs: 5 });
    const engine = await start();
    const { entry } = await engine.ask('catalog.add', {
      exchange: 'bitget',
      symbol: 'SOLUSDT',
      timeframes: [{ timeframe: '1m', days: 10 }],
    });
    await engine.ask('jobs.focus', { seriesId: entry.series[0]!.id });
    const { jobId } = await engine.ask('backfill.start', {
      exchange: 'bitget',
      symbols: ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'],
      timeframes: ['1m'],
      days: 10,
    });
    await engine.jobWhen(jobId);
    const pages = exchange.requests
      .query()
      .filter(isPageRequest)
      .map(({ params }) => params.symbol);
    const [first] = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'].toSorted(
      (a, b) => pages.lastIndexOf(a) - pages.lastIndexOf(b),
    );
    expect(first).toBe('SOLUSDT');
  });
});

describe('a catalog file', () => {
  it('that names a symbol twice is told so, and the first line counts', async () => {
    const { start } = await setStage();
    const engine = await start();
    const yaml = [
      'symbols:',
      '  - { symbol: BTCUSDT, market: futures, timeframes: [1h, 1h] }',
      '  - { symbol: BTCUSDT, market: futures, timeframes: { 1d: 9 } }',
    ].join('\n');
    const report = await engine.ask('catalog.import', { yaml });
    expect(report).toMatchObject({
      added: 1,
      refused: [{ line: 3, message: expect.stringContaining('BTCUSDT') }],
    });
    expect((await engine.ask('catalog.list', {})).entries[0]!.series).toMatchObject([
      { timeframe: '1h', historyDays: 90 },
    ]);
    expect(await engine.ask('catalog.import', { yaml })).toMatchObject({ changed: 0, unchanged: 1 });
  });
});

describe('an estimate', () => {
  it('of hundreds of symbols nobody has asked for yet leaves the thread free', async () => {
    const symbols = Array.from({ length: 400 }, (_, n) => `COIN${n}USDT`);
    const { start } = await setStage({ symbols: ['BTCUSDT'] });
    const engine = await start();
    const request = { exchange: 'bitget' as const, timeframes: ['1m' as const], days: 3_000 };
    const cost = async (of: string[]): Promise<number> => {
      const before = process.cpuUsage();
      await engine.ask('backfill.estimate', { ...request, symbols: of });
      return process.cpuUsage(before).user / 1_000;
    };
    await cost(['BTCUSDT']);
    const ofOne = Math.max(5, await cost(['BTCUSDT']));
    expect(await cost(symbols)).toBeLessThan(40 * ofOne);
  });
});
