import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLiveStore, liveStateOf, mergeLines } from '../../../../renderer/features/live/liveStore.ts';
import { createThroughput, THROUGHPUT_SECONDS } from '../../../../renderer/features/live/throughput.ts';
import type { SeriesId } from '../../../../shared/domain/series.ts';
import { sampleLine, sampleVenue } from '../../../helpers/liveSamples.ts';
import { scriptedClient } from '../../../helpers/scriptedClient.ts';

const [one, two] = [1 as SeriesId, 2 as SeriesId];
const everything = { paused: false, mode: 'websocket', venues: [sampleVenue()], series: [sampleLine()] };

beforeEach(() =>
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] }),
);
afterEach(() => vi.useRealTimers());

function stage() {
  const scripted = scriptedClient();
  const store = createLiveStore(scripted.client);
  const push = (line: Partial<ReturnType<typeof sampleLine>>): void =>
    scripted.emit('live.changed', {
      paused: false,
      mode: 'websocket',
      venues: [],
      series: [sampleLine(line)],
    });
  return { ...scripted, store, push };
}

describe('what is kept live', () => {
  test('is asked for once and kept up to date by pushes, four times a second at most', async () => {
    const { store, last, push } = stage();
    void store.load();
    await last('live.state').answer(everything);
    expect(store.getState()).toMatchObject({ isLoading: false, error: null, mode: 'websocket' });
    const renders = vi.fn();
    store.subscribe(renders);
    for (let i = 1; i <= 40; i += 1) {
      push({ latencyMs: i, updatedAt: 60_000 + i });
      push({ seriesId: two, latencyMs: i, updatedAt: 60_000 + i });
      vi.advanceTimersByTime(25);
    }
    vi.advanceTimersByTime(250);
    expect(renders.mock.calls.length).toBeLessThanOrEqual(6);
    expect(store.getState().series.get(one)).toMatchObject({ latencyMs: 40 });
    expect(store.getState().series.get(two)).toMatchObject({ latencyMs: 40 });
    expect(store.getState().venues, 'venues that were not told stay').toHaveLength(1);
    store.dispose();
  });

  test('is changed by calls whose answers count at once', async () => {
    const { store, last, asked } = stage();
    const done = store.set([one], { live: false });
    expect(last('live.set').request).toEqual({ seriesIds: [one], live: false });
    await last('live.set').answer({ ...everything, series: [sampleLine({ state: 'off' })] });
    expect(await done).toBeNull();
    expect(store.getState().series.get(one)?.state).toBe('off');
    const paused = store.setAll({ paused: true });
    await last('live.setAll').answer({ ...everything, paused: true });
    await paused;
    expect(store.getState().paused).toBe(true);
    expect(asked).toEqual([]);
    store.dispose();
  });

  test('of more series than one call takes is changed by several', async () => {
    const { store, last } = stage();
    const ids = Array.from({ length: 5_001 }, (_, i) => (i + 1) as SeriesId);
    const done = store.set(ids, { mode: 'polling' });
    expect(last('live.set').request).toMatchObject({ seriesIds: { length: 5_000 } });
    await last('live.set').answer(everything);
    expect(last('live.set').request).toEqual({ seriesIds: [5_001], mode: 'polling' });
    await last('live.set').answer(everything);
    expect(await done).toBeNull();
    store.dispose();
  });

  test('is what its coverage says until somebody has told more', () => {
    const { store, push } = stage();
    const series = { id: one, live: true };
    expect(liveStateOf(store.getState(), series)).toBe('starting');
    expect(liveStateOf(store.getState(), { ...series, live: false })).toBe('off');
    push({ state: 'quiet' });
    expect(liveStateOf(store.getState(), { ...series, live: false })).toBe('quiet');
    store.dispose();
  });
});

test('a line that was overtaken by a newer one changes nothing, and others keep their identity', () => {
  const known = new Map([
    [one, sampleLine({ updatedAt: 10, latencyMs: 1 })],
    [two, sampleLine({ seriesId: two })],
  ]);
  const merged = mergeLines(known, [sampleLine({ updatedAt: 9, latencyMs: 2 })]);
  expect(merged.get(one)).toBe(known.get(one));
  expect(merged.get(two)).toBe(known.get(two));
});

test('the last five minutes of messages are kept, second by second, and nothing older', () => {
  const { store, emit } = stage();
  const throughput = createThroughput(store);
  const seen = vi.fn();
  throughput.onSecond(seen);
  for (let second = 0; second < THROUGHPUT_SECONDS + 20; second += 1) {
    const venues = [
      sampleVenue({ messagesPerSecond: second }),
      sampleVenue({ exchange: 'binance', messagesPerSecond: 1 }),
    ];
    emit('live.changed', { paused: false, mode: 'websocket', venues, series: [] });
    vi.advanceTimersByTime(1_000);
  }
  expect(seen).toHaveBeenCalledTimes(THROUGHPUT_SECONDS + 20);
  expect(throughput.seconds()).toHaveLength(THROUGHPUT_SECONDS);
  expect(throughput.seconds().at(-1)).toBe(THROUGHPUT_SECONDS + 20);
  throughput.dispose();
  vi.advanceTimersByTime(5_000);
  expect(seen).toHaveBeenCalledTimes(THROUGHPUT_SECONDS + 20);
  store.dispose();
});
