import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeAt, timeAt } from '../../../../renderer/charts/axis.ts';
import { type Band, bandPixels, placeBands } from '../../../../renderer/charts/bands.ts';
import { drawnAt } from '../../../../renderer/charts/candleData.ts';
import { placesOf } from '../../../../renderer/charts/whitespace.ts';
import { MINUTE } from '../../../../shared/domain/time.ts';
import { candlesAt, isAscending } from './rows.ts';

const grid = fc
  .array(fc.integer({ min: 0, max: 300_000 }), { minLength: 1, maxLength: 400 })
  .map((all) => [...new Set(all)].sort((a, b) => a - b).map((n) => n * MINUTE));

describe('the places of the chart', () => {
  test('ascend, hold every candle, and stay bounded whatever is missing', () => {
    fc.assert(
      fc.property(grid, (times) => {
        const places = placesOf(times, MINUTE);
        expect(isAscending(places)).toBe(true);
        expect(places.length).toBeLessThanOrEqual(times.length + 6_000);
        expect(places.every((place) => place % MINUTE === 0)).toBe(true);
        const known = new Set(places);
        expect(times.every((time) => known.has(time))).toBe(true);
      }),
    );
  });

  test('show a quiet hour minute by minute, and break three months to two dozen places', () => {
    expect(placesOf([0, 61 * MINUTE], MINUTE)).toHaveLength(62);
    expect(placesOf([0, 130_000 * MINUTE], MINUTE)).toHaveLength(26);
  });

  test('are never more than one for each hole when thousands of them are long', () => {
    const times = Array.from({ length: 5_000 }, (_, i) => i * 1_000 * MINUTE);
    expect(placesOf(times, MINUTE).length).toBeLessThanOrEqual(11_000);
  });

  test('lead from a time to its place and back', () => {
    fc.assert(
      fc.property(grid, fc.integer({ min: -1_000, max: 301_000 }), (times, minute) => {
        const axis = { times: placesOf(times, MINUTE), duration: MINUTE };
        const time = minute * MINUTE;
        expect(timeAt(axis, placeAt(axis, time))).toBeCloseTo(time, 3);
      }),
    );
  });
});

test('the library gets a candle where there is one and nothing where there is none', () => {
  const { candles, volume } = drawnAt([0, 1_000, 2_000], candlesAt([0, 2_000]));
  expect(candles).toEqual([
    { time: 0, open: 0, high: 2, low: -2, close: 1 },
    { time: 1 },
    { time: 2, open: 2_000, high: 2_002, low: 1_998, close: 2_001 },
  ]);
  expect(volume.map(({ time }) => time)).toEqual([0, 2]);
});

describe('the shading of what is missing', () => {
  const band = (from: number, to: number): Band => ({ from, to, tone: 'open', label: '' });
  const place = (times: readonly number[], bands: readonly Band[]) =>
    placeBands({ times: placesOf(times, 10), duration: 10 }, bands);

  test('covers its places to their edges, and is no break where it is drawn to time', () => {
    expect(place([0, 10, 50, 60], [band(20, 40)])).toMatchObject([
      { left: 1.5, right: 4.5, isBroken: false },
    ]);
  });

  test('is a break where the axis is shorter than the time', () => {
    const [placed] = place([0, 10_000_000], [band(10, 9_999_990)]);
    expect(placed).toMatchObject({ isBroken: true });
    expect(placed!.right - placed!.left).toBeLessThan(26);
  });

  test('goes on beyond the first and the last candle, as far as can be scrolled', () => {
    expect(place([100, 110], [band(0, 90), band(120, 500)])).toMatchObject([
      { left: -10.5, right: -0.5, isBroken: false },
      { left: 1.5, right: 40.5, isBroken: false },
    ]);
    expect(place([10 ** 9, 10 ** 9 + 10], [band(0, 50)])).toEqual([]);
  });

  test('is drawn at least a pixel wide, cut at the edges, and not at all out of sight', () => {
    const toX = (at: number): number => at * 10;
    expect(bandPixels({ left: 2, right: 4 }, toX, 100)).toEqual({ x: 20, width: 20 });
    expect(bandPixels({ left: 2, right: 2.01 }, toX, 100)).toEqual({ x: 20, width: 1 });
    expect(bandPixels({ left: -5, right: 3 }, toX, 100)).toEqual({ x: 0, width: 30 });
    expect(bandPixels({ left: 8, right: 30 }, toX, 100)).toEqual({ x: 80, width: 20 });
    expect(bandPixels({ left: -9, right: -2 }, toX, 100)).toBeNull();
    expect(bandPixels({ left: 11, right: 12 }, toX, 100)).toBeNull();
  });
});
