import { describe, expect, test } from 'vitest';
import type { ChartData } from '../../../../renderer/charts/chartPort.ts';
import { barsToUpdate } from '../../../../renderer/charts/liveTail.ts';
import { placesOf } from '../../../../renderer/charts/whitespace.ts';
import { bindChart } from '../../../../renderer/features/chart/bindChart.ts';
import { grow, remember, revise } from '../../../../renderer/features/chart/liveCandles.ts';
import { readAt } from '../../../../renderer/features/chart/paneReading.ts';
import { createPaneStore } from '../../../../renderer/features/chart/paneStore.ts';
import type { PaneWords } from '../../../../renderer/features/chart/paneWords.ts';
import { createTimeLink } from '../../../../renderer/features/chart/timeLink.ts';
import type { CandleRow } from '../../../../shared/domain/candle.ts';
import type { LiveCandle } from '../../../../shared/domain/live.ts';
import { MINUTE } from '../../../../shared/domain/time.ts';
import { sampleCoverage } from '../../../helpers/samples.ts';
import { fakeChart } from './fakeChart.ts';
import { memoryClient, settle } from './memoryClient.ts';
import { candlesAt, timesOf } from './rows.ts';

const btc = sampleCoverage({ timeframe: '1m' });
const minutes = (count: number): number[] => Array.from({ length: count }, (_, i) => i * MINUTE);
const live = (minute: number, closed: boolean, close = minute): LiveCandle => ({
  seriesId: btc.id,
  row: [minute * MINUTE, minute, minute + 2, minute - 2, close, 1],
  closed,
});
const rowsOf = (tail: readonly CandleRow[]): number[] => tail.map(([time]) => time / MINUTE);
const windowOf = (count: number, isAtEnd = true) => ({
  candles: candlesAt(minutes(count)),
  isAtStart: true,
  isAtEnd,
});

describe('what live candles make of the window', () => {
  test('one that forms stays behind the window until it closes, then it is part of it', () => {
    const forming = grow(windowOf(3), [live(3, false)], MINUTE);
    expect(rowsOf(forming.tail)).toEqual([3]);
    expect(timesOf(forming.window.candles)).toEqual(minutes(3));
    const between = grow(windowOf(3), remember([live(3, false)], [live(4, false)]), MINUTE);
    expect(rowsOf(between.tail), 'the close of the older one is awaited').toEqual([3, 4]);
    const closed = grow(windowOf(3), remember([live(3, false), live(4, false)], [live(3, true)]), MINUTE);
    expect(timesOf(closed.window.candles)).toEqual(minutes(4));
    expect(rowsOf(closed.tail)).toEqual([4]);
    expect(closed.hasHole).toBe(false);
  });

  test('a candle that has closed does not form again, and old words are forgotten', () => {
    const known = remember([live(3, true, 9)], [live(3, false, 1)]);
    expect(known).toEqual([live(3, true, 9)]);
    const many = remember(
      [],
      Array.from({ length: 100 }, (_, i) => live(i, true)),
    );
    expect(many.length).toBeLessThan(20);
    expect(many.at(-1)).toEqual(live(99, true));
  });

  test('nothing is added to a window that does not reach the end, or has no candle yet', () => {
    expect(grow(windowOf(3, false), [live(3, true), live(4, false)], MINUTE)).toMatchObject({
      tail: [],
      hasHole: false,
    });
    expect(grow(windowOf(0), [live(3, true)], MINUTE).hasHole, 'it has to be read').toBe(true);
  });

  test('a candle that is not the next one says that something has to be asked for', () => {
    const grown = grow(windowOf(3), [live(5, true)], MINUTE);
    expect(grown.hasHole).toBe(true);
    expect(timesOf(grown.window.candles)).toEqual([0, MINUTE, 2 * MINUTE, 5 * MINUTE]);
  });

  test('a stored candle that is told with other values is revised; the same values change nothing', () => {
    const window = windowOf(3);
    const same = { ...live(1, true), row: [MINUTE, MINUTE, MINUTE + 2, MINUTE - 2, MINUTE + 1, 1] };
    expect(revise(window, [same as LiveCandle, live(1, false), live(9, true)])).toBe(window);
    expect(revise(window, [live(1, true, 77)]).candles.close[1]).toBe(77);
  });
});

describe('what the chart draws anew', () => {
  const data = (count: number, ...tail: number[]): ChartData => ({
    candles: candlesAt(minutes(count)),
    tail: tail.map((minute) => live(minute, false).row as CandleRow),
    duration: MINUTE,
    isAtEnd: true,
  });
  const axisOf = ({ candles, tail }: ChartData) => ({
    times: placesOf([...candles.openTime, ...tail.map(([time]) => time)], MINUTE),
    duration: MINUTE,
  });
  const bars = (drawn: ChartData, next: ChartData): [number, boolean][] | null =>
    barsToUpdate(axisOf(drawn), drawn, next)?.map(({ row, isForming }) => [row[0] / MINUTE, isForming]) ??
    null;

  test('is the candle that forms, the one that closed, and the next one', () => {
    expect(bars(data(3, 3), data(3, 3))).toEqual([[3, true]]);
    expect(bars(data(3, 3), data(3, 3, 4))).toEqual([
      [3, true],
      [4, true],
    ]);
    expect(bars(data(3, 3, 4), data(4, 4))).toEqual([
      [3, false],
      [4, true],
    ]);
    expect(bars(data(3), data(4, 4))).toEqual([
      [3, false],
      [4, true],
    ]);
  });

  test('is everything when a candle has gone, a hole begins, or the end is not in sight', () => {
    expect(bars(data(3, 3), data(3))).toBeNull();
    expect(bars(data(3), data(3, 6))).toBeNull();
    expect(bars({ ...data(3), isAtEnd: false }, data(3, 3))).toBeNull();
    expect(bars(data(0), data(1))).toBeNull();
    expect(bars(data(3, 6), data(3, 6)), 'a hole that is drawn is drawn once').toEqual([[6, true]]);
  });
});

describe('a chart that is live', () => {
  test('follows without being read or drawn again, and what the ledger says of the same candle changes nothing', async () => {
    const source = { candles: candlesAt(minutes(50)) };
    const { client, asked, emit } = memoryClient(source);
    const store = createPaneStore(client);
    const chart = fakeChart();
    const seen: string[] = [];
    const binding = bindChart(
      chart,
      store,
      createTimeLink(() => false),
      0,
      {
        onPoint: () => undefined,
        onSight: () => undefined,
        onLive: () => seen.push('live'),
        onMeasured: () => undefined,
        onTap: () => undefined,
        onMenu: () => undefined,
      },
    );
    store.show(btc);
    await settle();
    expect(asked).toContain('live.forming');
    const [drawn, reads] = [chart.drawn.length, asked.length];

    for (let push = 0; push < 20; push += 1) emit('live.candles', { candles: [live(50, false, push)] });
    emit('live.candles', { candles: [live(51, false)] });
    emit('live.candles', { candles: [live(50, true), { ...live(3, true), seriesId: 9 as never }] });
    emit('coverage.changed', { seriesIds: [btc.id], appended: [btc.id] });
    await settle();
    expect(chart.drawn).toHaveLength(drawn);
    expect(asked).toHaveLength(reads);
    expect(chart.followed).toHaveLength(22);
    expect(seen).toHaveLength(22);
    expect(timesOf(store.getState().window!.candles)).toEqual(minutes(51));
    expect(rowsOf(store.getState().tail)).toEqual([51]);

    source.candles = candlesAt(minutes(51));
    emit('coverage.changed', { seriesIds: [btc.id] });
    await settle();
    expect(asked.length, 'a change of another kind is read').toBeGreaterThan(reads);
    expect(rowsOf(store.getState().tail), 'and what forms is still there').toEqual([51]);
    binding.dispose();
    store.dispose();
  });

  test('keeps a close that an answer did not have yet, and asks for what it missed', async () => {
    const source = { candles: candlesAt(minutes(50)) };
    const { client, asked, emit } = memoryClient(source);
    const store = createPaneStore(client);
    store.show(btc);
    emit('live.candles', { candles: [live(50, true)] });
    await settle();
    expect(timesOf(store.getState().window!.candles)).toEqual(minutes(51));

    source.candles = candlesAt(minutes(54));
    const reads = asked.length;
    emit('live.candles', { candles: [live(53, true)] });
    await expect
      .poll(() => timesOf(store.getState().window!.candles), { timeout: 5_000 })
      .toEqual(minutes(54));
    expect(asked.length).toBeGreaterThan(reads);
    store.dispose();
  });

  test('goes on for thousands of candles without holding more and more', async () => {
    const { client, emit } = memoryClient({ candles: candlesAt(minutes(50)) });
    const store = createPaneStore(client);
    store.show(btc);
    await settle();
    for (let minute = 50; minute < 7_000; minute += 1) {
      store.see((minute - 100) * MINUTE, minute * MINUTE);
      emit('live.candles', { candles: [live(minute, true)] });
    }
    const { window } = store.getState();
    expect(window!.candles.openTime.length).toBeLessThanOrEqual(6_500);
    expect(window!.candles.openTime.at(-1)).toBe(6_999 * MINUTE);
    expect(window!.isAtEnd).toBe(true);
    store.dispose();
  });

  test('says in its legend what forms, with its change from the last close', () => {
    const write = (value: number): string => String(value);
    const words = { time: write, price: write, volume: write, change: write, percent: write, zone: 'UTC' };
    const state = {
      series: btc,
      window: windowOf(3),
      tail: [live(3, false, 5).row as CandleRow],
    };
    const read = (time: number | null) =>
      readAt(state as never, time === null ? null : { time }, [], words as unknown as PaneWords).legend;
    expect(read(null)).toMatchObject({
      close: '5',
      change: expect.stringContaining(String(5 - (2 * MINUTE + 1))),
    });
    expect(read(3 * MINUTE)).toMatchObject({ close: '5' });
    expect(read(MINUTE)).toMatchObject({ close: String(MINUTE + 1) });
  });
});
