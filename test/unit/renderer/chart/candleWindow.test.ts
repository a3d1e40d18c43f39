import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holdsTime, mergeCandles, trimWindow } from '../../../../renderer/features/chart/candleWindow.ts';
import { candlesAt, isAscending, timesOf } from './rows.ts';

const times = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 120 });
const sorted = times.map((all) => [...new Set(all)].sort((a, b) => a - b));

describe('merging a page into what is held', () => {
  test('gives ascending times, each once, whatever order the page comes in', () => {
    fc.assert(
      fc.property(sorted, times, (held, page) => {
        const merged = timesOf(mergeCandles(candlesAt(held), candlesAt(page)));
        expect(isAscending(merged)).toBe(true);
        expect(new Set(merged).size).toBe(merged.length);
        const low = Math.min(...page);
        const high = Math.max(...page);
        const outside = held.filter((time) => page.length === 0 || time < low || time > high);
        expect(merged).toEqual([...new Set([...outside, ...page])].sort((a, b) => a - b));
      }),
    );
  });

  test('takes the newer answer where both have a candle, and its word for what is gone', () => {
    const merged = mergeCandles(candlesAt([10, 20, 30, 40], 1), candlesAt([20, 40], 7));
    expect(timesOf(merged)).toEqual([10, 20, 40]);
    expect([...merged.volume]).toEqual([1, 7, 7]);
    expect([...merged.close]).toEqual([11, 21, 41]);
  });
});

describe('trimming what is held', () => {
  const window = (all: readonly number[]) => ({ candles: candlesAt(all), isAtStart: true, isAtEnd: true });

  test('never keeps more than it may, keeps what is in sight, and knows what was cut', () => {
    const view = fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 20 }));
    fc.assert(
      fc.property(sorted, view, fc.integer({ min: 60, max: 90 }), (all, [from, width], most) => {
        const trimmed = trimWindow(window(all), from, from + width, most);
        const kept = timesOf(trimmed.candles);
        expect(kept.length).toBe(Math.min(all.length, most));
        expect(trimmed.isAtStart).toBe(kept[0] === all[0]);
        expect(trimmed.isAtEnd).toBe(kept.at(-1) === all.at(-1));
        const seen = all.filter((time) => time >= from && time < from + width);
        expect(seen.every((time) => kept.includes(time))).toBe(true);
      }),
    );
  });
});

test('a time is held inside the window, and beyond an end that is one', () => {
  const window = { candles: candlesAt([100, 200, 300]), isAtStart: true, isAtEnd: false };
  expect([50, 100, 250, 300, 301].map((time) => holdsTime(window, time))).toEqual([
    true,
    true,
    true,
    true,
    false,
  ]);
  expect(holdsTime(window, null)).toBe(false);
  expect(holdsTime({ ...window, isAtEnd: true }, null)).toBe(true);
});
