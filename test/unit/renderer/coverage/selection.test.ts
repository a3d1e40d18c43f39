import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  everything,
  extendTo,
  NOTHING,
  only,
  toggle,
} from '../../../../renderer/features/series/selection.ts';
import type { SeriesId } from '../../../../shared/domain/series.ts';

const id = (n: number): SeriesId => n as SeriesId;
const order = [1, 2, 3, 4, 5].map(id);
const ids = (selection: { ids: ReadonlySet<SeriesId> }): number[] => [...selection.ids].sort();

describe('the selection', () => {
  test('takes one, adds one and lets go of it', () => {
    const two = toggle(only(id(1)), [id(3)]);
    expect(ids(two)).toEqual([1, 3]);
    expect(ids(toggle(two, [id(1)]))).toEqual([3]);
  });

  test('takes a whole group, and lets go of it only when all of it was chosen', () => {
    const group = [id(1), id(2)];
    const all = toggle(only(id(1)), group);
    expect(ids(all)).toEqual([1, 2]);
    expect(ids(toggle(all, group))).toEqual([]);
  });

  test('draws a range from its anchor, up or down, again and again', () => {
    const from = only(id(3));
    expect(ids(extendTo(from, order, id(5)))).toEqual([3, 4, 5]);
    expect(ids(extendTo(extendTo(from, order, id(5)), order, id(1)))).toEqual([1, 2, 3]);
    expect(ids(extendTo(NOTHING, order, id(2)))).toEqual([2]);
    expect(ids(extendTo(only(id(9)), order, id(2))), 'the anchor is not shown any more').toEqual([2]);
  });

  test('is everything that is shown', () => {
    expect(ids(everything(order))).toEqual([1, 2, 3, 4, 5]);
  });

  test('toggled twice is what it was', () => {
    const subset = fc.subarray(order);
    fc.assert(
      fc.property(subset, fc.constantFrom(...order), (chosen, one) => {
        const start = { ids: new Set(chosen), anchor: null };
        expect(ids(toggle(toggle(start, [one]), [one]))).toEqual([...chosen].sort());
      }),
    );
  });
});
