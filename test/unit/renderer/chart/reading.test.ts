import { describe, expect, test } from 'vitest';
import { countdownText } from '../../../../renderer/features/chart/countdown.ts';
import { gapBeside, missingOf, toneOf } from '../../../../renderer/features/chart/gapBands.ts';
import { parseLocal } from '../../../../renderer/features/chart/goToDate.ts';
import { inSight, rowAt } from '../../../../renderer/features/chart/legend.ts';
import { measureOf } from '../../../../renderer/features/chart/measure.ts';
import type { Gap } from '../../../../shared/domain/gap.ts';
import type { SeriesId } from '../../../../shared/domain/series.ts';
import { HOUR, MINUTE, SECOND } from '../../../../shared/domain/time.ts';
import { candlesAt } from './rows.ts';

const gap = (from: number, to: number, change: Partial<Gap> = {}): Gap => ({
  seriesId: 1 as SeriesId,
  exchange: 'bitget',
  symbol: 'BTCUSDT',
  timeframe: '1m',
  from,
  to,
  missing: (to - from) / 10 + 1,
  cause: 'not-downloaded',
  state: 'open',
  attempts: 0,
  evidence: null,
  batchId: null,
  alsoMissing: [],
  nextRetryAt: null,
  updatedAt: 0,
  ...change,
});

test('a measure counts bars, time, price and per cent, in both directions', () => {
  const at = (time: number, price: number) => ({ time, price });
  expect(measureOf({ from: at(0, 100), to: at(3 * HOUR, 110) }, HOUR)).toEqual({
    bars: 3,
    ms: 3 * HOUR,
    change: 10,
    share: 0.1,
  });
  expect(measureOf({ from: at(3 * HOUR, 100), to: at(0, 75) }, HOUR)).toMatchObject({
    bars: -3,
    share: -0.25,
  });
  expect(measureOf({ from: at(0, 0), to: at(0, 1) }, HOUR).share).toBeNull();
  // A press between two candles counts from the nearer one.
  expect(measureOf({ from: at(20 * MINUTE, 1), to: at(100 * MINUTE, 1) }, HOUR).bars).toBe(2);
});

test('the countdown reaches zero when the candle closes', () => {
  expect(countdownText(59 * SECOND)).toBe('00:59');
  expect(countdownText(1)).toBe('00:01');
  expect(countdownText(0)).toBe('00:00');
  expect(countdownText(3 * HOUR + 4 * MINUTE + 5 * SECOND)).toBe('3:04:05');
  expect(countdownText(50 * HOUR)).toBe('2d 02:00:00');
});

describe('what is missing', () => {
  test('is the ledger’s gaps, and the holes it does not know', () => {
    const missing = missingOf([gap(20, 30)], [0, 10, 40, 70], 10);
    expect(missing.map(({ from, to, candles, gap: known }) => [from, to, candles, known !== null])).toEqual([
      [20, 30, 2, true],
      [50, 60, 2, false],
    ]);
  });

  test('looks as what can be done about it', () => {
    expect(toneOf(gap(0, 0))).toBe('open');
    expect(toneOf(gap(0, 0, { cause: 'request-failed' }))).toBe('bad');
    expect(toneOf(gap(0, 0, { cause: 'exchange-empty', state: 'unconfirmed' }))).toBe('waiting');
    expect(toneOf(gap(0, 0, { cause: 'exchange-empty', state: 'confirmed-empty' }))).toBe('quiet');
    expect(toneOf(null)).toBe('quiet');
  });

  test('is visited one after the other, and round', () => {
    const gaps = [gap(10, 20), gap(50, 50), gap(90, 99)];
    expect(gapBeside(gaps, 15, 'next')?.from).toBe(50);
    expect(gapBeside(gaps, 95, 'next')?.from).toBe(10);
    expect(gapBeside(gaps, 45, 'previous')?.from).toBe(10);
    expect(gapBeside(gaps, 5, 'previous')?.from).toBe(90);
    expect(gapBeside([], 5, 'next')).toBeNull();
  });
});

test('the crosshair reads the candle it stands on, and none in a hole', () => {
  const candles = candlesAt([0, 10, 40]);
  expect([0, 4, 12, 20, 38, 60].map((time) => rowAt(candles, time, 10))).toEqual([0, 0, 1, null, 2, null]);
});

test('the summary tells the extremes of what is in sight', () => {
  expect(inSight(candlesAt([0, 10, 20, 30]), 5, 25)).toEqual({
    amount: 2,
    from: 10,
    to: 20,
    high: 22,
    low: 8,
    close: 21,
  });
  expect(inSight(candlesAt([0, 10]), 11, 99)).toBeNull();
});

test('a date is read in the zone that is shown', () => {
  expect(parseLocal('2026-03-01T15:00', 'utc')).toBe(Date.UTC(2026, 2, 1, 15));
  expect(parseLocal('2026-03-01T15:00', 'local')).toBe(new Date(2026, 2, 1, 15).getTime());
  expect(parseLocal('', 'utc')).toBeNull();
  expect(parseLocal('2026-02-30T00:00', 'local')).toBeNull();
});
