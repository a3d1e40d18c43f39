import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aggregateCandles } from '../../../electron/analysis/aggregate.ts';
import { compareCandles, SUM_TOLERANCE } from '../../../electron/analysis/compareCandles.ts';
import { type CandleRow, candleRows, candlesFromRows } from '../../../shared/domain/candle.ts';
import { durationOf, floorToGrid, TIMEFRAMES, type Timeframe } from '../../../shared/domain/timeframe.ts';
import { MONDAY } from '../../helpers/sampleCandles.ts';

type Pair = readonly [finer: Timeframe, coarser: Timeframe];

const PAIRS: readonly Pair[] = TIMEFRAMES.flatMap((coarser) =>
  TIMEFRAMES.filter(
    (finer) => durationOf(finer) < durationOf(coarser) && durationOf(coarser) % durationOf(finer) === 0,
  ).map((finer): Pair => [finer, coarser]),
).filter(([finer, coarser]) => durationOf(coarser) / durationOf(finer) <= 60);

/** One candle more or less per open time: values, whether it is there, and whether the venue confirmed that it is not. */
const cells = fc.array(
  fc.record({
    open: fc.integer({ min: 1, max: 99 }),
    close: fc.integer({ min: 1, max: 99 }),
    reach: fc.nat(9),
    volume: fc.nat(50),
    there: fc.integer({ min: 0, max: 9 }),
  }),
  { minLength: 40, maxLength: 200 },
);

/** What the exchanges do, bucket by bucket and slowly. */
function slowly(rows: readonly CandleRow[], empty: ReadonlySet<number>, [finer, coarser]: Pair): CandleRow[] {
  const step = durationOf(finer);
  const buckets = [...new Set(rows.map(([time]) => floorToGrid(coarser, time)))];
  return buckets.flatMap((bucket): CandleRow[] => {
    const under = rows.filter(([time]) => floorToGrid(coarser, time) === bucket);
    for (let time = bucket; time < bucket + durationOf(coarser); time += step) {
      if (!empty.has(time) && !under.some(([open]) => open === time)) return [];
    }
    const highs = under.map(([, , high]) => high);
    const lows = under.map(([, , , low]) => low);
    const volumes = under.reduce((sum, [, , , , , volume]) => sum + volume, 0);
    return [[bucket, under[0]![1], Math.max(...highs), Math.min(...lows), under.at(-1)![4], volumes]];
  });
}

describe('the aggregate of finer candles', () => {
  it('is what a slow reference makes of random candles with holes, for every pair of timeframes', () => {
    fc.assert(
      fc.property(cells, fc.constantFrom(...PAIRS), (given, pair) => {
        const step = durationOf(pair[0]);
        const rows: CandleRow[] = [];
        const empty: number[] = [];
        for (const [i, { open, close, reach, volume, there }] of given.entries()) {
          const time = MONDAY + i * step;
          if (there === 0) empty.push(time);
          else if (there > 1) {
            rows.push([time, open, Math.max(open, close) + reach, Math.min(open, close), close, volume]);
          }
        }
        const confirmed = empty.map((time) => ({ from: time, until: time + step }));
        const made = aggregateCandles(candlesFromRows(rows), pair[0], pair[1], confirmed);
        expect(candleRows(made.candles)).toEqual(slowly(rows, new Set(empty), pair));
      }),
    );
  });

  it('is refused where a finer candle would belong to two coarser ones', () => {
    expect(() => aggregateCandles(candlesFromRows([]), '4h', '6h')).toThrow(RangeError);
    expect(() => aggregateCandles(candlesFromRows([]), '1h', '1h')).toThrow(RangeError);
  });
});

describe('the comparison of stored candles with what they should be', () => {
  const row = (time: number, change: Partial<Record<1 | 2 | 3 | 4 | 5, number>> = {}): CandleRow =>
    Object.assign([time, 10, 12, 9, 11, 5] as [number, number, number, number, number, number], change);

  it('forgives no price, and of a volume the last digits of its sum only', () => {
    const stored = candlesFromRows([
      row(1),
      row(2, { 5: 5 + 1e-12 }),
      row(3, { 5: 5.001 }),
      row(4, { 2: 12.000001 }),
    ]);
    const expected = candlesFromRows([1, 2, 3, 4].map((time) => row(time)));
    const { compared, differences, unmatched } = compareCandles(stored, expected, SUM_TOLERANCE);
    expect({ compared, unmatched }).toEqual({ compared: 4, unmatched: [] });
    expect(differences).toEqual([
      { openTime: 3, field: 'volume', stored: 5.001, expected: 5, fields: ['volume'] },
      { openTime: 4, field: 'high', stored: 12.000001, expected: 12, fields: ['high'] },
    ]);
  });

  it('names what only one side has, and compares the rest', () => {
    const found = compareCandles(
      candlesFromRows([row(1), row(3), row(5)]),
      candlesFromRows([row(2), row(3)]),
      0,
    );
    expect(found).toEqual({ compared: 1, differences: [], unmatched: [1, 5] });
  });
});
