import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Interval,
  type IntervalSet,
  intersect,
  lengthOf,
  normalize,
  runsOf,
  subtract,
  union,
} from '../../../shared/domain/interval.ts';

/** The naive model: time is forty cells, a set is which of them are in it. */
const CELLS = 40;

const interval = fc
  .tuple(fc.nat(CELLS), fc.nat(CELLS))
  .map(([a, b]): Interval => ({ from: Math.min(a, b), until: Math.max(a, b) }));
const anyIntervals = fc.array(interval, { maxLength: 8 });
const intervalSet = anyIntervals.map(normalize);

const cellsOf = (intervals: readonly Interval[]): boolean[] =>
  Array.from({ length: CELLS }, (_, cell) => intervals.some((i) => i.from <= cell && cell < i.until));

/** Sorted, disjoint, not touching, not empty. */
const isCanonical = (set: IntervalSet): boolean =>
  set.every((i, n) => i.from < i.until && (n === 0 || set[n - 1]!.until < i.from));

const both = fc.tuple(intervalSet, intervalSet);

describe('interval algebra', () => {
  it('normalizes any intervals to the same moments in canonical form', () => {
    fc.assert(
      fc.property(anyIntervals, (intervals) => {
        const set = normalize(intervals);
        expect(isCanonical(set)).toBe(true);
        expect(cellsOf(set)).toEqual(cellsOf(intervals));
        expect(normalize(set)).toEqual(set);
      }),
    );
  });

  it('drops empty and reversed intervals', () => {
    expect(
      normalize([
        { from: 3, until: 3 },
        { from: 5, until: 2 },
      ]),
    ).toEqual([]);
  });

  it('unites, intersects and subtracts as cells do', () => {
    fc.assert(
      fc.property(both, ([a, b]) => {
        const [inA, inB] = [cellsOf(a), cellsOf(b)];
        expect(cellsOf(union(a, b))).toEqual(inA.map((cell, i) => cell || inB[i]!));
        expect(cellsOf(intersect(a, b))).toEqual(inA.map((cell, i) => cell && inB[i]!));
        expect(cellsOf(subtract(a, b))).toEqual(inA.map((cell, i) => cell && !inB[i]!));
        for (const set of [union(a, b), intersect(a, b), subtract(a, b)]) expect(isCanonical(set)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('splits a set into what it shares with another and the rest, without losing a moment', () => {
    fc.assert(
      fc.property(both, ([a, b]) => {
        expect(union(intersect(a, b), subtract(a, b))).toEqual(a);
        expect(intersect(a, b)).toEqual(intersect(b, a));
        expect(intersect(subtract(a, b), b)).toEqual([]);
      }),
    );
  });

  it('measures the number of cells', () => {
    fc.assert(
      fc.property(intervalSet, (set) => {
        expect(lengthOf(set)).toBe(cellsOf(set).filter(Boolean).length);
      }),
    );
  });

  it('makes the runs of open times that cover exactly these cells', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(CELLS - 1)), fc.constantFrom(1, 60_000), (cells, step) => {
        const times = cells.toSorted((a, b) => a - b).map((cell) => cell * step);
        const runs = runsOf(times, step);
        expect(isCanonical(runs)).toBe(true);
        expect(runs).toEqual(normalize(times.map((time) => ({ from: time, until: time + step }))));
      }),
    );
  });
});
