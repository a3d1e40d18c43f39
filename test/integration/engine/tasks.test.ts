import { expect, it } from 'vitest';
import type { ScheduledTask, TaskKind, TaskRun } from '../../../shared/domain/schedule.ts';
import { DAY, HOUR } from '../../../shared/domain/time.ts';
import type { TestEngine } from '../../helpers/testEngine.ts';
import { virtualTiming } from '../feeds/harness.ts';
import { backfill, NOW, setStage } from './stage.ts';

// The bodies of the tasks, on the real engine and the emulator, started by hand.

/** Runs the task of a kind and returns what came of it. */
async function runTask(engine: TestEngine, kind: TaskKind): Promise<TaskRun> {
  const { tasks } = await engine.ask('schedule.list', {});
  const { id: taskId, lastRun: before } = tasks.find((task) => task.kind === kind)!;
  const isOver = ({ id, running, waiting, lastRun }: ScheduledTask): boolean =>
    id === taskId && !running && !waiting && lastRun !== null && lastRun.id !== before?.id;
  const ended = new Promise<TaskRun>((resolve) => {
    const stop = engine.engine.on('schedule.changed', ({ tasks: all }) => {
      const over = all.find(isOver);
      if (over === undefined) return;
      stop();
      resolve(over.lastRun!);
    });
  });
  await engine.ask('schedule.run', { taskId });
  return ended;
}

const key = { symbols: ['BTCUSDT'], timeframes: ['1h' as const] };

it('verification judges every series and keeps its report', async () => {
  const { exchange, start } = await setStage();
  const engine = await start();
  await backfill(engine, { ...key, days: 2 });
  expect(await runTask(engine, 'verify')).toMatchObject({
    reason: 'by-hand',
    result: expect.stringMatching(/ok|found/),
  });
  exchange.clock.advance(5 * HOUR);
  expect(await runTask(engine, 'verify')).toMatchObject({
    result: 'found',
    summary: { code: 'verified', params: { series: 1, ok: 0, stale: 1 } },
  });
  const [newest] = (await engine.ask('verify.history', { limit: 1 })).reports;
  expect(newest).toMatchObject({ overall: 'stale', deep: false });
});

it('the checks say how much they have compared', async () => {
  const { start } = await setStage();
  const engine = await start();
  await backfill(engine, { ...key, days: 3 });
  for (const kind of ['check-ledger', 'check-suspicious', 'check-canary'] as const) {
    expect(await runTask(engine, kind)).toMatchObject({
      result: 'ok',
      summary: { code: 'checked', params: { found: 0, series: 1, checked: expect.any(Number) } },
    });
  }
  expect((await engine.ask('checks.history', { limit: 10 })).reports).toHaveLength(3);
});

it('a repair with nothing to do says so, and one with a hole fills it', async () => {
  const { exchange, start } = await setStage();
  const engine = await start();
  expect(await runTask(engine, 'repair')).toMatchObject({
    result: 'ok',
    summary: { code: 'nothing-to-repair', params: { left: 0 } },
  });
  await backfill(engine, { ...key, days: 2 });
  const [series] = await engine.store.read.series();
  const present = Math.floor(exchange.clock.now() / HOUR) * HOUR;
  await engine.store.write.extendLedger(series!.id, { from: present - 3 * DAY, until: present }, NOW);
  expect(await runTask(engine, 'repair')).toMatchObject({
    result: 'ok',
    summary: { code: 'repaired', params: { filled: 24, left: 0 } },
  });
});

it('a refresh of the markets notices a contract that is gone, once, and one that comes back', async () => {
  const { exchange, start } = await setStage();
  const engine = await start();
  await engine.ask('catalog.add', {
    exchange: 'bitget',
    symbol: 'BTCUSDT',
    timeframes: [{ timeframe: '1h' }],
  });
  const refreshed = (params: Record<string, unknown>) => ({ summary: { code: 'refreshed', params } });
  expect(await runTask(engine, 'refresh-markets')).toMatchObject(refreshed({ updated: 1, delisted: 0 }));
  exchange.setListing('BTCUSDT', { delistedAt: NOW - HOUR });
  expect(await runTask(engine, 'refresh-markets')).toMatchObject({
    result: 'found',
    ...refreshed({ updated: 0, delisted: 1 }),
  });
  expect(await runTask(engine, 'refresh-markets')).toMatchObject({
    result: 'ok',
    ...refreshed({ delisted: 0 }),
  });
  expect((await engine.ask('catalog.list', {})).entries[0]).toMatchObject({ delistedAt: expect.any(Number) });
  exchange.setListing('BTCUSDT', { delistedAt: null });
  expect(await runTask(engine, 'refresh-markets')).toMatchObject(refreshed({ updated: 1, delisted: 0 }));
  expect((await engine.ask('catalog.list', {})).entries[0]).toMatchObject({ delistedAt: null });
  const { events } = await engine.ask('events.list', { limit: 10 });
  expect(events.map(({ type }) => type).filter((type) => /listed/.test(type))).toEqual([
    'listed-again',
    'delisted',
  ]);
});

it('a venue that does not answer makes the refresh fail, with the reason', async () => {
  const { exchange, start } = await setStage();
  const engine = await start({ clock: { now: exchange.clock.now }, timing: virtualTiming(exchange) });
  await engine.ask('catalog.add', {
    exchange: 'bitget',
    symbol: 'BTCUSDT',
    timeframes: [{ timeframe: '1h' }],
  });
  await exchange.close();
  expect(await runTask(engine, 'refresh-markets')).toMatchObject({
    result: 'failed',
    summary: { code: 'failed', params: { problem: { code: 'feed', trouble: { by: { source: 'bitget' } } } } },
  });
});
