import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCellReader, lookOf, shareOf } from '../../../../renderer/features/heatmap/facts.ts';
import { extentOf, heatRows } from '../../../../renderer/features/heatmap/heatRows.ts';
import { cellEnd, cellStart } from '../../../../renderer/features/heatmap/levels.ts';
import { hasInk, mix, type Palette } from '../../../../renderer/features/heatmap/palette.ts';
import { paintCell, storedHeight } from '../../../../renderer/features/heatmap/pixels.ts';
import { packTile, type TileSource } from '../../../../renderer/features/heatmap/tiles.ts';
import { CELL_KINDS } from '../../../../shared/domain/coverageCells.ts';
import type { SeriesId } from '../../../../shared/domain/series.ts';
import { DAY, HOUR } from '../../../../shared/domain/time.ts';
import { cellsFor, manySeries } from '../../../helpers/heatData.ts';
import { sampleCoverage } from '../../../helpers/samples.ts';

const NOW = Date.UTC(2026, 10, 20);
const series = manySeries(14, 900, NOW);

const source: TileSource = (unit, index, seriesId) => {
  const bucketMs = unit === 'day' ? DAY : HOUR;
  const count = unit === 'day' ? 512 : 336;
  const from = index * count * bucketMs;
  const request = { seriesIds: [seriesId], from, bucketMs, count };
  return packTile(cellsFor(series, request).series[0]!.cells);
};

describe('a cell', () => {
  test('of a year or a month is the sum of its days', () => {
    const rows = heatRows(series, NOW);
    const day = fc.integer({ min: NOW - 900 * DAY, max: NOW });
    fc.assert(
      fc.property(fc.nat(13), day, fc.constantFrom('year' as const, 'month' as const), (i, at, level) => {
        const row = rows[i]!;
        const { timeframe } = row.series;
        const read = createCellReader(row, 'day', source);
        const start = cellStart(level, timeframe, at);
        const end = cellEnd(level, timeframe, start);
        let [candles, missing] = [0, 0];
        for (let one = start; one < end; one += DAY) {
          const facts = read(one, one + DAY)!;
          candles += facts.candles;
          missing += facts.missing;
        }
        expect(read(start, end)).toMatchObject({ candles, missing });
      }),
      { numRuns: 40 },
    );
  });

  test('is named by what it lacks most, and by nothing where nothing is due', () => {
    const look = (candles: number, missing: number, cause: 'rejected' | null) =>
      lookOf({ candles, missing, cause });
    expect(look(5, 0, null)).toBe('complete');
    expect(look(5, 1, 'rejected')).toBe('partly');
    expect(look(0, 1, 'rejected')).toBe('rejected');
    expect(look(0, 0, null)).toBe('outside');
    expect(shareOf({ candles: 0, missing: 0, cause: null })).toBeNull();
    expect(shareOf({ candles: 3, missing: 1, cause: 'rejected' })).toBe(0.75);
  });

  test('that nobody has asked for is missing, before the ledger and, once it is late, after it', () => {
    const [from, until] = [NOW - 5 * DAY, NOW - 2 * DAY];
    const one = sampleCoverage({ historyDays: 10, ledgerFrom: from, ledgerUntil: until, status: 'stale' });
    const nothing: TileSource = () => ({
      candles: new Uint32Array(512),
      missing: new Uint32Array(512),
      kind: new Uint8Array(512),
    });
    const at = (status: 'stale' | 'ok', start: number) => {
      const [row] = heatRows([{ ...one, status }], NOW);
      return createCellReader(row!, 'day', nothing)(start, start + DAY)!;
    };
    expect(at('stale', NOW - 8 * DAY)).toEqual({ candles: 0, missing: 24, cause: 'not-downloaded' });
    expect(at('stale', NOW - 4 * DAY).missing, 'the ledger answers for this day').toBe(0);
    expect(at('stale', NOW - DAY).missing).toBe(24);
    expect(at('ok', NOW - DAY).missing, 'what closed a moment ago is not missing yet').toBe(0);
    expect(at('stale', NOW - 20 * DAY).missing, 'nobody wants it').toBe(0);
  });
});

test('rows carry the name of their symbol once, and the extent begins with the earliest of them', () => {
  const rows = heatRows(series, NOW);
  expect(rows.filter(({ isHead }) => isHead)).toHaveLength(2);
  expect(extentOf(rows, NOW).from).toBe(Math.min(...series.map(({ ledgerFrom }) => ledgerFrom ?? NOW)));
  expect(extentOf([], NOW)).toEqual({ from: NOW - DAY, until: NOW + DAY });
});

describe('what is painted', () => {
  const plain = (color: number) => ({ size: 1, pixels: Uint32Array.of(color) });
  const fills = Object.fromEntries([...CELL_KINDS, 'loading'].map((name, i) => [name, plain(i + 1)]));
  const palette = { fills, ramp: [101, 102] } as unknown as Palette;
  const [width, height] = [4, 20];
  const box = { x0: 0, x1: width, y0: 0, y1: height };
  const paint = (candles: number, missing: number, cause: 'request-failed' | null): number[] => {
    const words = new Uint32Array(width * height);
    paintCell({ words, width, height, originX: 7 }, box, { candles, missing, cause }, palette);
    return [...words];
  };

  test('is one colour where all is there, the cause where nothing is, and empty where nothing is due', () => {
    expect(new Set(paint(9, 0, null))).toEqual(new Set([1]));
    expect(new Set(paint(0, 9, 'request-failed'))).toEqual(
      new Set([CELL_KINDS.indexOf('request-failed') + 1]),
    );
    expect(new Set(paint(0, 0, null))).toEqual(new Set([0]));
  });

  test('never hides a single missing candle, nor a single stored one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 525_600 }),
        fc.integer({ min: 1, max: 525_600 }),
        (there, not) => {
          const painted = paint(there, not, 'request-failed');
          expect(painted.filter((word) => word === 3).length).toBeGreaterThanOrEqual(2 * width);
          expect(painted.filter((word) => word > 100).length).toBeGreaterThanOrEqual(2 * width);
        },
      ),
    );
    expect(storedHeight(0.5, 20)).toBe(10);
  });

  test('has a hatch of its own for each cause', () => {
    const hatches = ['plain', 'dots', 'rising', 'falling', 'lines', 'cross'] as const;
    const drawn = hatches.map((hatch) =>
      Array.from({ length: 64 }, (_, i) => (hasInk(hatch, i % 8, Math.floor(i / 8), 8, 2) ? '#' : '.')).join(
        '',
      ),
    );
    expect(new Set(drawn).size).toBe(hatches.length);
  });

  test('mixes colours channel by channel', () => {
    expect(mix(0xff000000, 0xff0000ff, 0.5)).toBe(0xff000080);
    expect(mix(0xff102030, 0xffffffff, 0)).toBe(0xff102030);
  });
});

test('a series the source does not know yet is loading, not empty', () => {
  const [row] = heatRows([sampleCoverage({ id: 99 as SeriesId })], NOW);
  expect(createCellReader(row!, 'day', () => null)(NOW - DAY, NOW)).toBeNull();
});
