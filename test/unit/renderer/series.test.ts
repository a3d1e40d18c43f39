import { describe, expect, test, vi } from 'vitest';
import { placesOf } from '../../../renderer/charts/whitespace.ts';
import { createDetailsStore } from '../../../renderer/features/details/detailsStore.ts';
import { createThrottle } from '../../../renderer/state/throttle.ts';
import { candlesFromRows } from '../../../shared/domain/candle.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { sampleCoverage } from '../../helpers/samples.ts';
import { scriptedClient } from '../../helpers/scriptedClient.ts';

const btc1h = sampleCoverage();
const eth1h = sampleCoverage({ id: 3 as SeriesId, symbol: 'ETHUSDT', status: 'stale' });

test('the chart gets a place for every missing candle, and each time once', () => {
  expect(placesOf([30, 10, 60, 30], 10)).toEqual([10, 20, 30, 40, 50, 60]);
  expect(placesOf([], 10)).toEqual([]);
  expect(placesOf([0, 10_000_000], 10), 'a hole of years is broken to a few places').toHaveLength(26);
});

describe('the details', () => {
  const candles = { candles: candlesFromRows([[1, 2, 3, 1, 2, 5]]) };

  test('drop answers about a series that is not looked at any more', async () => {
    const { client, asked } = scriptedClient();
    const store = createDetailsStore(client, () => 1_000);
    store.show(btc1h);
    const late = asked.filter(({ name }) => name === 'candles.range' || name === 'gaps.list');
    store.show(eth1h);
    for (const one of late) await one.answer(one.name === 'gaps.list' ? { gaps: [], total: 7 } : candles);
    expect(store.getState()).toMatchObject({
      series: eth1h,
      candles: { value: null },
      gaps: { value: null },
    });
  });

  test('tell the engine what is looked at, and that nothing is any more', async () => {
    const { client, last } = scriptedClient();
    const store = createDetailsStore(client, () => 1_000);
    store.show(btc1h);
    expect(last('jobs.focus').request).toEqual({ seriesId: 1 });
    store.show(null);
    expect(last('jobs.focus').request).toEqual({ seriesId: null });
  });
});

test('a throttle runs at once, then once for all requests of an interval', () => {
  vi.useFakeTimers();
  const run = vi.fn();
  const throttle = createThrottle(run, 100);
  throttle.request();
  throttle.request();
  throttle.request();
  expect(run).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(100);
  expect(run).toHaveBeenCalledTimes(2);
  throttle.request();
  throttle.dispose();
  vi.advanceTimersByTime(1_000);
  expect(run).toHaveBeenCalledTimes(2);
  vi.useRealTimers();
});
