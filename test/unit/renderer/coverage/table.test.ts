import { describe, expect, test } from 'vitest';
import { summarize } from '../../../../renderer/features/series/facts.ts';
import { filterSeries } from '../../../../renderer/features/series/filter.ts';
import { nextStep } from '../../../../renderer/features/series/nextStep.ts';
import { rectanglesOf } from '../../../../renderer/features/series/rectangles.ts';
import { type Grouping, tableRows } from '../../../../renderer/features/series/rows.ts';
import { NATURAL, nextSort } from '../../../../renderer/features/series/sorting.ts';
import { createTableStore } from '../../../../renderer/features/series/tableStore.ts';
import type { SeriesCoverage } from '../../../../shared/domain/coverage.ts';
import type { SeriesId } from '../../../../shared/domain/series.ts';
import { memoryStorage } from '../../../helpers/memoryStorage.ts';
import { sampleCoverage } from '../../../helpers/samples.ts';

const one = (id: number, change: Partial<SeriesCoverage> = {}): SeriesCoverage =>
  sampleCoverage({ id: id as SeriesId, ...change });
const btc5m = one(1, { timeframe: '5m', candles: 50, coverage: 0.5 });
const btc15m = one(2, {
  timeframe: '15m',
  last: null,
  first: null,
  candles: 0,
  coverage: 0,
  status: 'missing',
});
const eth1h = one(3, { symbol: 'ETHUSDT', status: 'stale', candles: 70, coverage: 0.7 });
const far1h = one(4, { exchange: 'binance', candles: 90, coverage: 0.9 });
const all = [far1h, btc5m, btc15m, eth1h];

describe('the filter', () => {
  const find = (text: string): number[] => filterSeries(all, text, () => 'atrasada').map(({ id }) => id);
  test('finds by any of its words, in any order and in the trader’s language', () => {
    expect(find('')).toEqual([4, 1, 2, 3]);
    expect(find('1H btc')).toEqual([4]);
    expect(find('stale')).toEqual([3]);
    expect(find('eth ATRASADA')).toEqual([3]);
    expect(find('nothing')).toEqual([]);
  });
  test('means a timeframe by a timeframe, not what contains it', () => {
    expect(find('5m')).toEqual([1]);
    expect(find('15')).toEqual([2]);
  });
});

describe('the rows', () => {
  const keys = (change: Partial<Grouping> = {}): string[] =>
    tableRows(all, { isGrouped: true, folded: new Set(), sort: NATURAL, ...change }).map(({ key }) => key);

  test('are heads of exchanges and symbols over their timeframes, hidden when folded', () => {
    expect(keys()).toEqual([
      'binance',
      'binance BTCUSDT',
      '4',
      'bitget',
      'bitget BTCUSDT',
      '1',
      '2',
      'bitget ETHUSDT',
      '3',
    ]);
    expect(keys({ folded: new Set(['binance', 'bitget BTCUSDT']) })).toEqual([
      'binance',
      'bitget',
      'bitget BTCUSDT',
      'bitget ETHUSDT',
      '3',
    ]);
  });
  test('are sorted on every level by itself; not grouped, all against all', () => {
    const sort = { column: 'coverage', isDescending: true } as const;
    expect(keys({ sort })).toEqual([
      'binance',
      'binance BTCUSDT',
      '4',
      'bitget',
      'bitget ETHUSDT',
      '3',
      'bitget BTCUSDT',
      '1',
      '2',
    ]);
    expect(keys({ sort, isGrouped: false })).toEqual(['4', '3', '1', '2']);
  });
  test('have what has no value last, whichever way they are sorted', () => {
    for (const isDescending of [true, false]) {
      expect(keys({ sort: { column: 'age', isDescending }, isGrouped: false }).at(-1)).toBe('2');
    }
  });
  test('keep the order they have where the sorted column says nothing', () => {
    expect(keys({ sort: { column: 'gaps', isDescending: true }, isGrouped: false })).toEqual([
      '4',
      '1',
      '2',
      '3',
    ]);
  });
});

test('a column is sorted up, down, and not at all', () => {
  const up = nextSort(NATURAL, 'age');
  const down = nextSort(up, 'age');
  expect([up, down, nextSort(down, 'age')]).toEqual([
    { column: 'age', isDescending: false },
    { column: 'age', isDescending: true },
    NATURAL,
  ]);
});

test('a symbol is incomplete, not missing, when only some of it is there; its age is its oldest', () => {
  const late = one(5, { last: 0 });
  expect(summarize([btc5m, btc15m])).toMatchObject({ status: 'incomplete', candles: 50 });
  expect(summarize([btc15m]).status).toBe('missing');
  expect(summarize([one(6), late, btc15m]).closed).toBe(3_600_000);
});

test.each([
  [one(1), 'none'],
  [btc15m, 'first'],
  [eth1h, 'catch-up'],
  [one(1, { status: 'incomplete', openMissing: 3 }), 'fill'],
  [one(1, { status: 'incomplete', openMissing: 0 }), 'older'],
  [one(1, { tracked: false, status: 'stale' }), 'keep'],
  [one(1, { tracked: false, aside: true, status: 'stale' }), 'track'],
  [one(1, { tracked: false, aside: true, derivedFrom: '1m' }), 'none'],
  [one(1, { tracked: false, aside: true, symbol: 'BTCUSDTFILE' }), 'none'],
])('the next step of a series follows from how it is (%#)', (series, step) => {
  expect(nextStep(series)).toBe(step);
});

test('a choice of series is asked for with as few questions as say just that', () => {
  expect(rectanglesOf([btc5m, btc15m])).toEqual([
    { exchange: 'bitget', symbols: ['BTCUSDT'], timeframes: ['5m', '15m'] },
  ]);
  const eth5m = one(7, { symbol: 'ETHUSDT', timeframe: '5m' });
  const eth15m = one(8, { symbol: 'ETHUSDT', timeframe: '15m' });
  expect(rectanglesOf([eth15m, btc5m, btc15m, eth5m])).toHaveLength(1);
  expect(rectanglesOf([btc5m, btc15m, eth1h, far1h])).toHaveLength(3);
});

test('how the table is set outlives the window, and what cannot be read is the usual', () => {
  const storage = memoryStorage();
  const table = createTableStore(storage);
  table.toggleColumn('gaps');
  table.sortBy('age');
  table.change({ isGrouped: false });
  expect(createTableStore(storage).getState()).toMatchObject({
    hidden: ['gaps'],
    sort: { column: 'age', isDescending: false },
    isGrouped: false,
  });
  storage.setItem('candlekeep.coverage', '{"hidden":["nonsense"]}');
  expect(createTableStore(storage).getState()).toMatchObject({ hidden: [], isGrouped: true });
});
