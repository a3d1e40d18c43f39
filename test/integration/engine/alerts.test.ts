import { expect, it, onTestFinished } from 'vitest';
import { taskConditions } from '../../../electron/engine/alerts/storeConditions.ts';
import { AlertKind } from '../../../shared/domain/alert.ts';
import type { ScheduledTask } from '../../../shared/domain/schedule.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../shared/domain/time.ts';
import { openDirectStore } from '../../helpers/directStore.ts';
import { sampleCandles } from '../../helpers/sampleCandles.ts';
import { sampleJob } from '../../helpers/samples.ts';
import { addSeries, pageOf } from '../../helpers/seriesFixture.ts';
import { type AlertStage, aSeries, aVenue, NOON, setAlertStage } from './alertStage.ts';

async function begin(...given: Parameters<typeof setAlertStage>): Promise<AlertStage> {
  const alerts = await setAlertStage(...given);
  onTestFinished(() => alerts.alerts.stop());
  return alerts;
}

const failedTask: ScheduledTask = {
  id: 1,
  kind: 'repair',
  cron: '*/15 * * * *',
  paused: false,
  maxRequests: 300,
  export: null,
  nextRunAt: NOON + HOUR,
  running: false,
  waiting: false,
  progress: null,
  lastRun: {
    id: 1,
    taskId: 1,
    startedAt: NOON,
    finishedAt: NOON,
    reason: 'due',
    result: 'failed',
    summary: { code: 'failed', params: { problem: 'the venue is away' } },
  },
};

it('raises a silent symbol once, counts it while it lasts, and resolves it by itself', async () => {
  const { stage, world, alerts, told, newest } = await begin();
  world.series = [aSeries(1), aSeries(2)];
  await stage.advance(4 * MINUTE);
  expect(await told()).toEqual([]);
  world.series = [aSeries(1), aSeries(2, { lastNewsAt: NOON + 10 * MINUTE })];
  await stage.advance(90 * SECOND);
  expect(await told()).toEqual(['symbol-silent bitget S1USDT']);
  expect(await newest()).toMatchObject({ severity: 'warning', count: 1, raisedAt: NOON + 310 * SECOND });
  await stage.advance(3 * MINUTE);
  expect(await newest()).toMatchObject({ count: 4, params: { silentMs: 490 * SECOND } });
  expect(stage.last('alerts.changed')).toMatchObject({ open: 1 });
  world.series = [aSeries(1, { lastNewsAt: NOON + 8 * MINUTE })];
  await stage.advance(10 * SECOND);
  expect(await told()).toEqual(['symbol-silent bitget S1USDT (over)']);
  expect(stage.last('alerts.changed')).toMatchObject({ open: 0, alerts: [{ count: 4 }] });
  expect(await alerts.list(1)).toMatchObject({ open: 0 });
});

it.each(['polling', 'derived'] as const)(
  'goes by the same limit for a series that comes by %s',
  async (source) => {
    const { stage, world, told, newest } = await begin();
    world.series = [aSeries(1, { source, timeframe: '1h' })];
    await stage.advance(5 * MINUTE);
    expect(await told()).toEqual([]);
    await stage.advance(10 * SECOND);
    expect(await told()).toEqual(['symbol-silent bitget S1USDT']);
    expect(await newest()).toMatchObject({ raisedAt: NOON + 310 * SECOND });
  },
);

it('says nothing of symbols nobody trades, of what is off, or while everything is paused', async () => {
  const { stage, world, told } = await begin();
  world.series = [aSeries(1, { state: 'quiet' }), aSeries(2, { state: 'off' })];
  await stage.advance(10 * MINUTE);
  world.paused = true;
  world.series = [aSeries(3)];
  await stage.advance(10 * MINUTE);
  expect(await told()).toEqual([]);
});

it('does not take the sleep of the PC for silence', async () => {
  const { stage, world, told } = await begin();
  world.series = [aSeries(1)];
  await stage.advance(MINUTE);
  await stage.sleepPc(8 * HOUR);
  await stage.advance(4 * MINUTE);
  expect(await told()).toEqual([]);
  await stage.advance(2 * MINUTE);
  expect(await told()).toEqual(['symbol-silent bitget S1USDT']);
});

it('makes one alert of a venue that is down with sixty series, and one of many series that fail for themselves', async () => {
  const { stage, world, told, newest, notified } = await begin();
  world.venues = [aVenue({ circuit: 'open' })];
  world.series = Array.from({ length: 60 }, (_, i) => aSeries(i + 1, { errors: 9, state: 'failing' }));
  await stage.advance(10 * MINUTE);
  expect(await told()).toEqual(['venue-silent bitget']);
  expect(await newest()).toMatchObject({
    severity: 'error',
    params: { symbols: 60, silentMs: 550 * SECOND },
  });
  expect(notified).toEqual(['bitget sends nothing']);
  world.venues = [aVenue()];
  world.series = world.series.map((one) => ({ ...one, lastNewsAt: NOON + 11 * MINUTE }));
  await stage.advance(10 * SECOND);
  expect(await told()).toEqual(['errors-in-a-row bitget', 'venue-silent bitget (over)']);
  expect(await newest()).toMatchObject({
    params: { count: 60, errors: 9, names: 'S1USDT 1m, S2USDT 1m, S3USDT 1m' },
  });
});

it('counts on the same alert when it comes back within its cool-down, and raises another one after it', async () => {
  const { stage, world, told, newest, notified } = await begin();
  const skewed = aVenue({ clockOffsetMs: -45 * SECOND });
  const flap = async (): Promise<void> => {
    world.venues = [skewed];
    await stage.advance(10 * SECOND);
    world.venues = [aVenue()];
    await stage.advance(10 * SECOND);
  };
  await flap();
  await flap();
  expect(await told()).toEqual(['clock-skew clock (over)']);
  expect(await newest()).toMatchObject({
    count: 2,
    params: { offsetMs: -45_000, limitMs: 30_000, exchange: 'bitget' },
  });
  await stage.advance(30 * MINUTE);
  await flap();
  expect(await told()).toEqual(['clock-skew clock (over)', 'clock-skew clock (over)']);
  expect(notified).toEqual(['The clock of this PC is wrong', 'The clock of this PC is wrong']);
});

it('lets the trader acknowledge what goes on, and keeps that over a restart', async () => {
  const room = await begin();
  room.world.venues = [aVenue({ clockOffsetMs: 90 * SECOND })];
  await room.stage.advance(10 * SECOND);
  const { id } = await room.newest();
  expect(await room.alerts.acknowledge([id, 999])).toMatchObject([
    { id, acknowledgedAt: NOON + 10 * SECOND },
  ]);
  expect(await room.alerts.list(10)).toMatchObject({ open: 0, alerts: [{ resolvedAt: null }] });
  await room.restart();
  await room.stage.advance(2 * MINUTE);
  expect(await room.alerts.list(10)).toMatchObject({ open: 0, alerts: [{ id, resolvedAt: null }] });
  room.world.venues = [aVenue()];
  await room.stage.advance(10 * SECOND);
  expect(await room.told()).toEqual(['clock-skew clock (over)']);
});

it('watches the disk, tasks, jobs and the check of the ledgers every minute', async () => {
  const { stage, world, told } = await begin();
  world.freeBytes = 1.5e9;
  world.tasks = [failedTask];
  world.jobs = [sampleJob({ state: 'failed', finishedAt: NOON, problem: 'no such symbol' })];
  const found = {
    exchange: 'bitget',
    symbol: 'BTCUSDT',
    timeframe: '1h',
    seriesId: 1,
    checked: 5,
    found: 2,
    issues: [],
  };
  const report = { kind: 'ledger', startedAt: NOON, finishedAt: NOON, checked: 5, problem: null } as const;
  await stage.store.write.addCheckReport({ ...report, result: 'found', found: 2, series: [found as never] });
  await stage.advance(MINUTE);
  expect((await told()).toSorted()).toEqual([
    'data-contradiction ledger',
    'disk-space disk',
    'task-failed backfill 00000000',
    'task-failed repair',
  ]);
  world.freeBytes = 3e9;
  world.tasks = [{ ...failedTask, lastRun: { ...failedTask.lastRun!, result: 'ok' } }];
  await stage.store.write.addCheckReport({ ...report, result: 'ok', found: 0, series: [] });
  await stage.advance(MINUTE);
  expect((await told()).filter((line) => !line.endsWith('(over)'))).toEqual([
    'task-failed backfill 00000000',
  ]);
  await stage.advance(DAY);
  expect((await told()).filter((line) => !line.endsWith('(over)'))).toEqual([]);
});

it('does not call a task failed that a crash cut off', () => {
  const lastRun = { ...failedTask.lastRun!, summary: { code: 'interrupted', params: {} } as const };
  expect(taskConditions([{ ...failedTask, lastRun }])).toEqual([]);
});

it('calls a tracked series stale when ten minutes awake have not mended it', async () => {
  const { stage, told } = await begin();
  const series = await addSeries(stage.store, 'BTCUSDT', '1m');
  const page = pageOf(series, sampleCandles(NOON - HOUR, MINUTE, 1), {
    exchangeTime: NOON,
    receivedAt: NOON,
  });
  await stage.store.write.writePage(page);
  await stage.advance(5 * MINUTE);
  expect(await told()).toEqual([]);
  await stage.advance(7 * MINUTE);
  expect(await told()).toEqual(['series-stale bitget BTCUSDT 1m']);
});

it('tells the live service the limits of its rules, and refuses rules that make no sense', async () => {
  const { world, alerts } = await begin();
  expect([world.silenceLimit, world.skewLimit]).toEqual([2 * MINUTE, 30 * SECOND]);
  const rules = alerts.rules();
  expect(rules.map(({ kind }) => kind)).toEqual(AlertKind.options);
  const silent = rules.find(({ kind }) => kind === 'venue-silent')!;
  expect(await alerts.setRule({ ...silent, enabled: false })).toMatchObject({ ok: true });
  expect(world.silenceLimit).toBeNull();
  expect(await alerts.setRule({ ...silent, threshold: null })).toMatchObject({
    ok: false,
    error: { code: 'invalid-request' },
  });
  const stale = rules.find(({ kind }) => kind === 'series-stale')!;
  expect(await alerts.setRule({ ...stale, threshold: 5 })).toMatchObject({ ok: false });
});

it('goes by a changed rule at once: its limit, its severity, and whether it is on', async () => {
  const room = await begin();
  room.world.series = [aSeries(1, { errors: 3 })];
  await room.stage.advance(MINUTE);
  expect(await room.told()).toEqual([]);
  const rule = room.alerts.rules().find(({ kind }) => kind === 'errors-in-a-row')!;
  await room.alerts.setRule({ ...rule, threshold: 3, severity: 'critical' });
  await room.stage.advance(10 * SECOND);
  expect(await room.newest()).toMatchObject({ subject: 'bitget S1USDT 1m', severity: 'critical' });
  await (await room.restart()).setRule({ ...rule, enabled: false });
  await room.stage.advance(10 * SECOND);
  expect(await room.told()).toEqual(['errors-in-a-row bitget S1USDT 1m (over)']);
  expect((await room.stage.store.read.audit(1))[0]).toMatchObject({
    action: 'alerts.rule',
    subject: 'errors-in-a-row',
  });
});

it('does not keep an alert quiet because of one that a clock running ahead has raised', () => {
  const { write } = openDirectStore();
  const skewed = {
    kind: 'clock-skew',
    severity: 'error',
    subject: 'clock',
    exchange: 'bitget',
    seriesId: null,
    params: {},
  } as const;
  const first = write.raiseAlert(skewed, NOON + DAY, 30 * MINUTE);
  write.resolveAlerts([first.alert.id], NOON);
  expect(write.raiseAlert(skewed, NOON + MINUTE, 30 * MINUTE)).toMatchObject({ isNews: true });
});
