import { describe, expect, test } from 'vitest';
import { INDICATORS } from '../../../../electron/analysis/indicators/catalog.ts';
import { type Plot, pointsOf, pointsToUpdate } from '../../../../renderer/charts/studyPlot.ts';
import { findStudies } from '../../../../renderer/features/indicators/findStudy.ts';
import { KINDS } from '../../../../renderer/features/indicators/kinds.ts';
import { createIndicatorLayoutStore } from '../../../../renderer/features/indicators/layoutStore.ts';
import { shownOf, studiesOf } from '../../../../renderer/features/indicators/shown.ts';
import { INDICATOR_NAMES } from '../../../../shared/domain/frame.ts';
import { sampleCoverage } from '../../../helpers/samples.ts';

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

const btc = { exchange: 'bitget', symbol: 'BTCUSDT' } as const;
const eth = { exchange: 'bitget', symbol: 'ETHUSDT' } as const;

test.each(INDICATOR_NAMES)('%s has the parameters and columns of the engine', (name) => {
  const { params, lines } = KINDS[name];
  const usual = params.map((param) => param.usual);
  expect(Object.entries(INDICATORS[name].params)).toEqual(params.map((param) => [param.name, param.usual]));
  const columns = INDICATORS[name].columns(usual).length;
  const used = new Set(lines.flatMap(({ column, direction = column }) => [column, direction]));
  expect([...used].toSorted()).toEqual(Array.from({ length: columns }, (_, i) => i));
});

describe('the layout', () => {
  test('of a symbol begins with what was arranged last, then is its own, and outlasts the window', () => {
    const storage = memoryStorage();
    const layouts = createIndicatorLayoutStore(storage);
    layouts.add(btc, 'sma');
    layouts.change(btc, 1, { params: [50] });
    layouts.add(eth, 'rsi');
    layouts.compare(btc, eth);
    layouts.compare(btc, btc);
    const again = createIndicatorLayoutStore(storage);
    expect(again.of(btc).studies.map(({ name, params }) => [name, ...params])).toEqual([['sma', 50]]);
    expect(again.of(eth).studies.map(({ name }) => name)).toEqual(['sma', 'rsi']);
    expect(again.of(btc).compared).toHaveLength(1);
    expect(again.of(eth).compared).toEqual([]);
    expect(new Set(again.of(eth).studies.map(({ tone }) => tone)).size, 'colours of their own').toBe(2);
  });

  test('keeps the heights of its panes per symbol, and forgets that of a pane that is removed', () => {
    const storage = memoryStorage();
    const layouts = createIndicatorLayoutStore(storage);
    layouts.add(btc, 'rsi');
    layouts.add(btc, 'macd');
    layouts.add(eth, 'obv');
    layouts.setHeights(btc, { price: 3, 'study-1': 0.5, 'study-2': 2 });
    const again = createIndicatorLayoutStore(storage);
    expect(again.of(btc).heights).toEqual({ price: 3, 'study-1': 0.5, 'study-2': 2 });
    expect(again.of(eth).heights).toBeUndefined();
    again.remove(btc, 2);
    again.add(btc, 'atr');
    expect(again.of(btc).heights).toEqual({ price: 3, 'study-1': 0.5 });
  });

  test('that cannot be read is an empty one', () => {
    const storage = memoryStorage();
    createIndicatorLayoutStore(storage).add(btc, 'sma');
    const kept = storage.getItem('candlekeep.chart.indicators')!;
    storage.setItem('candlekeep.chart.indicators', kept.replaceAll('[20]', '[0]'));
    expect(createIndicatorLayoutStore(storage).of(btc).studies).toEqual([]);
  });

  test('has a pane for each indicator that is not over the candles, and one volume', () => {
    const layouts = createIndicatorLayoutStore(memoryStorage());
    for (const name of ['rsi', 'bb', 'volume', 'volume'] as const) layouts.add(btc, name);
    const shown = shownOf(layouts.of(btc), sampleCoverage({}), [], false);
    const studies = studiesOf(shown, () => null);
    expect(studies.plots.map(({ pane }) => pane)).toEqual(['price', 'price', 'price', 'study-1']);
    expect(studies).toMatchObject({ panes: ['study-1', 'study-3'], volume: 'study-3' });
    const percent = studiesOf(shownOf(layouts.of(btc), sampleCoverage({}), [], true), () => null);
    // Over the candles it is drawn by their scale.
    expect(percent.plots.map(({ isByCandles }) => isByCandles)).toEqual([true, true, true, false]);
  });
});

describe('what is drawn', () => {
  const plot = (openTime: number[], values: number[], more: Partial<Plot> = {}): Plot => ({
    id: 'a',
    pane: 'price',
    style: 'line',
    tone: 'study1',
    isDashed: false,
    isVisible: true,
    format: 'price',
    levels: [],
    openTime,
    values,
    ...more,
  });

  test('keeps to the places of the candles and is broken where there is no value', () => {
    const axis = { times: [10, 20, 30, 40, 50] };
    const points = pointsOf(axis, plot([0, 10, 15, 20, 30, 40, 50], [0, 1, 9, 2, Number.NaN, 4, 5]));
    expect(points.map(({ time, paint }) => [time, paint])).toEqual([
      [10, 'own'],
      [20, 'none'],
      [40, 'own'],
      [50, 'own'],
    ]);
  });

  test('breaks where the direction turns, and a histogram is lighter on its way to zero', () => {
    const axis = { times: [1, 2, 3, 4] };
    const turning = pointsOf(axis, plot([1, 2, 3, 4], [1, 1, 1, 1], { direction: [1, 1, -1, -1] }));
    expect(turning.map(({ paint }) => paint)).toEqual(['up', 'none', 'down', 'down']);
    const signed = pointsOf(axis, plot([1, 2, 3, 4], [2, 1, -2, -1], { style: 'histogram', isSigned: true }));
    expect(signed.map(({ paint }) => paint)).toEqual(['up', 'upHalf', 'down', 'downHalf']);
  });

  test('costs its newest points alone when only they are other', () => {
    const axis = { times: [1, 2, 3, 4] };
    const before = pointsOf(axis, plot([1, 2, 3], [1, 2, 3]));
    expect(pointsToUpdate(before, pointsOf(axis, plot([1, 2, 3, 4], [1, 2, 3, 4])))).toHaveLength(1);
    expect(pointsToUpdate(before, before)).toEqual([]);
    expect(pointsToUpdate(before, pointsOf(axis, plot([2, 3, 4], [2, 3, 4])))).toBeNull();
  });
});

test('the picker finds an indicator by any of its names, without accents', () => {
  const all = [
    { name: 'sma', short: 'SMA', long: 'media móvil simple' },
    { name: 'rsi', short: 'RSI', long: 'índice de fuerza relativa' },
    { name: 'stoch', short: 'Estocástico', long: '%K y %D' },
  ] as const;
  const names = (text: string) => findStudies(text, all).map(({ name }) => name);
  expect(names('movil media')).toEqual(['sma']);
  expect(names('indice')).toEqual(['rsi']);
  expect(names('estoca')).toEqual(['stoch']);
  expect(names('')).toHaveLength(3);
  expect(names('zzz')).toEqual([]);
});
