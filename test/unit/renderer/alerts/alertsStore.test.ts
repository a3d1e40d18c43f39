import { expect, test } from 'vitest';
import { createAlertsStore } from '../../../../renderer/features/alerts/alertsStore.ts';
import type { Alert } from '../../../../shared/domain/alert.ts';
import { scriptedClient } from '../../../helpers/scriptedClient.ts';
import { sampleAlert } from '../../../helpers/watchSamples.ts';

async function loaded(alerts: Alert[]) {
  const scripted = scriptedClient();
  const store = createAlertsStore(scripted.client);
  const raised: number[] = [];
  store.onRaised((news) => raised.push(...news.map(({ id }) => id)));
  const loading = store.load();
  await scripted.last('alerts.list').answer({ alerts, open: alerts.length });
  await loading;
  return { ...scripted, store, raised };
}

test('an alert is told once, when it is raised: not on the first look, not while it is counted on', async () => {
  const { store, raised, emit, last } = await loaded([sampleAlert()]);
  expect(raised).toEqual([]);
  emit('alerts.changed', { alerts: [sampleAlert({ count: 2 }), sampleAlert({ id: 2 })], open: 2 });
  emit('alerts.changed', { alerts: [sampleAlert({ id: 2, count: 2 })], open: 2 });
  expect(raised).toEqual([2]);
  emit('alerts.changed', { alerts: [sampleAlert({ id: 3, resolvedAt: 5 })], open: 2 });
  expect(raised, 'what is over already is history').toEqual([2]);

  const again = store.load();
  await last('alerts.list').answer({ alerts: [sampleAlert({ id: 4 })], open: 3 });
  await again;
  expect(raised, 'what was raised while the connection was lost').toEqual([2, 4]);
  expect(store.getState().open).toBe(3);
});

test('what asks most is on top, then the newest', async () => {
  const { store } = await loaded([
    sampleAlert({ id: 1, resolvedAt: 9, raisedAt: 8 }),
    sampleAlert({ id: 2, acknowledgedAt: 9, raisedAt: 7 }),
    sampleAlert({ id: 3, raisedAt: 1 }),
    sampleAlert({ id: 4, raisedAt: 2 }),
  ]);
  expect(store.getState().alerts.value?.map(({ id }) => id)).toEqual([4, 3, 2, 1]);
});

test('only open alerts are acknowledged, and what is settled is not chosen any more', async () => {
  const { store, last, asked, emit } = await loaded([
    sampleAlert(),
    sampleAlert({ id: 2 }),
    sampleAlert({ id: 3, resolvedAt: 9 }),
  ]);
  store.choose([1, 2, 3], true);
  const acknowledging = store.acknowledge([1, 3]);
  expect(last('alerts.acknowledge').request).toEqual({ ids: [1] });
  await last('alerts.acknowledge').answer({ alerts: [sampleAlert({ acknowledgedAt: 10 })] });
  await acknowledging;
  expect(store.getState().open).toBe(1);
  expect([...store.getState().chosen]).toEqual([2]);
  emit('alerts.changed', { alerts: [sampleAlert({ id: 2, resolvedAt: 11 })], open: 0 });
  expect(store.getState().chosen.size).toBe(0);
  await store.acknowledge([3]);
  expect(asked).toEqual([]);
});

test('a refused acknowledgement says why and changes nothing', async () => {
  const { store, last } = await loaded([sampleAlert()]);
  const acknowledging = store.acknowledge([1]);
  await last('alerts.acknowledge').refuse({ code: 'conflict', message: 'not now' });
  await acknowledging;
  expect(store.getState()).toMatchObject({ open: 1, error: { code: 'conflict' } });
});
