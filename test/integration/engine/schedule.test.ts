import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createScheduleService,
  type ScheduleService,
} from '../../../electron/engine/schedule/scheduleService.ts';
import { outcome, type TaskBodies, type TaskOutcome } from '../../../electron/engine/schedule/taskBody.ts';
import { type ScheduledTask, TaskKind } from '../../../shared/domain/schedule.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/domain/time.ts';
import { setWatchStage, type WatchStage } from './watchStage.ts';

// Saturday noon in New York; daylight saving begins the next morning at two.
const BEFORE_SPRING = Date.UTC(2026, 2, 7, 17, 0, 1);
const BEFORE_AUTUMN = Date.UTC(2026, 9, 31, 16, 0, 1);

let zone: string | undefined;
beforeEach(() => {
  zone = process.env.TZ;
  process.env.TZ = 'America/New_York';
});
afterEach(() => {
  process.env.TZ = zone;
});

type Ran = Readonly<{ kind: TaskKind; at: string }>;
type Work = (signal: AbortSignal, progress: (share: number) => void) => Promise<TaskOutcome>;

/** A schedule whose tasks write down when they ran, and do `work` if there is any. */
async function begin(stage: WatchStage, work: Partial<Record<TaskKind, Work>> = {}, ran: Ran[] = []) {
  const body =
    (kind: TaskKind): TaskBodies[TaskKind] =>
    async (_task, signal, progress) => {
      ran.push({ kind, at: new Date(stage.context.clock.now()).toISOString().slice(0, 16) });
      return (await work[kind]?.(signal, progress)) ?? outcome('ok', 'verified', { series: 0 });
    };
  const bodies = Object.fromEntries(TaskKind.options.map((kind) => [kind, body(kind)])) as TaskBodies;
  const schedule = await createScheduleService(stage.context, bodies);
  return {
    schedule,
    ran,
    times: (kind: TaskKind) => ran.filter((one) => one.kind === kind).map(({ at }) => at),
  };
}

/** Leaves one task only, with a pattern of its own. */
async function only(schedule: ScheduleService, kind: TaskKind, cron: string): Promise<ScheduledTask> {
  for (const { id } of await schedule.list()) await schedule.remove(id);
  const added = await schedule.add({ kind, cron, maxRequests: null });
  if (!added.ok) throw new Error(added.error.message);
  return added.value;
}

const find = async (schedule: ScheduleService, kind: TaskKind): Promise<ScheduledTask> =>
  (await schedule.list()).find((task) => task.kind === kind)!;

/** Work that lasts until it is told to end, or aborted. */
function lasting() {
  const { promise, resolve } = Promise.withResolvers<void>();
  const work: Work = async (signal) => {
    await Promise.race([promise, new Promise((done) => signal.addEventListener('abort', done))]);
    return outcome('ok', 'checked', { checked: 1, found: 0, series: 1 });
  };
  return { work, end: resolve };
}

describe('the usual tasks', () => {
  it('are put into a new store once, and stay away when they were removed', async () => {
    const stage = await setWatchStage(BEFORE_SPRING);
    const { schedule } = await begin(stage);
    expect((await schedule.list()).map(({ kind, cron, maxRequests }) => [kind, cron, maxRequests])).toEqual([
      ['verify', '0 * * * *', null],
      ['check-suspicious', '7 * * * *', null],
      ['repair', '*/15 * * * *', 300],
      ['refresh-markets', '20 3 * * *', null],
      ['check-canary', '30 3 * * *', null],
      ['check-ledger', '0 4 * * 0', null],
      ['check-aggregate', '30 4 * * 0', null],
    ]);
    await schedule.remove((await find(schedule, 'check-canary')).id);
    await stage.reopen();
    const kinds = (await (await begin(stage)).schedule.list()).map(({ kind }) => kind);
    expect(kinds).toHaveLength(6);
    expect(kinds).not.toContain('check-canary');
  });

  it('run at their times, and the next times are known', async () => {
    const stage = await setWatchStage(BEFORE_SPRING);
    const { schedule, times } = await begin(stage);
    schedule.start();
    await stage.advance(2 * HOUR);
    expect(times('verify')).toEqual(['2026-03-07T18:00', '2026-03-07T19:00']);
    expect(times('check-suspicious')).toEqual(['2026-03-07T17:07', '2026-03-07T18:07']);
    expect(times('repair')).toHaveLength(8);
    const verify = await find(schedule, 'verify');
    expect(verify).toMatchObject({ running: false, waiting: false, nextRunAt: Date.UTC(2026, 2, 7, 20) });
    expect(verify.lastRun).toMatchObject({
      reason: 'due',
      result: 'ok',
      startedAt: Date.UTC(2026, 2, 7, 19),
      summary: { code: 'verified', params: { series: 0 } },
    });
    expect(stage.last('schedule.changed')?.tasks).toHaveLength(7);
    await schedule.stop();
  });
});

describe('a run that was missed', () => {
  it('is caught up once after the program was closed', async () => {
    const stage = await setWatchStage(BEFORE_SPRING);
    const first = await begin(stage);
    await first.schedule.stop();
    await stage.reopen(10 * HOUR);
    const { schedule, times } = await begin(stage);
    schedule.start();
    await stage.advance(5 * MINUTE);
    expect(times('verify')).toEqual(['2026-03-08T03:00']);
    expect(times('repair')).toHaveLength(1);
    expect((await find(schedule, 'verify')).lastRun).toMatchObject({ reason: 'missed' });
    expect(times('check-canary')).toEqual([]);
    await schedule.stop();
  });

  it('is caught up once after the PC slept', async () => {
    const stage = await setWatchStage(BEFORE_SPRING);
    const { schedule, times } = await begin(stage);
    schedule.start();
    await stage.advance(10 * MINUTE);
    await stage.sleepPc(8 * HOUR);
    await stage.advance(2 * MINUTE);
    expect(times('verify')).toEqual(['2026-03-08T01:10']);
    expect((await find(schedule, 'verify')).lastRun).toMatchObject({ reason: 'missed' });
    await schedule.stop();
  });

  it('is not caught up while its task is paused', async () => {
    const stage = await setWatchStage(BEFORE_SPRING);
    const { schedule, times } = await begin(stage);
    const { id } = await find(schedule, 'verify');
    await schedule.update({ taskId: id, paused: true });
    schedule.start();
    await stage.advance(3 * HOUR);
    expect(times('verify')).toEqual([]);
    expect(await find(schedule, 'verify')).toMatchObject({ paused: true, nextRunAt: null });
    await schedule.update({ taskId: id, paused: false });
    await stage.advance(HOUR);
    expect(times('verify')).toEqual(['2026-03-07T21:00']);
    await schedule.stop();
  });
});

describe('daylight saving', () => {
  it('neither loses nor repeats a nightly run in the night that has no half past two', async () => {
    const stage = await setWatchStage(BEFORE_SPRING);
    const { schedule, times } = await begin(stage);
    await only(schedule, 'verify', '30 2 * * *');
    schedule.start();
    await stage.advance(2 * DAY);
    expect(times('verify')).toEqual(['2026-03-08T07:00', '2026-03-09T06:30']);
    await schedule.stop();
  });

  it('runs a nightly task once in the night that has two half past ones, and an hourly one in every hour', async () => {
    const stage = await setWatchStage(BEFORE_AUTUMN);
    const { schedule, times } = await begin(stage);
    await only(schedule, 'verify', '30 1 * * *');
    await schedule.add({ kind: 'check-suspicious', cron: '0 * * * *', maxRequests: null });
    schedule.start();
    await stage.advance(DAY);
    expect(times('verify')).toEqual(['2026-11-01T05:30']);
    expect(new Set(times('check-suspicious')).size).toBe(24);
    await schedule.stop();
  });
});

describe('a clock that is set', () => {
  it('does not repeat what has run when it goes back by half an hour', async () => {
    const stage = await setWatchStage(BEFORE_SPRING);
    const { schedule, times } = await begin(stage);
    schedule.start();
    await stage.advance(65 * MINUTE);
    await stage.stepClock(-30 * MINUTE);
    await stage.advance(60 * MINUTE);
    expect(times('verify')).toEqual(['2026-03-07T18:00']);
    await stage.advance(30 * MINUTE);
    expect(times('verify')).toEqual(['2026-03-07T18:00', '2026-03-07T19:00']);
    await schedule.stop();
  });

  it('goes by the right time again after it was a year ahead', async () => {
    const stage = await setWatchStage(BEFORE_SPRING);
    const { schedule, times } = await begin(stage);
    await only(schedule, 'verify', '0 * * * *');
    schedule.start();
    await stage.advance(MINUTE);
    await stage.stepClock(365 * DAY);
    await stage.advance(5 * MINUTE);
    expect(times('verify')).toHaveLength(1);
    await stage.stepClock(-365 * DAY);
    await stage.advance(2 * HOUR);
    expect(times('verify').slice(1)).toEqual(['2026-03-07T18:00', '2026-03-07T19:00']);
    await schedule.stop();
  });
});

describe('a task at work', () => {
  it('is never begun again, by hand or by its time, and the time that passed is let go', async () => {
    const stage = await setWatchStage(BEFORE_SPRING);
    const { work, end } = lasting();
    const { schedule, times } = await begin(stage, { verify: work });
    const { id } = await only(schedule, 'verify', '0 * * * *');
    schedule.start();
    expect(await schedule.run(id)).toMatchObject({ ok: true });
    await stage.advance(150 * MINUTE);
    expect(await find(schedule, 'verify')).toMatchObject({ running: true });
    expect(await schedule.run(id)).toMatchObject({ ok: false, error: { code: 'conflict' } });
    end();
    await stage.advance(MINUTE);
    expect(times('verify')).toHaveLength(1);
    const { lastRun, nextRunAt } = await find(schedule, 'verify');
    expect(lastRun).toMatchObject({ reason: 'by-hand', result: 'ok' });
    expect(nextRunAt).toBe(Date.UTC(2026, 2, 7, 20));
    await schedule.stop();
  });

  it('makes the others wait, but not a repair', async () => {
    const stage = await setWatchStage(BEFORE_SPRING);
    const { work, end } = lasting();
    const { schedule, times } = await begin(stage, { verify: work });
    for (const kind of ['verify', 'check-ledger', 'repair'] as const) {
      await schedule.run((await find(schedule, kind)).id);
    }
    await stage.settle();
    expect(await find(schedule, 'check-ledger')).toMatchObject({ running: false, waiting: true });
    expect(times('repair')).toHaveLength(1);
    end();
    await stage.settle();
    expect(times('check-ledger')).toHaveLength(1);
    await schedule.stop();
  });

  it('can be cancelled, and so can one that waits', async () => {
    const stage = await setWatchStage(BEFORE_SPRING);
    const { schedule, times } = await begin(stage, { verify: lasting().work });
    const [verify, ledger] = [await find(schedule, 'verify'), await find(schedule, 'check-ledger')];
    await schedule.run(verify.id);
    await schedule.run(ledger.id);
    await stage.settle();
    expect(await schedule.cancel(ledger.id)).toMatchObject({ ok: true, value: { waiting: false } });
    const cancelled = await schedule.cancel(verify.id);
    expect(cancelled).toMatchObject({
      ok: true,
      value: { running: false, lastRun: { result: 'cancelled', summary: { code: 'cancelled' } } },
    });
    expect(times('check-ledger')).toEqual([]);
    expect(await schedule.cancel(verify.id)).toMatchObject({ ok: false, error: { code: 'conflict' } });
  });

  it('tells how far it is', async () => {
    const stage = await setWatchStage(BEFORE_SPRING);
    const { promise, resolve } = Promise.withResolvers<void>();
    const { schedule } = await begin(stage, {
      verify: async (_signal, progress) => {
        progress(0.25);
        await promise;
        return outcome('found', 'verified', { series: 4, ok: 3, stale: 1 });
      },
    });
    const { id } = await find(schedule, 'verify');
    await schedule.run(id);
    await stage.settle();
    expect(stage.last('schedule.changed')?.tasks[0]).toMatchObject({ running: true, progress: 0.25 });
    resolve();
    await stage.settle();
    expect(stage.last('schedule.changed')?.tasks[0]).toMatchObject({
      running: false,
      progress: null,
      lastRun: { result: 'found' },
    });
  });

  it('that fails says why, in its run and in the event log', async () => {
    const stage = await setWatchStage(BEFORE_SPRING);
    const { schedule } = await begin(stage, { verify: () => Promise.reject(new Error('the venue is away')) });
    await schedule.run((await find(schedule, 'verify')).id);
    await stage.settle();
    expect((await find(schedule, 'verify')).lastRun).toMatchObject({
      result: 'failed',
      summary: { code: 'failed', params: { problem: 'the venue is away' } },
    });
    expect((await stage.store.read.events(1))[0]).toMatchObject({ type: 'task-failed', severity: 'error' });
  });
});

describe('the end of the program', () => {
  it('cuts a run off, and the next start catches it up once', async () => {
    const stage = await setWatchStage(BEFORE_SPRING);
    const first = await begin(stage, { verify: lasting().work });
    await only(first.schedule, 'verify', '0 * * * *');
    first.schedule.start();
    await stage.advance(HOUR);
    await first.schedule.stop();
    await stage.reopen(10 * MINUTE);
    const { schedule, times } = await begin(stage);
    expect((await find(schedule, 'verify')).lastRun).toMatchObject({
      result: 'cancelled',
      summary: { code: 'closed' },
    });
    schedule.start();
    await stage.advance(MINUTE);
    expect(times('verify')).toEqual(['2026-03-07T18:10']);
    await schedule.stop();
  });

  it('by a crash leaves a run that the next start closes as failed', async () => {
    const stage = await setWatchStage(BEFORE_SPRING);
    const { schedule } = await begin(stage);
    const { id } = await find(schedule, 'verify');
    const run = {
      taskId: id,
      startedAt: BEFORE_SPRING,
      reason: 'due',
      nextRunAt: BEFORE_SPRING + HOUR,
    } as const;
    await stage.store.write.startTaskRun(run);
    await stage.reopen(MINUTE);
    expect((await find((await begin(stage)).schedule, 'verify')).lastRun).toMatchObject({
      result: 'failed',
      finishedAt: BEFORE_SPRING + MINUTE,
      summary: { code: 'interrupted' },
    });
  });
});

describe('what the trader changes', () => {
  it('is checked, kept, and written into the audit log', async () => {
    const stage = await setWatchStage(BEFORE_SPRING);
    const { schedule } = await begin(stage);
    for (const cron of ['61 * * * *', '* * * *', '0 0 * * * *', '@annually', '0 0 31 2 *']) {
      expect(await schedule.add({ kind: 'verify', cron, maxRequests: null })).toMatchObject({
        ok: false,
        error: { code: 'invalid-request' },
      });
    }
    const { id } = await find(schedule, 'repair');
    expect(await schedule.update({ taskId: id, cron: '*/30 * * * *', maxRequests: 100 })).toMatchObject({
      ok: true,
      value: { cron: '*/30 * * * *', maxRequests: 100, nextRunAt: Date.UTC(2026, 2, 7, 17, 30) },
    });
    expect(await schedule.remove(id)).toMatchObject({ ok: true });
    expect(await schedule.run(id)).toMatchObject({ ok: false, error: { code: 'not-found' } });
    expect((await stage.store.read.audit(10)).map(({ action, subject }) => [action, subject])).toEqual([
      ['schedule.remove', 'repair'],
      ['schedule.update', 'repair'],
    ]);
    const sundays = [8, 15, 22, 29, 36].map((day) => Date.UTC(2026, 2, day, 8));
    expect(schedule.preview('0 4 * * 0')).toEqual({ ok: true, value: sundays });
  });

  it('takes effect at once, not at the next look', async () => {
    const stage = await setWatchStage(BEFORE_SPRING);
    const { schedule, times } = await begin(stage);
    schedule.start();
    await stage.advance(10 * MINUTE);
    await schedule.add({ kind: 'check-ledger', cron: '11 * * * *', maxRequests: null });
    await stage.advance(MINUTE);
    expect(times('check-ledger')).toEqual(['2026-03-07T17:11']);
    await schedule.stop();
  });
});

it('keeps the newest five hundred runs of each task', async () => {
  const stage = await setWatchStage(BEFORE_SPRING);
  const { schedule } = await begin(stage);
  const [verify, other] = await schedule.list();
  const write = async (taskId: number, startedAt: number): Promise<void> => {
    const id = await stage.store.write.startTaskRun({ taskId, startedAt, reason: 'due', nextRunAt: null });
    await stage.store.write.endTaskRun(id, { finishedAt: startedAt, ...outcome('ok', 'cancelled') });
  };
  await write(other!.id, 1);
  for (let at = 0; at < 505; at += 1) await write(verify!.id, at);
  const runs = await schedule.history(1_000, verify!.id);
  expect([runs.length, runs[0]?.startedAt, runs.at(-1)?.startedAt]).toEqual([500, 504, 5]);
  expect(await schedule.history(1_000, other!.id)).toHaveLength(1);
});
