import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../shared/domain/time.ts';
import { backfillRange, candlesOf, gapsOf } from '../../helpers/emulatedEngine.ts';
import { HOLE, KEY, RANGE, setUp, WANTED } from './repairStage.ts';

describe('a refetch', () => {
  it('keeps what the venue has changed as a revision, and can be undone', async () => {
    const { exchange, engine, seriesId, truth, soundness } = await setUp();
    await backfillRange(engine, WANTED, RANGE);
    const before = truth();
    const openTime = HOLE.from;
    exchange.faults.add({
      kind: 'correction',
      symbol: 'BTCUSDT',
      timeframe: '1h',
      openTime,
      at: 0,
      patch: { volume: 777 },
    });
    const stretch = { seriesId: await seriesId(), from: HOLE.from - HOUR, until: HOLE.until };
    const { jobId } = await engine.ask('candles.refetch', { stretches: [stretch] });
    const job = await engine.jobWhen(jobId);
    expect(job).toMatchObject({
      kind: 'refetch',
      state: 'done',
      parts: [{ total: 5, settled: 5, stored: 0, requests: 1 }],
    });
    const { pages } = await engine.ask('jobs.pages', { jobId, limit: 10 });
    expect(pages).toMatchObject([{ changed: 1, inserted: 0 }]);
    expect(await candlesOf(engine, KEY)).toEqual(truth());
    expect(truth()).not.toEqual(before);

    expect(await engine.ask('jobs.undo', { jobId })).toEqual({ removed: 0, restored: 1, kept: 0 });
    expect(await candlesOf(engine, KEY)).toEqual(before);
    expect(await soundness()).toEqual([]);
    expect((await engine.ask('jobs.get', { jobId })).job.undone).toBe(true);
    expect(await engine.call('jobs.undo', { jobId })).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    });
    expect((await engine.ask('audit.list', { limit: 1 })).entries[0]).toMatchObject({ action: 'undo' });
  });
});

describe('an undo', () => {
  it('takes a whole backfill back and leaves what something newer has revised', async () => {
    const { exchange, engine, seriesId, soundness } = await setUp();
    const job = await backfillRange(engine, WANTED, RANGE);
    exchange.faults.add({
      kind: 'correction',
      symbol: 'BTCUSDT',
      timeframe: '1h',
      openTime: HOLE.from,
      at: 0,
    });
    const stretches = [{ seriesId: await seriesId(), ...HOLE }];
    const refetch = await engine.ask('candles.refetch', { stretches });
    await engine.jobWhen(refetch.jobId);
    expect(await engine.ask('jobs.undo', { jobId: job.id })).toEqual({ removed: 83, restored: 0, kept: 1 });
    expect((await candlesOf(engine, KEY)).map(([time]) => time)).toEqual([HOLE.from]);
    expect(await gapsOf(engine, KEY)).toMatchObject([
      { missing: 10, cause: 'not-downloaded', state: 'open' },
      { missing: 73, cause: 'not-downloaded', state: 'open' },
    ]);
    expect(await soundness()).toEqual([]);
  });

  it('keeps the job from being taken up again, or undone twice, while it is under way', async () => {
    const { exchange, engine, soundness } = await setUp();
    const [fault] = exchange.faults.add({ kind: 'server-error', timeframe: '30m' });
    const job = await backfillRange(engine, { ...WANTED, timeframes: ['1h', '30m'] }, RANGE);
    expect(job.state).toBe('incomplete');
    exchange.faults.remove(fault!);
    const undoing = engine.call('jobs.undo', { jobId: job.id });
    const conflict = { ok: false, error: { code: 'conflict' } };
    expect(
      await Promise.all([
        engine.call('jobs.retry', { jobId: job.id }),
        engine.call('jobs.undo', { jobId: job.id }),
      ]),
    ).toMatchObject([conflict, conflict]);
    expect(await undoing).toMatchObject({ ok: true, value: { removed: 84 } });
    expect(await engine.call('jobs.retry', { jobId: job.id })).toMatchObject({ ok: true });
    expect(await engine.jobWhen(job.id)).toMatchObject({ state: 'done', undone: false });
    expect(await soundness()).toEqual([]);
  });

  it('is refused while another job is at work on the same series', async () => {
    const { exchange, engine, seriesId } = await setUp();
    const job = await backfillRange(engine, WANTED, RANGE);
    const stretches = [{ seriesId: await seriesId(), ...HOLE }];
    const [fault] = exchange.faults.add({ kind: 'hang' });
    const { jobId } = await engine.ask('candles.refetch', { stretches });
    await engine.jobWhen(jobId, ({ state }) => state === 'running');
    expect(await engine.call('jobs.undo', { jobId: job.id })).toMatchObject({
      ok: false,
      error: { code: 'conflict', message: expect.stringContaining('bitget BTCUSDT 1h') },
    });
    exchange.faults.remove(fault!);
    await engine.ask('jobs.cancel', { jobId });
    expect(await engine.call('jobs.undo', { jobId: job.id })).toMatchObject({ ok: true });
  });

  it('can be repeated for what the same job has fetched since, when it was taken up again', async () => {
    const { exchange, engine } = await setUp();
    const [fault] = exchange.faults.add({ kind: 'server-error', timeframe: '30m' });
    const job = await backfillRange(engine, { ...WANTED, timeframes: ['1h', '30m'] }, RANGE);
    expect(job.state).toBe('incomplete');
    await engine.ask('jobs.undo', { jobId: job.id });
    exchange.faults.remove(fault!);
    await engine.ask('jobs.retry', { jobId: job.id });
    expect(await engine.jobWhen(job.id)).toMatchObject({ state: 'done', undone: false });
    const again = await engine.ask('jobs.undo', { jobId: job.id });
    expect(again.removed).toBeGreaterThan(0);
    expect((await engine.ask('jobs.get', { jobId: job.id })).job.undone).toBe(true);
  });
});
