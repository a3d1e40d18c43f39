import { describe, expect, test, vi } from 'vitest';
import { placesOf } from '../../../renderer/charts/whitespace.ts';
import { createDetailsStore } from '../../../renderer/features/details/detailsStore.ts';
import { filterSeries, summarize, tableRows } from '../../../renderer/features/series/rows.ts';
import { createThrottle } from '../../../renderer/state/throttle.ts';
import { candlesFromRows } from '../../../shared/domain/candle.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { sampleCoverage } from '../../helpers/samples.ts';
import { scriptedClient } from '../../helpers/scriptedClient.ts';

const btc1h = sampleCoverage();
const btc1d = sampleCoverage({ id: 2 as SeriesId, timeframe: '1d', status: 'missing', candles: 0 });
const eth1h = sampleCoverage({ id: 3 as SeriesId, symbol: 'ETHUSDT', status: 'stale' });
const all = [btc1h, btc1d, eth1h];

describe('the table of series', () => {
  test('is found through by any of its words, in any order and in the trader’s language', () => {
    const find = (text: string): number[] => filterSeries(all, text, () => 'atrasada').map(({ id }) => id);
    expect(find('')).toEqual([1, 2, 3]);
    expect(find('1H btc')).toEqual([1]);
    expect(find('stale')).toEqual([3]);
    expect(find('eth ATRASADA')).toEqual([3]);
    expect(find('nothing')).toEqual([]);
  });

  test('has a head for every symbol, which hides its timeframes when folded', () => {
    const kinds = (folded: string[]): string[] => tableRows(all, new Set(folded)).map(({ kind }) => kind);
    expect(kinds([])).toEqual(['symbol', 'series', 'series', 'symbol', 'series']);
    expect(kinds(['bitget BTCUSDT'])).toEqual(['symbol', 'symbol', 'series']);
  });

  test('calls a symbol incomplete, not missing, when only some of it is there', () => {
    expect(summarize([btc1h, btc1d])).toMatchObject({ status: 'incomplete', candles: 100, coverage: 0.5 });
    expect(summarize([btc1d]).status).toBe('missing');
  });
});

test('the chart gets a place for every missing candle, and each time once', () => {
  expect(placesOf([30, 10, 60, 30], 10)).toEqual([10, 20, 30, 40, 50, 60]);
  expect(placesOf([], 10)).toEqual([]);
  expect(placesOf([0, 10_000_000], 10), 'a hole of years is not drawn').toEqual([0, 10_000_000]);
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
