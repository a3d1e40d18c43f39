import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aggregateCandles } from '../../../electron/analysis/aggregate.ts';
import { alignRows, pick, UNKNOWN } from '../../../electron/analysis/align.ts';
import { formingCandles } from '../../../electron/analysis/forming.ts';
import { judgeLeaks } from '../../../electron/analysis/leakTest.ts';
import { type CandleRow, candlesFromRows } from '../../../shared/domain/candle.ts';
import { MINUTE } from '../../../shared/domain/time.ts';
import { durationOf, floorToGrid, type Timeframe } from '../../../shared/domain/timeframe.ts';

const JOINED: readonly Timeframe[] = ['1m', '5m', '15m', '1h'];

/** Open times of one timeframe with random holes, from zero on. */
const opens = (timeframe: Timeframe, hours: number) =>
  fc
    .array(fc.boolean(), {
      minLength: (hours * 60 * MINUTE) / durationOf(timeframe),
      maxLength: (hours * 60 * MINUTE) / durationOf(timeframe),
    })
    .map((there) => Float64Array.from(there.flatMap((is, i) => (is ? [i * durationOf(timeframe)] : []))));

/** What DESIGN.md says, word by word and slowly: the last candle that has closed by then, if it is there. */
function slowly(base: Timeframe, open: number, joined: Timeframe, joinedOpen: Float64Array): number {
  const close = open + durationOf(base);
  let newest = floorToGrid(joined, open);
  while (newest + durationOf(joined) > close) newest -= durationOf(joined);
  while (newest + 2 * durationOf(joined) <= close) newest += durationOf(joined);
  return joinedOpen.indexOf(newest);
}

describe.each(JOINED)('joining %s to 1m', (joined) => {
  it('shows the last closed candle of every row, or nothing where that one is missing', () => {
    fc.assert(
      fc.property(opens('1m', 3), opens(joined, 3), (base, joinedOpen) => {
        const rows = alignRows('1m', base, joined, joinedOpen);
        expect([...rows]).toEqual([...base].map((open) => slowly('1m', open, joined, joinedOpen)));
      }),
      { numRuns: 50 },
    );
  });
});

it('a coarser base sees the newest finer candle, the one that closes with it', () => {
  const fine = Float64Array.from({ length: 60 }, (_, i) => i * MINUTE);
  expect([...alignRows('15m', Float64Array.of(0, 15 * MINUTE), '1m', fine)]).toEqual([14, 29]);
});

it('an empty cell stays empty', () => {
  expect([...pick(Float64Array.of(7), Int32Array.of(UNKNOWN, 0))]).toEqual([Number.NaN, 7]);
});

const walk = fc
  .array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.nat(5), fc.nat(5), fc.boolean()), {
    minLength: 40,
    maxLength: 80,
  })
  .map((steps) => {
    let price = 1_000;
    return steps.flatMap(([step, up, down, isThere], i): CandleRow[] => {
      const open = price;
      price += step;
      const row: CandleRow = [
        i * MINUTE,
        open,
        Math.max(open, price) + up,
        Math.min(open, price) - down,
        price,
        up,
      ];
      return isThere || i % 3 === 0 ? [row] : [];
    });
  });

it('the forming candle of the last base candle of a bucket is the closed one', () => {
  fc.assert(
    fc.property(walk, (rows) => {
      const base = candlesFromRows(rows);
      const forming = formingCandles(base, '1m', '5m');
      const { candles } = aggregateCandles(base, '1m', '5m');
      for (const [k, open] of candles.openTime.entries()) {
        const i = base.openTime.indexOf(open + 4 * MINUTE);
        expect(forming.high[i]).toBe(candles.high[k]);
        expect(forming.volume[i]).toBe(candles.volume[k]);
        expect([forming.open[i], forming.low[i], forming.close[i]]).toEqual([
          candles.open[k],
          candles.low[k],
          candles.close[k],
        ]);
      }
    }),
  );
});

it('the forming candle is unknown from the first hole of its bucket on', () => {
  const rows = [0, 1, 3, 4, 5].map((minute): CandleRow => [minute * MINUTE, 1, 2, 1, 2, 1]);
  const forming = formingCandles(candlesFromRows(rows), '1m', '5m');
  expect([...forming.volume]).toEqual([1, 2, Number.NaN, Number.NaN, 1]);
});

describe('the leak test', () => {
  const price = Float64Array.from({ length: 50 }, (_, i) => 100 + ((i * 37) % 11));
  const honest = price.map((_, i) => (i === 0 ? Number.NaN : price[i]! / price[i - 1]! - 1));
  const leaking = price.map((_, i) => price[Math.min(i + 1, 49)]!);
  const rows = [0, 7, 13, 29, 48];

  it('passes a column that knows only the past, NaN included', () => {
    const verdicts = judgeLeaks(
      new Map([['returns', honest]]),
      rows,
      (row) => new Map([['returns', honest[row]!]]),
    );
    expect(verdicts).toEqual([{ column: 'returns', passed: true, rows: 5, offence: null }]);
  });

  it('names the first row at which a column knew one candle too much', () => {
    const asKnown = (row: number) => new Map([['next', price[row]!]]);
    const [verdict] = judgeLeaks(new Map([['next', leaking]]), rows, asKnown);
    expect(verdict).toMatchObject({
      passed: false,
      offence: { row: 0, inFrame: price[1], asKnown: price[0] },
    });
  });
});
