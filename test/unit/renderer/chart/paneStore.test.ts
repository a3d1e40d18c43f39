import { describe, expect, test } from 'vitest';
import { createPaneStore } from '../../../../renderer/features/chart/paneStore.ts';
import type { SeriesId } from '../../../../shared/domain/series.ts';
import { MINUTE } from '../../../../shared/domain/time.ts';
import { sampleCoverage } from '../../../helpers/samples.ts';
import { scriptedClient } from '../../../helpers/scriptedClient.ts';
import { memoryClient, settle } from './memoryClient.ts';
import { candlesAt, isAscending, timesOf } from './rows.ts';

const btc = sampleCoverage({ timeframe: '1m' });
const eth = sampleCoverage({ id: 2 as SeriesId, symbol: 'ETHUSDT', timeframe: '1m' });
const minutes = (count: number): number[] => Array.from({ length: count }, (_, i) => i * MINUTE);
const held = (store: ReturnType<typeof createPaneStore>): number[] =>
  timesOf(store.getState().window!.candles);

describe('the window of a long series', () => {
  test('opens with its newest page, and is scrolled through without ever holding much', async () => {
    const { client, asked } = memoryClient({ candles: candlesAt(minutes(50_000)) });
    const store = createPaneStore(client);
    store.show(btc);
    await settle();
    expect(held(store)).toHaveLength(2_000);
    expect(asked.filter((name) => name.startsWith('candles.'))).toEqual(['candles.range']);

    const seen = new Set<number>();
    for (const direction of [-1, 1]) {
      let at = held(store)[direction === -1 ? held(store).length - 1 : 0]!;
      for (let step = 0; step < 140; step += 1) {
        store.see(at - 200 * MINUTE, at);
        await settle();
        const times = held(store);
        expect(times.length).toBeLessThanOrEqual(6_000);
        expect(isAscending(times)).toBe(true);
        expect(times.every((time, i) => i === 0 || time - times[i - 1]! === MINUTE)).toBe(true);
        for (const time of times) seen.add(time);
        at = Math.min(49_999 * MINUTE, Math.max(0, at + direction * 400 * MINUTE));
      }
    }
    expect(seen.size).toBe(50_000);
    expect(store.getState().window).toMatchObject({ isAtEnd: true, isAtStart: false });
    store.dispose();
  });

  test('goes to a time that is far away with two questions, and stays where it is for a near one', async () => {
    const { client, asked } = memoryClient({ candles: candlesAt(minutes(50_000)) });
    const store = createPaneStore(client);
    store.show(btc);
    await settle();
    await store.goTo(10_000 * MINUTE);
    expect(held(store)[1_000]).toBe(10_000 * MINUTE);
    expect(store.getState().target).toMatchObject({ time: 10_000 * MINUTE });
    const before = asked.length;
    await store.goTo(10_200 * MINUTE);
    expect(asked).toHaveLength(before);
    await store.goTo(0);
    expect(store.getState().window).toMatchObject({ isAtStart: true, isAtEnd: false });
    store.dispose();
  });

  test('takes in what has grown and what was filled, and shows a series that was empty', async () => {
    const source = { candles: candlesAt([]) };
    const { client, emit } = memoryClient(source);
    const store = createPaneStore(client);
    store.show(btc);
    await settle();
    expect(held(store)).toEqual([]);
    source.candles = candlesAt([0, MINUTE, 4 * MINUTE]);
    emit('coverage.changed', { seriesIds: [btc.id] });
    await settle();
    expect(held(store)).toHaveLength(3);
    expect(store.getState().target).toEqual({ time: null });
    source.candles = candlesAt(minutes(6));
    emit('coverage.changed', { seriesIds: [eth.id] });
    emit('coverage.changed', { seriesIds: [btc.id] });
    await expect.poll(() => held(store), { timeout: 5_000 }).toEqual(minutes(6));
    store.dispose();
  });
});

test('late answers about another series or another place are dropped', async () => {
  const { client, asked, last } = scriptedClient();
  const store = createPaneStore(client);
  store.show(btc);
  const late = last('candles.range');
  const lateGaps = last('gaps.list');
  store.show(eth);
  await late.answer({ candles: candlesAt([1]) });
  await lateGaps.answer({ gaps: [{ from: 1 }], total: 1 });
  expect(store.getState()).toMatchObject({ series: eth, window: null, gaps: null });
  await last('candles.range').answer({ candles: candlesAt([2]) });
  expect(held(store)).toEqual([2]);
  expect(asked.filter(({ name }) => name === 'gaps.list')).toHaveLength(1);
  store.dispose();
});
