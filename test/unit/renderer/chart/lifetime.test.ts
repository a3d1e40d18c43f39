import { expect, test } from 'vitest';
import { bindChart, type PaneListener } from '../../../../renderer/features/chart/bindChart.ts';
import { createChartStore } from '../../../../renderer/features/chart/chartStore.ts';
import { createPaneStore } from '../../../../renderer/features/chart/paneStore.ts';
import { createTimeLink } from '../../../../renderer/features/chart/timeLink.ts';
import type { SeriesId } from '../../../../shared/domain/series.ts';
import { MINUTE } from '../../../../shared/domain/time.ts';
import { sampleCoverage } from '../../../helpers/samples.ts';
import { fakeChart } from './fakeChart.ts';
import { memoryClient, settle } from './memoryClient.ts';
import { candlesAt } from './rows.ts';

const btc = sampleCoverage({ timeframe: '1m' });
const hours = sampleCoverage({ id: 2 as SeriesId, timeframe: '1h' });
const nothing = (): void => undefined;
const silent: PaneListener = {
  onPoint: nothing,
  onSight: nothing,
  onLive: nothing,
  onMeasured: nothing,
  onTap: nothing,
  onMenu: nothing,
};
const minutes = Array.from({ length: 5_000 }, (_, i) => i * MINUTE);

function memoryStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    length: 0,
    clear: () => kept.clear(),
    key: () => null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

test('fifty times come and gone, the screen leaves no subscription behind', async () => {
  const { client, listeners } = memoryClient({ candles: candlesAt(minutes) });
  const storage = memoryStorage();
  for (let round = 0; round < 50; round += 1) {
    const store = createChartStore(client, storage);
    const bound = [0, 1, 2, 3].map((pane) => {
      const chart = fakeChart();
      store.panes[pane]!.show(btc);
      return { chart, binding: bindChart(chart, store.panes[pane]!, store.link, pane, silent) };
    });
    if (round % 2 === 0) await settle();
    for (const { chart, binding } of bound) {
      expect(chart.listeners()).toBe(5);
      binding.dispose();
      expect(chart.listeners()).toBe(0);
      expect(chart.isDisposed()).toBe(true);
    }
    // Each of the four panes listens for the ledgers and for live candles.
    expect(listeners()).toBe(8);
    store.dispose();
    expect(listeners()).toBe(0);
    const drawn = bound.map(({ chart }) => chart.drawn.length);
    await settle();
    expect(bound.map(({ chart }) => chart.drawn.length)).toEqual(drawn);
  }
});

test('charts that are linked follow the one that is moved, and share its crosshair', async () => {
  const { client } = memoryClient({ candles: candlesAt(minutes) });
  let isOn = true;
  const link = createTimeLink(() => isOn);
  const [left, right] = [fakeChart(), fakeChart()];
  const stores = [createPaneStore(client), createPaneStore(client)];
  stores[0]!.show(btc);
  stores[1]!.show(hours);
  const bindings = [left, right].map((chart, i) => bindChart(chart, stores[i]!, link, i, silent));
  await settle();

  link.lead(0);
  const before = left.shown.length;
  left.move(4_000 * MINUTE, 4_100 * MINUTE);
  expect(right.shown.at(-1)).toBe(4_100 * MINUTE);
  right.move(0, 100 * MINUTE);
  expect(left.shown, 'the follower does not lead').toHaveLength(before);
  left.point(4_050 * MINUTE);
  left.point(null);
  expect(right.pointedAt).toEqual([4_050 * MINUTE, null]);
  expect(left.pointedAt).toEqual([]);

  isOn = false;
  left.move(0, 100 * MINUTE);
  left.point(0);
  expect(right.shown.at(-1)).toBe(4_100 * MINUTE);
  expect(right.pointedAt).toHaveLength(2);
  for (const { dispose } of bindings) dispose();
  for (const store of stores) store.dispose();
});

test('the layout is remembered, and one that cannot be read is one chart', () => {
  const { client } = memoryClient({ candles: candlesAt([]) });
  const storage = memoryStorage();
  const first = createChartStore(client, storage);
  first.layout.change({ count: 2, scale: 'log' });
  first.layout.choose(1, 7);
  first.layout.activate(1);
  expect(createChartStore(client, storage).layout.getState()).toMatchObject({
    count: 2,
    scale: 'log',
    active: 1,
    series: [null, 7, null, null],
  });
  first.layout.change({ count: 1 });
  expect(first.layout.getState().active).toBe(0);
  storage.setItem('candlekeep.chart', '{"count":3}');
  expect(createChartStore(client, storage).layout.getState().count).toBe(1);
});
