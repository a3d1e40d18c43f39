import { expect, it } from 'vitest';
import { outageWitnesses, type SymbolHistory } from '../../../electron/engine/gaps/outageRule.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/domain/time.ts';

const ALL = { from: 0, until: 30 * DAY };
const GAP = { from: 10 * DAY, until: 10 * DAY + 2 * HOUR };

const history = (symbol: string, empty: readonly Interval[] = [], known: Interval = ALL): SymbolHistory => ({
  symbol,
  known: [known],
  empty,
});

/** A symbol nobody trades for a minute in every ten. */
const quiet = (symbol: string): SymbolHistory =>
  history(
    symbol,
    Array.from({ length: 30 * 24 * 6 }, (_, i) => ({
      from: i * 10 * MINUTE,
      until: i * 10 * MINUTE + MINUTE,
    })),
  );

it('takes two symbols for an outage when the store knows no others', () => {
  expect(outageWitnesses('A', GAP, [history('A', [GAP]), history('B', [GAP])])).toEqual(['B']);
});

it('does not take one symbol for an outage, however many others there are', () => {
  expect(outageWitnesses('A', GAP, [history('A', [GAP])])).toEqual([]);
  expect(outageWitnesses('A', GAP, [history('A', [GAP]), history('B')])).toEqual([]);
});

it('wants half of the symbols that the store knows anything of at that time', () => {
  const trading = ['C', 'D', 'E'].map((symbol) => history(symbol));
  const silent = [history('A', [GAP]), history('B', [GAP])];
  expect(outageWitnesses('A', GAP, [...silent, ...trading])).toEqual([]);
  expect(outageWitnesses('A', GAP, [...silent, ...trading.slice(0, 2)])).toEqual(['B']);
  const later = { from: 20 * DAY, until: 30 * DAY };
  const unknown = ['C', 'D', 'E'].map((symbol) => history(symbol, [], later));
  expect(outageWitnesses('A', GAP, [...silent, ...unknown])).toEqual(['B']);
});

it('counts a symbol that lacks at least half of the time', () => {
  const half = { from: GAP.from, until: GAP.from + HOUR };
  const less = { from: GAP.from, until: GAP.from + HOUR - MINUTE };
  expect(outageWitnesses('A', GAP, [history('A', [GAP]), history('B', [half])])).toEqual(['B']);
  expect(outageWitnesses('A', GAP, [history('A', [GAP]), history('B', [less])])).toEqual([]);
});

it('does not listen to a symbol that hardly ever trades, unless it did', () => {
  const minute = { from: 10 * DAY, until: 10 * DAY + MINUTE };
  const other = { from: 10 * DAY + 5 * MINUTE, until: 10 * DAY + 6 * MINUTE };
  expect(outageWitnesses('A', minute, [history('A', [minute]), quiet('B')])).toEqual([]);
  const silent = [history('A', [minute]), history('B', [minute]), quiet('C'), quiet('D'), quiet('E')];
  expect(outageWitnesses('A', minute, silent)).toEqual(['B']);
  const traded = [history('A', [other]), history('B', [other]), quiet('C'), quiet('D'), quiet('E')];
  expect(outageWitnesses('A', other, traded)).toEqual([]);
});

it('believes two symbols that go down and come back together all day long', () => {
  const flaps = Array.from({ length: 8 }, (_, i) => ({
    from: 10 * DAY + i * HOUR,
    until: 10 * DAY + i * HOUR + 9 * MINUTE,
  }));
  expect(outageWitnesses('A', flaps[3]!, [history('A', flaps), history('B', flaps)])).toEqual(['B']);
});
