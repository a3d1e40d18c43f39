import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rangeText } from '../../../../renderer/features/heatmap/describeCell.ts';
import { heatRows } from '../../../../renderer/features/heatmap/heatRows.ts';
import { commandFor } from '../../../../renderer/features/heatmap/keys.ts';
import {
  downloadRequests,
  isSelected,
  rectangle,
  selectedRows,
  selectedStretches,
} from '../../../../renderer/features/heatmap/selection.ts';
import { sumOf, toText } from '../../../../renderer/features/heatmap/selectionText.ts';
import { createFormatters } from '../../../../renderer/format/formatters.ts';
import { calls } from '../../../../shared/contract/calls.ts';
import { DAY } from '../../../../shared/domain/time.ts';
import { manySeries } from '../../../helpers/heatData.ts';

const NOW = Date.UTC(2026, 10, 20, 12);
const series = manySeries(28, 900, NOW);
const rows = heatRows(series, NOW);
const ref = (row: number, daysAgo: number) => ({ seriesId: series[row]!.id, at: NOW - daysAgo * DAY });

describe('a selection', () => {
  const corner = fc.tuple(fc.nat(27), fc.nat(800));

  test('is the same from whichever corner it is drawn, in whole cells', () => {
    fc.assert(
      fc.property(corner, corner, ([r1, d1], [r2, d2]) => {
        const one = rectangle(rows, 'day', ref(r1, d1), ref(r2, d2))!;
        expect(rectangle(rows, 'day', ref(r2, d2), ref(r1, d1))).toEqual(one);
        expect(one.from).toBeLessThanOrEqual(NOW - Math.max(d1, d2) * DAY);
        expect(one.until).toBeGreaterThan(NOW - Math.min(d1, d2) * DAY);
        expect(selectedRows(rows, one)).toHaveLength(Math.abs(r1 - r2) + 1);
      }),
    );
  });

  test('asks to download exactly the series it holds, each once, in requests the contract takes', () => {
    fc.assert(
      fc.property(corner, corner, ([r1, d1], [r2, d2]) => {
        const selection = rectangle(rows, 'day', ref(r1, d1), ref(r2, d2))!;
        const requests = downloadRequests(rows, selection, NOW);
        const asked = requests.flatMap(({ exchange, symbols, timeframes }) =>
          symbols.flatMap((symbol) => timeframes.map((timeframe) => `${exchange} ${symbol} ${timeframe}`)),
        );
        const held = selectedRows(rows, selection).map(
          ({ series: one }) => `${one.exchange} ${one.symbol} ${one.timeframe}`,
        );
        expect(asked.toSorted()).toEqual(held.toSorted());
        for (const request of requests) {
          expect(calls['backfill.start'].request.safeParse(request).success).toBe(true);
          expect(request.until).toBeLessThanOrEqual(NOW);
        }
      }),
    );
  });

  test('of whole symbols is one request per exchange', () => {
    const selection = rectangle(rows, 'day', ref(0, 9), ref(27, 2))!;
    const requests = downloadRequests(rows, selection, NOW);
    expect(requests.map(({ exchange }) => exchange)).toEqual(['bitget', 'binance']);
    expect(requests[0]).toMatchObject({ symbols: ['BTCUSDT', 'ETHUSDT'], from: selection.from });
  });

  test('asks again where there are gaps, and for nothing in the future', () => {
    const selection = rectangle(rows, 'day', ref(0, 9), ref(4, 2))!;
    const stretches = selectedStretches(rows, selection, NOW);
    expect(stretches.map(({ seriesId }) => seriesId)).toEqual(
      selectedRows(rows, selection).map((row) => row.series.id),
    );
    expect(stretches.every(({ from, until }) => from === selection.from && until <= NOW)).toBe(true);
    const future = { ...selection, from: NOW + DAY, until: NOW + 2 * DAY };
    expect([downloadRequests(rows, future, NOW), selectedStretches(rows, future, NOW)]).toEqual([[], []]);
  });

  test('knows which cells it holds', () => {
    const selection = rectangle(rows, 'day', ref(1, 5), ref(3, 2))!;
    expect(isSelected(rows, selection, ref(2, 3))).toBe(true);
    expect(isSelected(rows, selection, ref(4, 3)), 'another row').toBe(false);
    expect(isSelected(rows, selection, ref(2, 9)), 'another day').toBe(false);
  });

  test('is copied as a table, and what is not known yet is left open', () => {
    const all = [
      { name: 'bitget BTCUSDT 1h', candles: 20, missing: 4 },
      { name: 'bitget BTCUSDT 4h', candles: null, missing: null },
    ];
    const text = toText(['Series', 'From', 'Until', 'Candles', 'Missing'], all, { from: 'a', until: 'b' });
    expect(text.split('\n')).toEqual([
      'Series\tFrom\tUntil\tCandles\tMissing',
      'bitget BTCUSDT 1h\ta\tb\t20\t4',
      'bitget BTCUSDT 4h\ta\tb\t\t',
    ]);
    expect(sumOf(all.slice(0, 1), 'candles')).toBe(20);
    expect(sumOf(all, 'candles')).toBeNull();
  });
});

test('a cell is told in as few characters as say it', () => {
  const utc = createFormatters('en', 'utc');
  const stretch = (from: number, length: number) => ({ from, until: from + length });
  const day = Date.UTC(2026, 2, 1);
  expect(rangeText(utc, 'year', { from: Date.UTC(2026, 0), until: Date.UTC(2027, 0) })).toBe('2026');
  expect(rangeText(utc, 'month', { from: day, until: Date.UTC(2026, 3) })).toBe('2026-03');
  expect(rangeText(utc, 'day', stretch(day, DAY))).toBe('2026-03-01');
  expect(rangeText(utc, 'hour', stretch(day, 3_600_000))).toBe('2026-03-01 00:00 – 01:00');
  expect(rangeText(utc, 'day', stretch(day, 7 * DAY))).toBe('2026-03-01 00:00 – 2026-03-08 00:00');
});

test('every key does what it does on a chart, and the others are left to the window', () => {
  const press = (key: string, held: Partial<Record<'shiftKey' | 'ctrlKey' | 'altKey', boolean>> = {}) =>
    commandFor({ key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...held });
  expect(press('ArrowLeft')).toEqual({ do: 'move', cells: -1, rows: 0, isExtending: false });
  expect(press('ArrowDown', { shiftKey: true })).toMatchObject({ rows: 1, isExtending: true });
  expect(press('+', { shiftKey: true })).toMatchObject({ do: 'zoom' });
  expect(press('ArrowRight', { ctrlKey: true })).toEqual({ do: 'pan', share: 0.5 });
  expect(press('c', { ctrlKey: true })).toEqual({ do: 'copy' });
  expect(press('k', { ctrlKey: true }), "the frame's").toBeNull();
  expect(press('ArrowLeft', { altKey: true }), "the frame's").toBeNull();
  expect(press('Tab')).toBeNull();
});
