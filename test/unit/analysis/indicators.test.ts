import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INDICATORS } from '../../../electron/analysis/indicators/catalog.ts';
import { columnsOf, computeIndicator } from '../../../electron/analysis/indicators/compute.ts';
import { type CandleRow, candlesFromRows, sliceCandles } from '../../../shared/domain/candle.ts';
import { INDICATOR_NAMES, type IndicatorName } from '../../../shared/domain/frame.ts';
import { HOUR } from '../../../shared/domain/time.ts';

/** Periods small enough that a short series gets past every warm-up. */
const SMALL: Readonly<Record<IndicatorName, readonly number[]>> = {
  sma: [4],
  ema: [4],
  rsi: [4],
  macd: [3, 5, 3],
  atr: [4],
  bb: [4, 2],
  adx: [3],
  donchian: [4],
  stoch: [4, 2, 2],
  supertrend: [3, 2],
  vwap: [],
  obv: [],
};

const bars = fc
  .array(
    fc.record({
      step: fc.integer({ min: -50, max: 50 }),
      up: fc.nat(20),
      down: fc.nat(20),
      volume: fc.nat(9),
    }),
    {
      minLength: 30,
      maxLength: 60,
    },
  )
  .map((steps) => {
    let price = 10_000;
    return steps.map(({ step, up, down, volume }, i): CandleRow => {
      const open = price;
      price += step;
      return [i * HOUR, open, Math.max(open, price) + up, Math.min(open, price) - down, price, volume];
    });
  });

describe.each(INDICATOR_NAMES)('%s', (name) => {
  const spec = { name, params: SMALL[name] };

  it('knows nothing of the rows after: cut anywhere, the rows before stay as they were', () => {
    fc.assert(
      fc.property(bars, fc.nat(), (rows, at) => {
        const candles = candlesFromRows(rows);
        const cut = 1 + (at % rows.length);
        const whole = computeIndicator(spec, candles);
        const part = computeIndicator(spec, sliceCandles(candles, 0, cut));
        expect(part).toEqual(whole.map((column) => column.slice(0, cut)));
      }),
    );
  });

  it('has its first value exactly after its lookback', () => {
    fc.assert(
      fc.property(bars, (rows) => {
        const traded = rows.map((row) => row.with(5, 1) as unknown as CandleRow);
        const columns = computeIndicator(spec, candlesFromRows(traded));
        const begins = columns.map((column) => column.findIndex((value) => !Number.isNaN(value)));
        expect(Math.max(...begins)).toBe(INDICATORS[name].lookback(spec.params) - 1);
      }),
    );
  });

  it('gives the forming candle its value without being changed by it', () => {
    fc.assert(
      fc.property(bars, (rows) => {
        const stream = INDICATORS[name].start(spec.params);
        const width = columnsOf(spec).length;
        const seen: Float64Array[] = [];
        for (const [openTime, open, high, low, close, volume] of rows) {
          const bar = { openTime, open, high, low, close, volume };
          stream.copy().next({ ...bar, close: high, volume: volume + 1 }, new Float64Array(width));
          const out = new Float64Array(width);
          stream.next(bar, out);
          seen.push(out);
        }
        const batch = computeIndicator(spec, candlesFromRows(rows));
        expect(seen).toEqual(rows.map((_, i) => Float64Array.from(batch, (column) => column[i]!)));
      }),
    );
  });

  it('says nothing at a hole', () => {
    fc.assert(
      fc.property(bars, (rows) => {
        const hole = rows.with(20, [20 * HOUR, Number.NaN, Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
        const columns = computeIndicator(spec, candlesFromRows(hole));
        expect(columns.every((column) => Number.isNaN(column[20]!))).toBe(true);
      }),
    );
  });
});

const RECURSIVE: ReadonlySet<IndicatorName> = new Set([
  'ema',
  'rsi',
  'macd',
  'atr',
  'adx',
  'supertrend',
  'obv',
  'vwap',
]);

it.each(INDICATOR_NAMES.filter((name) => !RECURSIVE.has(name)))(
  '%s is the same to the last bit wherever the series begins',
  (name) => {
    fc.assert(
      fc.property(bars, fc.integer({ min: 1, max: 12 }), (rows, skipped) => {
        const spec = { name, params: SMALL[name] };
        const whole = computeIndicator(spec, candlesFromRows(rows));
        const later = computeIndicator(spec, candlesFromRows(rows.slice(skipped)));
        const warm = INDICATORS[name].lookback(spec.params) - 1;
        expect(later.map((column) => column.slice(warm))).toEqual(
          whole.map((column) => column.slice(skipped + warm)),
        );
      }),
    );
  },
);

it('a mean after a hole begins its warm-up anew instead of joining both sides', () => {
  const rows = [1, 2, 3, Number.NaN, 10, 20, 30].map(
    (close, i): CandleRow => [i, close, close, close, close, 1],
  );
  const [sma] = computeIndicator({ name: 'sma', params: [3] }, candlesFromRows(rows));
  expect([...sma!]).toEqual([Number.NaN, Number.NaN, 2, Number.NaN, Number.NaN, Number.NaN, 20]);
});

it('the session average begins anew at midnight UTC', () => {
  const at = (hour: number, price: number, volume: number): CandleRow => [
    hour * HOUR,
    price,
    price,
    price,
    price,
    volume,
  ];
  const [vwap] = computeIndicator(
    { name: 'vwap', params: [] },
    candlesFromRows([at(22, 10, 1), at(23, 20, 3), at(24, 30, 1), at(25, 50, 1)]),
  );
  expect([...vwap!]).toEqual([10, 17.5, 30, 40]);
});

it('names the columns as the seeds do, and tells other parameters apart', () => {
  expect(columnsOf({ name: 'sma', params: [200] })).toEqual(['sma_200']);
  expect(columnsOf({ name: 'bb', params: [20, 2] })).toEqual(['bb_upper', 'bb_middle', 'bb_lower']);
  expect(columnsOf({ name: 'macd', params: [5, 35, 5] })).toEqual([
    'macd_line_5_35_5',
    'macd_signal_5_35_5',
    'macd_hist_5_35_5',
  ]);
});
