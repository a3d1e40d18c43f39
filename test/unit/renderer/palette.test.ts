import { describe, expect, test } from 'vitest';
import { fuzzyScore } from '../../../renderer/features/palette/fuzzy.ts';
import { type PaletteItem, rankItems } from '../../../renderer/features/palette/items.ts';
import { createPaletteStore } from '../../../renderer/features/palette/paletteStore.ts';
import { memoryStorage } from '../../helpers/memoryStorage.ts';

const item = (label: string): PaletteItem => ({ id: label, kind: 'action', label, run: () => undefined });
const items = [
  'Coverage',
  'Heatmap',
  'Chart',
  'Verify all',
  'Theme: dark',
  'ETHUSDT 4h · Bitget',
  'ETHUSDT 1h · Bitget',
  'ETHFIUSDT 4h · Bitget',
  'BTCUSDT 4h · Bitget',
].map(item);
const found = (query: string, recent: readonly string[] = []): readonly string[] =>
  rankItems(items, query, recent).map(({ label }) => label);

describe('the palette', () => {
  test('finds a series by what a trader calls it', () => {
    expect(found('ETH 4h')).toEqual(['ETHUSDT 4h · Bitget', 'ETHFIUSDT 4h · Bitget']);
    expect(found('4h btc')).toEqual(['BTCUSDT 4h · Bitget']);
  });

  test('finds by letters in between, and prefers the beginnings of words', () => {
    expect(found('va')[0]).toBe('Verify all');
    expect(found('dark')).toEqual(['Theme: dark']);
    expect(found('cov')[0]).toBe('Coverage');
    expect(found('zzz')).toEqual([]);
  });

  test('puts what was chosen lately first', () => {
    expect(found('', ['Chart', 'Heatmap']).slice(0, 3)).toEqual(['Chart', 'Heatmap', 'Coverage']);
    expect(found('eth 4h', ['ETHFIUSDT 4h · Bitget'])[0]).toBe('ETHFIUSDT 4h · Bitget');
  });

  test('shows a screenful of thousands', () => {
    const many = Array.from({ length: 6_000 }, (_, i) => item(`S${i}USDT 1h`));
    expect(rankItems(many, 's usdt', [])).toHaveLength(50);
  });
});

test('a match has to have every word, and no word matches everything', () => {
  expect(fuzzyScore('eth 1w', 'ETHUSDT 4h')).toBeNull();
  expect(fuzzyScore('', 'anything')).not.toBeNull();
});

test('the last choices are remembered from one start to the next, each once', () => {
  const storage = memoryStorage();
  const store = createPaletteStore(storage);
  for (const id of ['a', 'b', 'a', ...Array.from({ length: 9 }, (_, i) => String(i))]) store.remember(id);
  expect(store.getState().recent).toHaveLength(8);
  store.remember('a');
  expect(createPaletteStore(storage).getState().recent.slice(0, 2)).toEqual(['a', '8']);
});
