import { describe, expect, test } from 'vitest';
import { createCatalogEdits } from '../../../renderer/features/catalog/catalogEdits.ts';
import { filterLines, linesOf, stateOf } from '../../../renderer/features/catalog/entryState.ts';
import {
  formOf,
  problemOf,
  suggestedOf,
  toWanted,
} from '../../../renderer/features/catalog/timeframesForm.ts';
import type { CatalogEntry } from '../../../shared/contract/calls.ts';
import type { InstrumentId } from '../../../shared/domain/instrument.ts';
import { sampleCoverage } from '../../helpers/samples.ts';
import { scriptedClient } from '../../helpers/scriptedClient.ts';

const series = (tracked: boolean): CatalogEntry['series'][number] => {
  const { id, instrumentId, exchange, symbol } = sampleCoverage();
  return { id, instrumentId, exchange, symbol, timeframe: '1h', tracked, historyDays: 45, live: false };
};
const entry = (change: Partial<CatalogEntry> = {}): CatalogEntry => ({
  id: 1 as InstrumentId,
  exchange: 'bitget',
  symbol: 'BTCUSDT',
  unified: 'BTC/USDT:USDT',
  base: 'BTC',
  quote: 'USDT',
  tickSize: 0.1,
  stepSize: 0.001,
  minQty: 0.001,
  contractSize: 1,
  leverageMin: 1,
  leverageMax: 125,
  listedAt: null,
  delistedAt: null,
  isActive: true,
  completed: true,
  series: [series(true)],
  ...change,
});
const suggestion = entry({ series: [series(false)] });

describe('an entry', () => {
  test.each([
    [entry(), 0, 'active'],
    [entry({ isActive: false }), 0, 'paused'],
    [suggestion, 0, 'suggested'],
    [suggestion, 5, 'kept'],
    [entry({ isActive: false, series: [series(false)] }), 0, 'kept'],
  ])('is what it is wanted for (%#)', (one, candles, state) => {
    expect(stateOf(one, candles)).toBe(state);
  });

  test('is listed by use, then by name, and found by its words', () => {
    const lines = linesOf(
      [
        suggestion,
        entry({ id: 2 as InstrumentId, symbol: 'ETHUSDT' }),
        entry({ id: 3 as InstrumentId, symbol: 'ADAUSDT' }),
      ],
      new Map([[2 as InstrumentId, 7]]),
    );
    expect(lines.map(({ id }) => id)).toEqual([3, 2, 1]);
    expect(lines[1]).toMatchObject({ candles: 7, state: 'active' });
    expect(filterLines(lines, 'sugerido', () => 'Sugerido')).toHaveLength(3);
    expect(filterLines(lines, 'ada active', (state) => state).map(({ id }) => id)).toEqual([3]);
  });
});

describe('the timeframes of an entry', () => {
  const form = formOf(entry());
  test('come as they are wanted, the others with their usual days', () => {
    expect(form['1h']).toEqual({ isWanted: true, days: '45' });
    expect(form['1d']).toEqual({ isWanted: false, days: '365' });
    expect(toWanted(form)).toEqual([{ timeframe: '1h', days: 45 }]);
  });
  test('of a suggestion are wanted as suggested once it is used', () => {
    expect(suggestedOf(suggestion)).toEqual([{ timeframe: '1h', days: 45 }]);
  });
  test.each([
    ['none', { '1h': { isWanted: false, days: '45' } }],
    ['days', { '1h': { isWanted: true, days: '' } }],
    ['days', { '1h': { isWanted: true, days: '1.5' } }],
    ['days', { '1h': { isWanted: true, days: '0' } }],
    [null, { '1d': { isWanted: false, days: 'nonsense' } }],
  ])('are refused with a reason (%s)', (problem, change) => {
    expect(problemOf({ ...form, ...change })).toBe(problem);
  });
});

describe('a file', () => {
  const file = (text: string, size = text.length) => ({ name: 'a.yaml', size, text: async () => text });
  test('is sent as it is, and its report kept until it is put away', async () => {
    const { client, last } = scriptedClient();
    const edits = createCatalogEdits(client);
    const importing = edits.importFile(file('symbols: []'));
    await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    expect(last('catalog.import').request).toEqual({ yaml: 'symbols: []' });
    await last('catalog.import').answer({ added: 1, changed: 0, unchanged: 0, refused: [] });
    await importing;
    expect(edits.getState().imported).toMatchObject({ file: 'a.yaml', report: { added: 1 } });
    edits.dismiss();
    expect(edits.getState().imported).toBeNull();
  });
  test.each([
    ['too-large', file('', 1_000_001)],
    ['unreadable', file('PNG\0\0')],
    ['unreadable', { ...file(''), text: () => Promise.reject(new Error('gone')) }],
  ])('that cannot be a catalog is not even sent (%s)', async (problem, given) => {
    const { client, asked } = scriptedClient();
    const edits = createCatalogEdits(client);
    await edits.importFile(given);
    expect(edits.getState().imported).toMatchObject({ problem, report: null });
    expect(asked).toEqual([]);
  });
});
