import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { taskConditions } from '../../../electron/engine/alerts/storeConditions.ts';
import { createFrameService } from '../../../electron/engine/frames/frameService.ts';
import { exporting } from '../../../electron/engine/schedule/exporting.ts';
import {
  createScheduleService,
  type ScheduleService,
} from '../../../electron/engine/schedule/scheduleService.ts';
import { outcome, type TaskBodies, type TaskBody } from '../../../electron/engine/schedule/taskBody.ts';
import { createFrameMaker } from '../../../electron/files/frames/frameMaker.ts';
import { frameThread } from '../../../electron/resources.ts';
import { type FramePreset, Passport } from '../../../shared/domain/frame.ts';
import {
  type ExportOrder,
  type ScheduledTask,
  TaskKind,
  type TaskRun,
} from '../../../shared/domain/schedule.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/domain/time.ts';
import { alertText } from '../../../shared/words/alerts.ts';
import { taskSummaryText } from '../../../shared/words/tasks.ts';
import { MONDAY, sampleCandles } from '../../helpers/sampleCandles.ts';
import { addSeries, pageOf } from '../../helpers/seriesFixture.ts';
import { setWatchStage, type WatchStage } from '../engine/watchStage.ts';
import { CSV, SPEC } from './stage.ts';

// Exports on the schedule: the real store, the real thread that writes them, real files, and a time that moves when told.

const HOURS = 10 * 24;
/** Ten days of hours are stored, and the eleventh has just begun. */
const NOW = MONDAY + 10 * DAY + HOUR / 2;
const PRESET: FramePreset = { name: 'model', spec: { ...SPEC, base: '1h', joins: [] }, format: CSV, days: 3 };

const ORDER: ExportOrder = {
  preset: 'model',
  folder: null,
  file: '{symbol}_{date}',
  ifThere: 'number',
  leakTest: true,
  days: null,
};

/** Stores hours of ETH; those at `holes` are missing. */
async function putHours({ store }: WatchStage, holes: readonly number[] = []): Promise<void> {
  const series = await addSeries(store, 'ETHUSDT', '1h');
  const all = sampleCandles(MONDAY, HOUR, HOURS, 1);
  const kept = [...all.openTime.keys()].filter((i) => !holes.includes(i));
  const some = Object.fromEntries(
    Object.entries(all).map(([name, column]) => [name, Float64Array.from(kept, (i) => column[i]!)]),
  ) as typeof all;
  const time = MONDAY + HOURS * HOUR;
  await store.write.writePage(pageOf(series, some, { exchangeTime: time, receivedAt: time }));
}

const exportsDir = ({ dataDir }: WatchStage): string => join(dataDir, 'exports');
const listed = (dir: string): string[] => readdirSync(dir).sort();

/** Starts the schedule of a stage with nothing on it but what a test adds. */
async function begin(stage: WatchStage): Promise<ScheduleService> {
  const frames = createFrameService(stage.context, {
    maker: createFrameMaker({ threadEntry: frameThread(), exportsDir: exportsDir(stage) }),
    version: 'test',
    keeps: true,
    onProgress: () => undefined,
  });
  const nothing: TaskBody = async () => outcome('ok', 'verified', { series: 0 });
  const bodies = { ...Object.fromEntries(TaskKind.options.map((kind) => [kind, nothing])) } as TaskBodies;
  const schedule = await createScheduleService(stage.context, { ...bodies, export: exporting(frames) });
  for (const { id, kind } of await schedule.list()) if (kind !== 'export') await schedule.remove(id);
  schedule.start();
  onTestFinished(() => schedule.stop());
  return schedule;
}

async function add(schedule: ScheduleService, order: ExportOrder = ORDER): Promise<ScheduledTask> {
  const added = await schedule.add({ kind: 'export', cron: '0 4 * * *', maxRequests: null, export: order });
  if (!added.ok) throw new Error(added.error.message);
  return added.value;
}

/** Waits until so many runs have ended and the next one can begin, and returns the newest. */
function ended(schedule: ScheduleService, count: number): Promise<TaskRun> {
  return new Promise((resolve) => {
    const look = async (): Promise<void> => {
      const runs = (await schedule.history(50, null)).filter(({ finishedAt }) => finishedAt !== null);
      const tasks = await schedule.list();
      if (runs.length < count || tasks.some(({ running, waiting }) => running || waiting)) return;
      stop();
      resolve(runs[0]!);
    };
    const stop = schedule.onChange(() => void look());
    void look();
  });
}

let zone: string | undefined;
async function setStage(): Promise<WatchStage> {
  zone = process.env.TZ;
  process.env.TZ = 'UTC';
  onTestFinished(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });
  const stage = await setWatchStage(NOW);
  await stage.store.write.saveFramePreset(PRESET);
  return stage;
}

it('writes its file when its time comes, named by the day, and the run leads to the passport', async () => {
  const stage = await setStage();
  await putHours(stage);
  const schedule = await begin(stage);
  await add(schedule);
  await stage.advance(4 * HOUR);
  const run = await ended(schedule, 1);
  const [exported] = await stage.store.read.frameExports(10);
  expect(run).toMatchObject({
    reason: 'due',
    result: 'ok',
    summary: {
      code: 'exported',
      params: { file: 'ETHUSDT_2026-03-12.csv', exportId: exported!.id, leak: 'passed', missing: 0 },
    },
  });
  expect(taskSummaryText(run.summary!, 'en')).toBe('ETHUSDT_2026-03-12.csv: 48 rows, 3 kB.');
  expect(listed(exportsDir(stage))).toEqual([
    'ETHUSDT_2026-03-12.csv',
    'ETHUSDT_2026-03-12.csv.passport.json',
  ]);
  const passport = Passport.parse(
    JSON.parse(readFileSync(join(exportsDir(stage), 'ETHUSDT_2026-03-12.csv.passport.json'), 'utf8')),
  );
  // The last three UTC days, of which the one that has begun has no closed hour yet.
  expect(passport).toMatchObject({
    rows: 48,
    from: '2026-03-10T00:00:00+00:00',
    to: '2026-03-11T23:00:00+00:00',
  });
  expect(exported).toMatchObject({ preset: 'model', passport });

  await stage.advance(DAY);
  expect(await ended(schedule, 2)).toMatchObject({
    summary: { params: { file: 'ETHUSDT_2026-03-13.csv', rows: 24 } },
  });
});

it('keeps both files of one name, or replaces the first, as the trader said', async () => {
  const stage = await setStage();
  await putHours(stage);
  const schedule = await begin(stage);
  const { id } = await add(schedule, { ...ORDER, leakTest: false });
  for (const count of [1, 2]) {
    await schedule.run(id);
    await ended(schedule, count);
  }
  const two = ['ETHUSDT_2026-03-12 (2).csv', 'ETHUSDT_2026-03-12.csv'];
  const withPassports = (names: readonly string[]) =>
    names.flatMap((name) => [name, `${name}.passport.json`]);
  expect(listed(exportsDir(stage))).toEqual(withPassports(two).sort());

  await schedule.update({ taskId: id, export: { ...ORDER, ifThere: 'replace', leakTest: false, days: 2 } });
  await schedule.run(id);
  expect(await ended(schedule, 3)).toMatchObject({ summary: { params: { file: two[1], rows: 24 } } });
  expect(listed(exportsDir(stage))).toEqual(withPassports(two).sort());
  const rows = readFileSync(join(exportsDir(stage), two[1]!), 'utf8')
    .trimEnd()
    .split('\n');
  expect(rows).toHaveLength(24 + 1);
});

it('is caught up once when the program was closed at its times', async () => {
  const stage = await setStage();
  await putHours(stage);
  await add(await begin(stage), { ...ORDER, days: 10 });
  await stage.reopen(3 * DAY + 5 * HOUR);
  const schedule = await begin(stage);
  await stage.advance(MINUTE);
  const run = await ended(schedule, 1);
  expect(run).toMatchObject({ reason: 'missed', summary: { params: { file: 'ETHUSDT_2026-03-15.csv' } } });
  await stage.advance(HOUR);
  expect(await schedule.history(50, null)).toHaveLength(1);
});

it('fails with a sentence when its preset is gone, and goes along when it is renamed', async () => {
  const stage = await setStage();
  await putHours(stage);
  const schedule = await begin(stage);
  const { id } = await add(schedule);
  await stage.store.write.renameFramePreset('model', 'better');
  await schedule.reread();
  expect((await schedule.list())[0]).toMatchObject({ export: { preset: 'better' } });
  await schedule.run(id);
  expect(await ended(schedule, 1)).toMatchObject({ result: 'ok' });

  await stage.store.write.removeFramePreset('better');
  await schedule.run(id);
  const run = await ended(schedule, 2);
  expect(run).toMatchObject({
    result: 'failed',
    summary: { code: 'failed', params: { note: 'preset-missing', preset: 'better' } },
  });
  expect(taskSummaryText(run.summary!, 'es')).toContain('Ya no hay ninguna plantilla «better»');
  const [condition] = taskConditions(await schedule.list());
  const { kind, subject, params } = condition!;
  expect(alertText({ kind, subject, params }, 'en')).toEqual({
    title: 'Export (better) failed',
    body: expect.stringContaining('There is no preset “better” any more;'),
  });
});

it('fails while its folder is gone, and writes again when it is back', async () => {
  const stage = await setStage();
  await putHours(stage);
  const folder = join(stage.dataDir, 'models');
  const schedule = await begin(stage);
  const { id } = await add(schedule, { ...ORDER, folder, ifThere: 'replace' });
  await schedule.run(id);
  expect(await ended(schedule, 1)).toMatchObject({
    result: 'failed',
    summary: { params: { note: 'folder-missing', folder } },
  });
  mkdirSync(folder);
  await schedule.run(id);
  expect(await ended(schedule, 2)).toMatchObject({ result: 'ok' });
  expect(listed(folder)).toHaveLength(2);
  rmSync(folder, { recursive: true });
});

it('says of candles that are missing inside that something was found', async () => {
  const stage = await setStage();
  await putHours(stage, [HOURS - 10, HOURS - 9]);
  const [series] = await stage.store.read.series();
  await stage.store.write.extendLedger(series!.id, { from: MONDAY, until: MONDAY + HOURS * HOUR }, NOW);
  const schedule = await begin(stage);
  const { id } = await add(schedule);
  await schedule.run(id);
  const run = await ended(schedule, 1);
  expect(run).toMatchObject({ result: 'found', summary: { params: { rows: 46, missing: 2 } } });
  expect(taskSummaryText(run.summary!, 'en')).toContain('2 candles are missing inside.');
});

it('leaves no file when it is cancelled, and waits for its next time', async () => {
  const stage = await setStage();
  await putHours(stage);
  const schedule = await begin(stage);
  const { id, nextRunAt } = await add(schedule);
  const running = new Promise<void>((resolve) => {
    const stop = schedule.onChange(() => {
      stop();
      resolve();
    });
  });
  await schedule.run(id);
  await running;
  expect(await schedule.cancel(id)).toMatchObject({ ok: true, value: { running: false, nextRunAt } });
  expect((await schedule.history(1, null))[0]).toMatchObject({ result: 'cancelled' });
  expect(listed(exportsDir(stage))).toEqual([]);
});

it('is refused without a preset that exists, and nothing else may carry what is exported', async () => {
  const stage = await setStage();
  const schedule = await begin(stage);
  const task = { cron: '0 4 * * *', maxRequests: null };
  const missing = { ...ORDER, preset: 'luck' };
  expect(await schedule.add({ ...task, kind: 'export', export: missing })).toMatchObject({
    error: { code: 'not-found', note: { code: 'preset-missing', preset: 'luck' } },
  });
  expect(await schedule.add({ ...task, kind: 'export' })).toMatchObject({
    error: { code: 'invalid-request' },
  });
  expect(await schedule.add({ ...task, kind: 'verify', export: ORDER })).toMatchObject({
    error: { code: 'invalid-request' },
  });
  const { id } = await add(schedule);
  expect(await schedule.update({ taskId: id, export: missing })).toMatchObject({
    error: { code: 'not-found' },
  });
});
