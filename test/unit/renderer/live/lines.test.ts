import { expect, test } from 'vitest';
import { createIngestionView } from '../../../../renderer/features/ingestion/ingestionView.ts';
import {
  countStates,
  filterLines,
  isTrouble,
  type LineWords,
  sortLines,
  type Which,
} from '../../../../renderer/features/ingestion/liveLines.ts';
import type { SeriesId } from '../../../../shared/domain/series.ts';
import { problemWords } from '../../../../shared/words/problems.ts';
import { sampleLine } from '../../../helpers/liveSamples.ts';
import { memoryStorage } from '../../../helpers/memoryStorage.ts';

const TROUBLE = {
  kind: 'timeout',
  problem: 'Bitget did not answer in time.',
  objection: null,
  by: { source: 'bitget', said: '' },
} as const;
const lines = [
  sampleLine({ seriesId: 1 as SeriesId, timeframe: '15m', latencyMs: null, lastCandle: null }),
  sampleLine({
    seriesId: 2 as SeriesId,
    timeframe: '5m',
    state: 'failing',
    errors: 3,
    lastError: { code: 'feed', trouble: TROUBLE },
  }),
  sampleLine({ seriesId: 3 as SeriesId, symbol: 'ETHUSDT', state: 'off' }),
  sampleLine({ seriesId: 4 as SeriesId, exchange: 'binance', state: 'held', latencyMs: 2_000 }),
  sampleLine({ seriesId: 5 as SeriesId, timeframe: '1h', state: 'quiet', source: 'derived', lastCandle: 7 }),
];
const idsOf = (found: readonly { seriesId: SeriesId }[]): number[] => found.map(({ seriesId }) => seriesId);
const WORDS: LineWords = {
  state: (state) => (state === 'failing' ? 'Falla' : state),
  problem: (problem) => problemWords(problem, 'es'),
};
const find = (which: Which, text = ''): number[] => idsOf(filterLines(lines, which, text, WORDS));

test('the lines are those that are live, in trouble or stopped', () => {
  expect(find('live')).toEqual([1, 2, 4, 5]);
  expect(find('trouble')).toEqual([2, 4]);
  expect(find('off')).toEqual([3]);
  expect(find('all')).toHaveLength(5);
  expect(isTrouble(sampleLine({ errors: 1 })), 'live, and the last attempt failed').toBe(true);
});

test('a filter finds every word in name, state, source and error; a timeframe is just that one', () => {
  expect(find('all', 'btc 5m')).toEqual([2]);
  expect(find('all', 'falla')).toEqual([2]);
  expect(find('all', 'respondió BITGET')).toEqual([2]);
  expect(find('all', 'answer'), 'the words are those of the window').toEqual([]);
  expect(find('all', 'derived')).toEqual([5]);
  expect(find('all', 'zzz')).toEqual([]);
});

test('the lines sort by every column, and those without a value come last both ways', () => {
  const by = (column: Parameters<typeof sortLines>[1]['column'], isDescending: boolean): number[] =>
    idsOf(sortLines(lines, { column, isDescending }, WORDS));
  expect(by('series', false)).toEqual([4, 2, 1, 5, 3]);
  expect(by('series', true)).toEqual([3, 5, 1, 2, 4]);
  expect(by('state', true).slice(0, 2), 'the worst on top').toEqual([2, 4]);
  expect(by('latency', true)).toEqual([4, 2, 5, 3, 1]);
  expect(by('latency', false).at(-1)).toBe(1);
  expect(by('lastCandle', true)[0]).toBe(5);
  expect(by('errors', true)[0]).toBe(2);
  expect(by('lastError', false)[0]).toBe(2);
});

test('what all of it amounts to is counted by state, the worst first; what is off is not counted', () => {
  expect(countStates(lines)).toEqual([
    ['failing', 1],
    ['held', 1],
    ['quiet', 1],
    ['live', 1],
  ]);
});

test('how the screen is set is remembered, and what cannot be read is the usual', () => {
  const storage = memoryStorage();
  const view = createIngestionView(storage, true);
  view.sortBy('latency');
  expect(view.getState().sorting, 'the slowest is what one looks for').toEqual({
    column: 'latency',
    isDescending: true,
  });
  view.sortBy('latency');
  view.change({ which: 'trouble', isLogOpen: false });
  view.setText('btc');
  expect(createIngestionView(storage, true).getState()).toMatchObject({
    sorting: { column: 'latency', isDescending: false },
    which: 'trouble',
    isLogOpen: false,
    text: '',
  });
  storage.setItem('candlekeep.ingestion', '{"which":"some"}');
  expect(createIngestionView(storage, true).getState()).toMatchObject({ which: 'live', isLogOpen: true });
  expect(createIngestionView(storage, false).getState().isLogOpen, 'a low window has no room for it').toBe(
    false,
  );
});
