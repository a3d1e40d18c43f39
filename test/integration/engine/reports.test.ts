import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../shared/domain/time.ts';
import { backfill, candleRequests, NOW, setStage, storedCandles } from './stage.ts';

const HOUR_NOW = Math.floor(NOW / HOUR) * HOUR;

describe('before a backfill', () => {
  it('the estimate is what the backfill then asks for, and asks for nothing itself', async () => {
    const { exchange, start } = await setStage();
    const engine = await start();
    const request = { exchange: 'bitget', symbols: ['BTCUSDT'], timeframes: ['1m', '1h'], days: 20 } as const;
    const mutable = { ...request, symbols: [...request.symbols], timeframes: [...request.timeframes] };
    const estimate = await engine.ask('backfill.estimate', mutable);
    expect(candleRequests(exchange)).toEqual([]);
    expect((await engine.ask('catalog.list', {})).entries).toEqual([]);
    const job = await backfill(engine, mutable);
    expect(
      estimate.series.map(({ timeframe, missing, requests }) => ({ timeframe, missing, requests })),
    ).toEqual(job.parts.map(({ timeframe, total, requests }) => ({ timeframe, missing: total, requests })));
    expect(estimate).toMatchObject({
      missing: 20 * 24 * 61,
      requests: expect.any(Number),
      bytes: expect.any(Number),
    });
    expect((await engine.ask('backfill.estimate', mutable)).missing).toBe(0);
  });
});

describe('after a backfill', () => {
  it('a job shows its pages, newest first, with what was asked and what came', async () => {
    const { start } = await setStage();
    const engine = await start();
    const job = await backfill(engine, { symbols: ['BTCUSDT', 'ETHUSDT'], timeframes: ['1h'], days: 3 });
    const { pages } = await engine.ask('jobs.pages', { jobId: job.id, limit: 100 });
    expect(pages.length).toBe(job.parts.reduce((sum, part) => sum + part.requests, 0));
    expect(pages[0]).toMatchObject({
      provider: 'bitget',
      timeframe: '1h',
      inserted: 72,
      rejected: 0,
      quality: 'ok',
    });
    const [first] = job.parts;
    const ofOne = await engine.ask('jobs.pages', { jobId: job.id, seriesId: first!.seriesId, limit: 100 });
    expect(ofOne.pages.every(({ symbol }) => symbol === first!.symbol)).toBe(true);
  });

  it('a confirmed gap can be asked for again, and closes when the venue has the candles by now', async () => {
    const { exchange, start } = await setStage();
    const hole = { from: HOUR_NOW - 30 * HOUR, until: HOUR_NOW - 26 * HOUR };
    const [fault] = exchange.faults.add({ kind: 'empty', venue: 'bitget', symbol: 'BTCUSDT', ...hole });
    const engine = await start();
    await backfill(engine, { symbols: ['BTCUSDT'], timeframes: ['1h'], days: 5 });
    exchange.faults.remove(fault!);
    const { gaps } = await engine.ask('gaps.list', {});
    const { jobId } = await engine.ask('gaps.refetch', { seriesId: gaps[0]!.seriesId, ...hole });
    expect(await engine.jobWhen(jobId)).toMatchObject({ state: 'done', parts: [{ stored: 4 }] });
    expect((await engine.ask('gaps.list', {})).gaps).toEqual([]);
    const stored = await storedCandles(engine, { symbol: 'BTCUSDT', timeframe: '1h' });
    expect(stored).toEqual(exchange.truth('bitget', 'BTCUSDT', '1h', stored.openTime[0]!, NOW));
  });

  it('the heatmap counts per day what is stored, what is missing, and why', async () => {
    const { exchange, start } = await setStage();
    const today = Math.floor(NOW / DAY) * DAY;
    exchange.faults.add({
      kind: 'empty',
      venue: 'bitget',
      from: today - 2 * DAY,
      until: today - DAY - 12 * HOUR,
    });
    const engine = await start();
    await backfill(engine, { symbols: ['BTCUSDT'], timeframes: ['1h'], from: today - 3 * DAY, until: today });
    const [series] = await engine.store.read.series();
    const { series: rows } = await engine.ask('coverage.cells', {
      seriesIds: [series!.id],
      from: today - 4 * DAY,
      bucketMs: DAY,
      count: 4,
    });
    expect(Array.from(rows[0]!.cells.candles)).toEqual([0, 24, 12, 24]);
    expect(Array.from(rows[0]!.cells.missing)).toEqual([0, 0, 12, 0]);
    expect(Array.from(rows[0]!.cells.kind)).toEqual([0, 0, 4, 0]);
  });

  it('reports are kept and can be read again, the newest first', async () => {
    const { start } = await setStage();
    const engine = await start();
    const missing = await engine.ask('catalog.add', {
      exchange: 'bitget',
      symbol: 'BTCUSDT',
      timeframes: [{ timeframe: '1h', days: 2 }],
    });
    expect(missing.entry.series.length).toBe(1);
    expect((await engine.ask('verify.run', {})).overall).toBe('missing');
    await backfill(engine, { symbols: ['BTCUSDT'], timeframes: ['1h'] });
    const ok = await engine.ask('verify.run', { deep: true });
    expect(ok).toMatchObject({ overall: 'ok', deep: true, series: [{ issues: [] }] });
    const { reports } = await engine.ask('verify.history', { limit: 10 });
    expect(reports.map(({ overall, deep, counts }) => ({ overall, deep, counts }))).toEqual([
      { overall: 'ok', deep: true, counts: { ok: 1 } },
      // The backfill's own, without being asked for.
      { overall: 'ok', deep: false, counts: { ok: 1 } },
      { overall: 'missing', deep: false, counts: { missing: 1 } },
    ]);
    expect((await engine.ask('verify.get', { id: reports[0]!.id })).report).toEqual(ok);
  });

  it('a chart pages in both directions', async () => {
    const { start } = await setStage();
    const engine = await start();
    await backfill(engine, { symbols: ['BTCUSDT'], timeframes: ['1h'], days: 3 });
    const [series] = await engine.store.read.series();
    const middle = HOUR_NOW - 36 * HOUR;
    const before = await engine.ask('candles.range', { seriesId: series!.id, before: middle, limit: 5 });
    const after = await engine.ask('candles.after', { seriesId: series!.id, after: middle - HOUR, limit: 5 });
    expect(Array.from(before.candles.openTime)).toEqual([5, 4, 3, 2, 1].map((n) => middle - n * HOUR));
    expect(Array.from(after.candles.openTime)).toEqual([0, 1, 2, 3, 4].map((n) => middle + n * HOUR));
  });

  it('one series is removed with its candles, or kept without being watched', async () => {
    const { start } = await setStage();
    const engine = await start();
    await backfill(engine, { symbols: ['BTCUSDT'], timeframes: ['1h', '4h'], days: 3 });
    const [hourly, fourHourly] = (await engine.ask('coverage.list', {})).series;
    expect(await engine.ask('series.remove', { seriesId: hourly!.id, keepData: false })).toEqual({
      removedCandles: 72,
    });
    expect(await engine.ask('series.remove', { seriesId: fourHourly!.id, keepData: true })).toEqual({
      removedCandles: 0,
    });
    expect((await engine.ask('coverage.list', {})).series).toMatchObject([
      { timeframe: '4h', candles: 18, tracked: false },
    ]);
  });
});
