import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cellEnd,
  cellStart,
  LEVELS,
  levelFor,
  zoomOf,
} from '../../../../renderer/features/heatmap/levels.ts';
import { createLru } from '../../../../renderer/features/heatmap/lru.ts';
import { contextOf, ticksFor } from '../../../../renderer/features/heatmap/ticks.ts';
import {
  fromTheMiddle,
  tileIndex,
  tileMs,
  tileStart,
  tilesFor,
} from '../../../../renderer/features/heatmap/tiles.ts';
import {
  keepInside,
  pan,
  reveal,
  timeAt,
  viewOf,
  xAt,
  zoomAt,
} from '../../../../renderer/features/heatmap/view.ts';
import { DAY, HOUR } from '../../../../shared/domain/time.ts';
import { durationOf, TIMEFRAMES } from '../../../../shared/domain/timeframe.ts';

const time = fc.integer({ min: Date.UTC(2009, 0), max: Date.UTC(2040, 0) });
const level = fc.constantFrom(...LEVELS);
const timeframe = fc.constantFrom(...TIMEFRAMES);
const unit = fc.constantFrom('day' as const, 'hour' as const);

describe('cells', () => {
  test('cover all of time without a hole or an overlap', () => {
    fc.assert(
      fc.property(level, timeframe, time, (one, frame, at) => {
        const start = cellStart(one, frame, at);
        const end = cellEnd(one, frame, start);
        expect(start).toBeLessThanOrEqual(at);
        expect(end).toBeGreaterThan(at);
        expect(cellStart(one, frame, start)).toBe(start);
        expect(cellStart(one, frame, end), 'the next begins where this one ends').toBe(end);
        expect(cellStart(one, frame, end - 1)).toBe(start);
      }),
    );
  });

  test('hold whole candles: none is shorter than a candle, and weeks begin on Monday', () => {
    fc.assert(
      fc.property(fc.constantFrom('day' as const, 'hour' as const), timeframe, time, (one, frame, at) => {
        const start = cellStart(one, frame, at);
        expect(cellEnd(one, frame, start) - start).toBeGreaterThanOrEqual(durationOf(frame));
      }),
    );
    expect(new Date(cellStart('day', '1w', Date.UTC(2026, 2, 5))).getUTCDay()).toBe(1);
  });

  test('become finer as one comes nearer, and each level is reached by its name', () => {
    for (const one of LEVELS) expect(levelFor(zoomOf(one))).toBe(one);
    const far = [2e9, 3e8, 1e7, 3e5].map(levelFor);
    expect(far).toEqual(['year', 'month', 'day', 'hour']);
  });
});

describe('tiles', () => {
  test('hold every moment in exactly one, and a span covers what it is for', () => {
    fc.assert(
      fc.property(unit, time, fc.integer({ min: 0, max: 4_000 * DAY }), (one, from, length) => {
        const index = tileIndex(one, from);
        expect(tileStart(one, index)).toBeLessThanOrEqual(from);
        expect(tileStart(one, index) + tileMs(one)).toBeGreaterThan(from);
        const { first, last } = tilesFor(one, from, from + length);
        expect(tileStart(one, first)).toBeLessThanOrEqual(from - 7 * DAY);
        expect(tileStart(one, last + 1)).toBeGreaterThan(from + length);
      }),
    );
  });

  test('are asked for from the middle outwards', () => {
    expect(fromTheMiddle({ unit: 'day', first: 3, last: 7 })).toEqual([5, 4, 6, 3, 7]);
    expect(tilesFor('hour', 0, 0).first, 'nothing is before 1970').toBe(0);
  });
});

describe('the view', () => {
  const view = fc.record({ from: time, msPerPx: fc.double({ min: HOUR / 40, max: 30 * DAY, noNaN: true }) });
  const x = fc.integer({ min: 0, max: 2_000 });

  test('keeps the moment under the pointer where it is while it zooms', () => {
    fc.assert(
      fc.property(view, x, fc.double({ min: 0.2, max: 5, noNaN: true }), (one, at, factor) => {
        const before = timeAt(one, at);
        const after = zoomAt(one, at, factor);
        expect(Math.abs(xAt(after, before) - at)).toBeLessThan(0.01);
      }),
    );
  });

  test('never loses what there is to see, however far it is panned', () => {
    const extent = { from: Date.UTC(2020, 0), until: Date.UTC(2026, 0) };
    fc.assert(
      fc.property(view, fc.integer({ min: -1e6, max: 1e6 }), (one, px) => {
        const kept = keepInside(pan(one, px), extent, 800);
        const [first, last] = [xAt(kept, extent.from), xAt(kept, extent.until)];
        expect(first, 'it begins before the right half ends').toBeLessThanOrEqual(680);
        expect(last, 'it ends inside or after the window').toBeGreaterThanOrEqual(679);
      }),
    );
  });

  test('shows all of an extent, and pans no more than it must', () => {
    const extent = { from: Date.UTC(2020, 0), until: Date.UTC(2026, 0) };
    const whole = viewOf(extent, 800);
    expect(xAt(whole, extent.from)).toBeCloseTo(8);
    expect(xAt(whole, extent.until)).toBeCloseTo(792);
    expect(reveal(whole, { from: extent.from, until: extent.from + DAY }, 800)).toBe(whole);
    const later = reveal(whole, { from: extent.until + 100 * DAY, until: extent.until + 101 * DAY }, 800);
    expect(timeAt(later, 800)).toBeCloseTo(extent.until + 101 * DAY, -3);
  });
});

describe('the marks of the axis', () => {
  test('stand in order, apart from each other, at every zoom and in both zones', () => {
    const zoom = fc.double({ min: HOUR / 48, max: 36 * DAY, noNaN: true });
    fc.assert(
      fc.property(time, zoom, fc.constantFrom('utc' as const, 'local' as const), (from, msPerPx, zone) => {
        const ticks = ticksFor(from, from + 900 * msPerPx, msPerPx, zone);
        for (let i = 1; i < ticks.length; i += 1) {
          // A month of 28 days, or a day of 23 hours, is a little shorter than its nominal length.
          expect((ticks[i]!.at - ticks[i - 1]!.at) / msPerPx).toBeGreaterThan(40);
        }
        expect(ticks.length).toBeLessThan(20);
      }),
    );
  });

  test('are named by the coarsest thing that begins there', () => {
    const ticks = ticksFor(Date.UTC(2025, 10, 20), Date.UTC(2026, 1, 10), (82 * DAY) / 900, 'utc');
    const named = ticks.map(({ at, unit }) => `${new Date(at).toISOString().slice(0, 10)} ${unit}`);
    expect(named).toContain('2025-12-01 month');
    expect(named).toContain('2026-01-01 year');
    expect(named).toContain('2026-01-11 day');
    expect(contextOf(ticks)).toBe('month');
  });
});

test('a cache of bounded size forgets what was used longest ago', () => {
  const cache = createLru<number, number>(3);
  for (const key of [1, 2, 3]) cache.set(key, key);
  cache.get(1);
  cache.peek(2);
  cache.set(4, 4);
  expect([1, 2, 3, 4].map((key) => cache.peek(key))).toEqual([1, undefined, 3, 4]);
  fc.assert(
    fc.property(fc.array(fc.nat(50)), (keys) => {
      const small = createLru<number, number>(7);
      for (const key of keys) small.set(key, key);
      expect(small.size).toBeLessThanOrEqual(7);
      const newest = [...new Set(keys.toReversed())].slice(0, 7);
      for (const key of newest) expect(small.peek(key)).toBe(key);
    }),
  );
});
