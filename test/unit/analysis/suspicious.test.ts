import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findFlatRuns, findJumps } from '../../../electron/analysis/suspicious.ts';
import { type CandleRow, candlesFromRows } from '../../../shared/domain/candle.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/domain/time.ts';
import { durationOf, type Timeframe } from '../../../shared/domain/timeframe.ts';

const candle = (minute: number, open: number, close: number, volume = 1): CandleRow => [
  minute * MINUTE,
  open,
  Math.max(open, close),
  Math.min(open, close),
  close,
  volume,
];

describe('price jumps', () => {
  const jumpsIn = (rows: CandleRow[], timeframe: Timeframe = '1m') =>
    findJumps(candlesFromRows(rows), timeframe, 0.1);

  it('are found from close to open, and say so', () => {
    expect(jumpsIn([candle(0, 100, 100), candle(1, 111, 105), candle(2, 105, 105)])).toEqual([
      { openTime: MINUTE, basis: 'close-open', before: 100, after: 111, change: 0.11, missing: 0 },
    ]);
  });

  it('are found from close to close, up and down', () => {
    const found = jumpsIn([candle(0, 100, 100), candle(1, 100, 111), candle(2, 111, 99)]);
    expect(found.map(({ basis, before, after }) => ({ basis, before, after }))).toEqual([
      { basis: 'close-close', before: 100, after: 111 },
      { basis: 'close-close', before: 111, after: 99 },
    ]);
  });

  it('of exactly the limit are not told', () => {
    expect(jumpsIn([candle(0, 100, 100), candle(1, 110, 110)])).toEqual([]);
  });

  it('over a hole say how many candles are missing in between', () => {
    expect(jumpsIn([candle(0, 100, 100), candle(8, 120, 120)])).toMatchObject([{ missing: 7 }]);
  });

  it('of daily candles are opens far from the close before, not days that moved', () => {
    const rows: CandleRow[] = [
      [0, 100, 100, 100, 100, 1],
      [DAY, 100, 130, 100, 130, 1],
      [2 * DAY, 150, 150, 150, 150, 1],
    ];
    expect(jumpsIn(rows, '1d')).toMatchObject([{ openTime: 2 * DAY, basis: 'close-open' }]);
  });
});

describe('flat runs', () => {
  const flat = (minute: number, price = 10): CandleRow => candle(minute, price, price, 0);
  const runsIn = (rows: CandleRow[], minutes: number, timeframe: Timeframe = '1m') =>
    findFlatRuns(candlesFromRows(rows), timeframe, minutes * MINUTE);

  it('are told from the limit on, with their first and last candle', () => {
    const rows = [candle(0, 10, 10), flat(1), flat(2), flat(3), candle(4, 10, 11), flat(5, 11), flat(6, 11)];
    expect(runsIn(rows, 3)).toEqual([{ from: MINUTE, to: 3 * MINUTE, candles: 3, price: 10 }]);
  });

  it('end where something was traded, the price moved, or a candle is missing', () => {
    const traded = [flat(0), candle(1, 10, 10, 1), flat(2)];
    const moved = [flat(0), flat(1, 11), flat(2, 11)];
    const missing = [flat(0), flat(2), flat(3)];
    expect([traded, moved, missing].map((rows) => runsIn(rows, 3))).toEqual([[], [], []]);
  });

  it('of an hour are one hourly candle', () => {
    expect(findFlatRuns(candlesFromRows([[HOUR, 5, 5, 5, 5, 0]]), '1h', 15 * MINUTE)).toMatchObject([
      { from: HOUR, to: HOUR, candles: 1 },
    ]);
  });

  it('are what a slow reference finds in random candles', () => {
    const cells = fc.array(fc.record({ price: fc.nat(1), volume: fc.nat(1), gap: fc.nat(4) }), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(cells, fc.integer({ min: 1, max: 6 }), (given, limit) => {
        let minute = 0;
        const rows = given.map(({ price, volume, gap }) => {
          minute += gap === 0 ? 2 : 1;
          return candle(minute, 10 + price, 10 + price, volume);
        });
        const expected: number[][] = [];
        let run: CandleRow[] = [];
        const close = (): void => {
          if (run.length >= limit) expected.push([run[0]![0], run.at(-1)![0], run.length]);
          run = [];
        };
        for (const row of rows) {
          const last = run.at(-1);
          const goesOn = last !== undefined && last[0] + durationOf('1m') === row[0] && last[4] === row[4];
          if (row[5] > 0 || !goesOn) close();
          if (row[5] === 0) run.push(row);
        }
        close();
        expect(runsIn(rows, limit).map(({ from, to, candles }) => [from, to, candles])).toEqual(expected);
      }),
    );
  });
});
