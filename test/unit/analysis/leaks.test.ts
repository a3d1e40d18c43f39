import { describe, expect, it } from 'vitest';
import { aggregateCandles } from '../../../electron/analysis/aggregate.ts';
import { buildFrame, type Frame, type FrameColumn } from '../../../electron/analysis/frame/build.ts';
import { testForLeaks } from '../../../electron/analysis/frame/leaks.ts';
import { type FramePlan, planFrame } from '../../../electron/analysis/frame/plan.ts';
import { type FrameMaterial, sourcesOf } from '../../../electron/analysis/frame/sources.ts';
import { type CandleColumns, candleAt, candlesFromRows } from '../../../shared/domain/candle.ts';
import type { FrameSpec } from '../../../shared/domain/frame.ts';
import { MINUTE } from '../../../shared/domain/time.ts';
import { MONDAY, sampleCandles } from '../../helpers/sampleCandles.ts';

const SPEC: FrameSpec = {
  exchange: 'bitget',
  symbol: 'ETHUSDT',
  base: '1m',
  joins: [{ timeframe: '5m' }, { timeframe: '1h' }],
  indicators: [
    { name: 'sma', params: [20] },
    { name: 'ema', params: [12] },
    { name: 'obv', params: [] },
    { name: 'vwap', params: [] },
    { name: 'rsi', params: [14], timeframe: '1h' },
  ],
  features: [{ name: 'returns_5' }, { name: 'market_beta_60' }, { name: 'sector_momentum_20' }],
  availableAt: true,
  forming: true,
  fill: true,
  keepWarmup: false,
};

const withHoles = (candles: CandleColumns, every: number): CandleColumns =>
  candlesFromRows(
    Array.from({ length: candles.openTime.length }, (_, i) => i)
      .filter((i) => i % every !== every - 1)
      .map((i) => candleAt(candles, i)),
  );

const walk = sampleCandles(MONDAY, MINUTE, 6_000, 3);
const key = (symbol: string, timeframe: '1m' | '5m' | '1h') => ({
  exchange: 'bitget' as const,
  symbol,
  timeframe,
});
const material: FrameMaterial = {
  series: [
    { series: key('ETHUSDT', '1m'), candles: withHoles(walk, 97) },
    { series: key('ETHUSDT', '5m'), candles: withHoles(aggregateCandles(walk, '1m', '5m').candles, 41) },
    { series: key('ETHUSDT', '1h'), candles: aggregateCandles(walk, '1m', '1h').candles },
    { series: key('BTCUSDT', '1m'), candles: withHoles(sampleCandles(MONDAY, MINUTE, 6_000, 4), 89) },
    { series: key('SOLUSDT', '1m'), candles: sampleCandles(MONDAY, MINUTE, 6_000, 5) },
  ],
  beside: [{ of: key('ETHUSDT', '1m'), market: key('BTCUSDT', '1m'), sector: [key('SOLUSDT', '1m')] }],
};

const plan: FramePlan = planFrame(SPEC);
const frame = buildFrame(plan, sourcesOf(material));
const test = (tested: Frame) => testForLeaks(tested, plan, material, { rows: 150, seed: 11 });

/** The frame with one column made differently. */
const planted = (name: string, change: (column: FrameColumn) => Partial<FrameColumn>): Frame => ({
  ...frame,
  columns: frame.columns.map((column) => (column.name === name ? { ...column, ...change(column) } : column)),
});

const failedIn = (tested: Frame): string[] =>
  test(tested)
    .columns.filter(({ passed }) => !passed)
    .map(({ column }) => column);

describe('the leak test', () => {
  it('passes every column of a frame that knows nothing of the future', () => {
    const report = test(frame);
    expect(report.columns.filter(({ passed }) => !passed)).toEqual([]);
    expect(report).toMatchObject({ passed: true, rows: 150, seed: 11 });
    expect(report.columns.map(({ column }) => column)).toEqual(frame.columns.map(({ name }) => name));
  });

  it('is the same for the same seed', () => {
    expect(test(frame)).toEqual(test(frame));
  });

  it('catches a leak of one candle, with the first row that knew too much', () => {
    const leaky = planted('sma_20', ({ values }) => ({
      values: values.map((_, i) => values[i + 1] ?? Number.NaN),
    }));
    const report = test(leaky);
    expect(report.passed).toBe(false);
    expect(report.columns.filter(({ passed }) => !passed)).toMatchObject([{ column: 'sma_20' }]);
    const { offence } = report.columns.find(({ column }) => column === 'sma_20')!;
    const column = frame.columns.find(({ name }) => name === 'sma_20')!;
    const row = offence!.row + frame.first;
    expect(offence).toMatchObject({
      openTime: frame.openTime[row],
      inFrame: column.values[row + 1],
      asKnown: column.values[row],
    });
  });

  it('catches a merge that takes the candle still open, as an as-of merge on open times does', () => {
    const hours = material.series[2]!.candles.openTime;
    const leaky = planted('1h_close', () => {
      let at = -1;
      const rows = Int32Array.from(frame.openTime, (time) => {
        while (at + 1 < hours.length && hours[at + 1]! <= time) at += 1;
        return at;
      });
      return { rows };
    });
    expect(failedIn(leaky)).toEqual(['1h_close']);
  });

  it('catches a merge that lets an older candle stand in for one that is missing', () => {
    const leaky = planted('5m_close', ({ rows }) => {
      let last = -1;
      return {
        rows: rows!.map((row) => {
          last = row === -1 ? last : row;
          return last;
        }),
      };
    });
    const all = testForLeaks(leaky, plan, material, { rows: 1_000, seed: 2 });
    const [failed] = all.columns.filter(({ passed }) => !passed);
    expect(failed).toMatchObject({ column: '5m_close', offence: { asKnown: null } });
  });

  it('catches a normalisation that has seen the whole column', () => {
    const leaky = planted('close', ({ values }) => {
      const highest = Math.max(...values);
      return { values: values.map((value) => value / highest) };
    });
    expect(failedIn(leaky)).toEqual(['close']);
  });
});
