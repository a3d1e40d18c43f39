import { expect, test } from 'vitest';
import { createPreviewStore } from '../../../../renderer/features/schedule/previewStore.ts';
import { createScheduleStore } from '../../../../renderer/features/schedule/scheduleStore.ts';
import { scriptedClient } from '../../../helpers/scriptedClient.ts';
import { sampleRun, sampleTask } from '../../../helpers/watchSamples.ts';

async function loaded() {
  const scripted = scriptedClient();
  const store = createScheduleStore(scripted.client);
  const loading = store.load();
  await scripted.last('schedule.history').answer({ runs: [sampleRun(), sampleRun({ id: 2 })] });
  await scripted.last('schedule.list').answer({ tasks: [sampleTask()] });
  await loading;
  return { ...scripted, store };
}

test('the schedule asks for nothing before somebody looks, and lists the newest run first', async () => {
  const idle = scriptedClient();
  createScheduleStore(idle.client);
  idle.emit('schedule.changed', { tasks: [sampleTask()] });
  expect(idle.asked).toEqual([]);
  const { store } = await loaded();
  expect(store.getState().runs.value?.map(({ id }) => id)).toEqual([2, 1]);
});

test('a push is newer than an answer that is still on its way', async () => {
  const { store, last, emit } = await loaded();
  const again = store.load();
  emit('schedule.changed', { tasks: [sampleTask({ running: true, progress: 0.5 })] });
  await last('schedule.history').answer({ runs: [] });
  await last('schedule.list').answer({ tasks: [sampleTask()] });
  await again;
  expect(store.getState().tasks.value?.[0]?.running).toBe(true);
});

test('the runs are asked for again when one has begun or ended, and not while one goes on', async () => {
  const { asked, emit } = await loaded();
  emit('schedule.changed', { tasks: [sampleTask({ running: true, progress: 0.1 })] });
  expect(asked, 'progress alone').toEqual([]);
  emit('schedule.changed', { tasks: [sampleTask({ lastRun: sampleRun({ id: 3, finishedAt: null }) })] });
  expect(asked.map(({ name }) => name)).toEqual(['schedule.history']);
});

test('the runs of another task take the place of those that are shown', async () => {
  const { store, last } = await loaded();
  store.setFilter({ result: 'failed' });
  store.setFilter({ taskId: 1 });
  expect(store.getState().runs.value).toBeNull();
  expect(last('schedule.history').request).toMatchObject({ taskId: 1 });
  await last('schedule.history').answer({ runs: [sampleRun()] });
  expect(store.getState()).toMatchObject({ filter: { taskId: 1, result: 'failed' }, runs: { error: null } });
});

test('what is done to a task shows in its row, and a refusal says why', async () => {
  const { store, last } = await loaded();
  const pausing = store.setPaused(1, true);
  expect(last('schedule.update').request).toEqual({ taskId: 1, paused: true });
  await last('schedule.update').answer({ task: sampleTask({ paused: true }) });
  await pausing;
  expect(store.getState().tasks.value).toMatchObject([{ paused: true }]);

  const adding = store.add({ kind: 'repair', cron: '0 4 * * *', maxRequests: 5 });
  await last('schedule.add').answer({ task: sampleTask({ id: 2, kind: 'repair' }) });
  expect(await adding).toBeNull();
  expect(store.getState().tasks.value?.map(({ id }) => id)).toEqual([1, 2]);

  const running = store.run(1);
  await last('schedule.run').refuse({ code: 'conflict', message: 'not now' });
  await running;
  expect(store.getState().error).toMatchObject({ code: 'conflict' });
});

test('a preview is about what was typed last', async () => {
  const { client, asked, last } = scriptedClient();
  const preview = createPreviewStore(client);
  preview.show('0 4 * * *');
  preview.show('0 5 * * *');
  await expect.poll(() => asked.length).toBe(1);
  preview.show('0 6 * * *');
  await last('schedule.preview').answer({ next: [5] });
  expect(preview.getState(), 'the late answer').toEqual({ cron: '0 6 * * *', next: null, error: null });
  await expect.poll(() => asked.length).toBe(1);
  await last('schedule.preview').answer({ next: [6] });
  expect(preview.getState().next).toEqual([6]);
  preview.show(null);
  expect(preview.getState()).toEqual({ cron: null, next: null, error: null });
  preview.dispose();
});
