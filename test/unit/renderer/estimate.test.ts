import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createBackfillStore } from '../../../renderer/features/backfill/backfillStore.ts';
import { addEstimates, createEstimateStore } from '../../../renderer/features/backfill/estimateStore.ts';
import { memoryStorage } from '../../helpers/memoryStorage.ts';
import { sampleCoverage } from '../../helpers/samples.ts';
import { scriptedClient } from '../../helpers/scriptedClient.ts';

const estimate = (missing: number) => ({ series: [], missing, requests: 2, seconds: 3, bytes: 4 });

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => vi.useRealTimers());

function stage() {
  const { client, asked, last } = scriptedClient();
  const backfill = createBackfillStore(client, () => 1_000, memoryStorage());
  const store = createEstimateStore(client, backfill, () => 1_000);
  return { backfill, store, asked, last };
}

test('nothing is asked before the form says something, and then once a pause', async () => {
  const { backfill, store, asked, last } = stage();
  backfill.open();
  vi.advanceTimersByTime(1_000);
  expect(asked).toEqual([]);
  backfill.change({ symbols: ['BTCUSDT'] });
  vi.advanceTimersByTime(100);
  backfill.change({ symbols: ['BTCUSDT', 'ETHUSDT'] });
  vi.advanceTimersByTime(1_000);
  expect(asked).toHaveLength(1);
  expect(last('backfill.estimate').request).toMatchObject({ symbols: ['BTCUSDT', 'ETHUSDT'] });
  expect(store.getState().isLoading).toBe(true);
  await last('backfill.estimate').answer(estimate(7));
  expect(store.getState()).toMatchObject({ isLoading: false, value: { missing: 7 } });
});

test('a late answer to an older question is dropped, and a form that says nothing has no estimate', async () => {
  const { backfill, store, asked } = stage();
  backfill.open({ symbols: ['BTCUSDT'] });
  vi.advanceTimersByTime(1_000);
  const late = asked.find(({ name }) => name === 'backfill.estimate');
  backfill.change({ symbols: ['ETHUSDT'] });
  await late?.answer(estimate(1));
  expect(store.getState().value).toBeNull();
  vi.advanceTimersByTime(1_000);
  await asked.findLast(({ name }) => name === 'backfill.estimate')?.answer(estimate(2));
  expect(store.getState().value?.missing).toBe(2);
  backfill.close();
  expect(store.getState().value).toBeNull();
});

test('a ragged choice is estimated part by part and added up', async () => {
  const { backfill, store, asked } = stage();
  const exact = [sampleCoverage(), sampleCoverage({ symbol: 'ETHUSDT', timeframe: '1d' })];
  backfill.open({ exact });
  vi.advanceTimersByTime(1_000);
  expect(asked).toHaveLength(2);
  for (const one of [...asked]) await one.answer(estimate(5));
  await vi.waitFor(() =>
    expect(store.getState().value).toMatchObject({ missing: 10, requests: 4, seconds: 6 }),
  );
  store.dispose();
});

test('no estimates add up to nothing', () => {
  expect(addEstimates([])).toEqual({ series: [], missing: 0, requests: 0, seconds: 0, bytes: 0 });
});

test('files of an archive are added up where any part has them', () => {
  expect(addEstimates([{ ...estimate(1), files: 3 }, estimate(1)])).toMatchObject({ files: 3, requests: 4 });
  expect(addEstimates([estimate(1)])).not.toHaveProperty('files');
});
