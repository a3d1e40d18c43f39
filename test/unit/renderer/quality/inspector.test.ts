import { describe, expect, test } from 'vitest';
import {
  aggregateOf,
  changesOf,
  differences,
  differs,
  valuesAt,
} from '../../../../renderer/features/inspector/compare.ts';
import { createInspectorStore } from '../../../../renderer/features/inspector/inspectorStore.ts';
import { numbersOf } from '../../../../renderer/features/inspector/numbers.ts';
import type { CandleStory } from '../../../../shared/contract/calls/quality.ts';
import { candlesFromRows } from '../../../../shared/domain/candle.ts';
import type { SeriesId } from '../../../../shared/domain/series.ts';
import { HOUR } from '../../../../shared/domain/time.ts';
import { scriptedClient } from '../../../helpers/scriptedClient.ts';

const NONE = candlesFromRows([]);
const story = (change: Partial<CandleStory> = {}): CandleStory => ({
  candle: candlesFromRows([[0, 10, 12, 9, 11, 5]]),
  batch: null,
  flags: 0,
  latencyMs: null,
  revisions: NONE,
  revised: [],
  rejected: [],
  gap: null,
  finer: null,
  ...change,
});
const id = 1 as SeriesId;

describe('values', () => {
  test('of finer candles add up to one candle, and nothing adds up to none', () => {
    const finer = candlesFromRows([
      [0, 10, 11, 9.5, 10.5, 0.1],
      [1, 10.5, 12, 10, 11, 0.2],
    ]);
    expect(aggregateOf(finer)).toEqual({ open: 10, high: 12, low: 9.5, close: 11, volume: 0.1 + 0.2 });
    expect(aggregateOf(NONE)).toBeNull();
    expect(valuesAt(NONE, 0)).toBeNull();
  });

  test('are compared to the last digit, volumes but for the noise of adding up', () => {
    expect(differs('close', 11, 11.000000001)).toBe(true);
    expect(differs('volume', 0.3, 0.1 + 0.2)).toBe(false);
    expect(differs('volume', 0.3, 0.31)).toBe(true);
    const a = { open: 1, high: 2, low: 1, close: 2, volume: 3 };
    expect(differences(a, { ...a, low: 0.5, volume: 4 })).toEqual(['low', 'volume']);
  });

  test('are written with every digit that is stored', () => {
    const write = numbersOf({ language: 'en' }, 0.1, [10.5, 10.123]);
    expect(write('close', 10.5)).toBe('10.500');
    expect(write('volume', 1234.5)).toBe('1,234.5');
  });
});

test('each revision is told as what replaced what, the newest first', () => {
  const present = candlesFromRows([[0, 10, 12, 9, 11, 5]]);
  const revisions = candlesFromRows([
    [0, 10, 12, 9, 10.5, 5],
    [0, 10, 11, 9, 10.5, 4],
  ]);
  const changes = changesOf(present, revisions);
  expect(changes.map(({ fields }) => fields)).toEqual([['close'], ['high', 'volume']]);
  expect(changes[0]).toMatchObject({ from: { close: 10.5 }, to: { close: 11 } });
  expect(changes[1]).toMatchObject({ from: { high: 11 }, to: { high: 12 } });
  expect(changesOf(NONE, revisions)[0]?.fields, 'an old value whose candle is gone').toEqual([]);
});

describe('the inspector', () => {
  test('drops the answer about a candle that is not looked at any more', async () => {
    const { client, asked } = scriptedClient();
    const store = createInspectorStore(client);
    store.open(id, 0);
    store.open(id, HOUR);
    const [first, second] = [asked[0]!, asked[1]!];
    await second.answer(story({ flags: 2 }));
    await first.answer(story({ flags: 1 }));
    expect(store.getState().story.value?.flags).toBe(2);
    store.dispose();
  });

  test('keeps showing a candle until its neighbour is there, and forgets the other venue’s', async () => {
    const { client, last } = scriptedClient();
    const store = createInspectorStore(client);
    store.open(id, 0);
    await last('candles.inspect').answer(story());
    void store.askElsewhere();
    await last('candles.elsewhere').answer({ exchange: 'binance', candle: NONE });
    expect(store.getState().elsewhere?.value?.exchange).toBe('binance');
    store.open(id, HOUR);
    expect(store.getState()).toMatchObject({ elsewhere: null, story: { isLoading: true } });
    expect(store.getState().story.value).not.toBeNull();
    store.close();
    expect(store.getState()).toMatchObject({ at: null, story: { value: null } });
    store.dispose();
  });

  test('asks again when its series has changed, and not when another has', async () => {
    const { client, asked, last, emit } = scriptedClient();
    const store = createInspectorStore(client);
    store.open(id, 0);
    await last('candles.inspect').answer(story());
    emit('coverage.changed', { seriesIds: [2 as SeriesId] });
    expect(asked).toEqual([]);
    emit('coverage.changed', { seriesIds: [id] });
    expect(asked.map(({ name }) => name)).toEqual(['candles.inspect']);
    store.dispose();
  });
});
