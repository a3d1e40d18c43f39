import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, MINUTE, WEEK } from '../../../shared/domain/time.ts';
import { durationOf, TIMEFRAMES } from '../../../shared/domain/timeframe.ts';
import { contractOf } from '../../exchange/contracts.ts';
import { openOf, utc8Grid, utcGrid } from '../../exchange/market/grid.ts';
import { createGenerator } from '../../exchange/source/generator.ts';
import type { CandleSource, Ohlcv } from '../../exchange/source/ohlcv.ts';

const FROM = Date.parse('2020-01-01T00:00:00Z');
const UNTIL = Date.parse('2027-01-01T00:00:00Z');

/** Adds up finer candles as a downloader would, with nothing but max, min and plus. */
function addUp(source: CandleSource, from: number, until: number, step: number): Ohlcv {
  const parts: Ohlcv[] = [];
  for (let open = from; open < until; open += step) parts.push(source.traded(open, open + step)!);
  return {
    open: parts[0]!.open,
    high: Math.max(...parts.map((part) => part.high)),
    low: Math.min(...parts.map((part) => part.low)),
    close: parts.at(-1)!.close,
    volume: parts.reduce((sum, part) => sum + part.volume, 0),
  };
}

describe('generated candles', () => {
  test('aggregate exactly from minutes to every timeframe, in UTC and in UTC+8', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('BTCUSDT', 'XRPUSDT', 'LINKUSDT', 'UNHEARDUSDT'),
        fc.constantFrom(...TIMEFRAMES),
        fc.boolean(),
        fc.integer({ min: FROM, max: UNTIL }),
        fc.integer({ min: 0, max: 1_000 }),
        (symbol, timeframe, inChina, time, seed) => {
          const source = createGenerator(contractOf(symbol), seed);
          const grid = inChina ? utc8Grid(timeframe) : utcGrid(timeframe);
          const open = openOf(grid, time);
          const whole = source.traded(open, open + grid.duration);
          expect(addUp(source, open, open + grid.duration, MINUTE)).toEqual(whole);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('aggregate exactly between any two timeframes that divide', () => {
    const pairs = TIMEFRAMES.flatMap((coarse) =>
      TIMEFRAMES.filter((fine) => fine !== coarse && durationOf(coarse) % durationOf(fine) === 0).map(
        (fine) => [fine, coarse] as const,
      ),
    );
    const source = createGenerator(contractOf('BTCUSDT'), 7);
    fc.assert(
      fc.property(
        fc.constantFrom(...pairs),
        fc.integer({ min: FROM, max: UNTIL }),
        ([fine, coarse], time) => {
          const open = openOf(utcGrid(coarse), time);
          const until = open + durationOf(coarse);
          expect(addUp(source, open, until, durationOf(fine))).toEqual(source.traded(open, until));
        },
      ),
    );
  });

  test('are sane, on the tick and step grid, and join: each opens where the last one closed', () => {
    const contract = contractOf('LINKUSDT');
    const source = createGenerator(contract, 3);
    fc.assert(
      fc.property(
        fc.constantFrom(...TIMEFRAMES),
        fc.integer({ min: FROM, max: UNTIL }),
        (timeframe, time) => {
          const grid = utcGrid(timeframe);
          const open = openOf(grid, time);
          const candle = source.traded(open, open + grid.duration)!;
          expect(source.traded(open - grid.duration, open)!.close).toBe(candle.open);
          expect(candle.low).toBeGreaterThan(0);
          expect(candle.high).toBeGreaterThanOrEqual(Math.max(candle.open, candle.close));
          expect(candle.low).toBeLessThanOrEqual(Math.min(candle.open, candle.close));
          for (const price of [candle.open, candle.high, candle.low, candle.close]) {
            expect(Math.round(price * 1_000) % contract.priceEndStep).toBe(0);
            expect(Number(price.toFixed(contract.pricePlace))).toBe(price);
          }
          expect(Number(candle.volume.toFixed(contract.volumePlace))).toBe(candle.volume);
        },
      ),
    );
  });

  test('depend on seed, symbol and time alone, not on the order in which they are asked for', () => {
    const forward = createGenerator(contractOf('BTCUSDT'), 5);
    const backward = createGenerator(contractOf('BTCUSDT'), 5);
    const opens = Array.from({ length: 500 }, (_, i) => FROM + i * 977 * MINUTE);
    const asked = opens.map((open) => forward.traded(open, open + MINUTE));
    const again = opens.toReversed().map((open) => backward.traded(open, open + MINUTE));
    expect(again.reverse()).toEqual(asked);
    const other = createGenerator(contractOf('BTCUSDT'), 6);
    expect(opens.map((open) => other.traded(open, open + MINUTE))).not.toEqual(asked);
  });

  test('two years of weeks and a thousand half hours come at once', () => {
    const source = createGenerator(contractOf('BTCUSDT'), 1);
    const started = performance.now();
    for (let i = 0; i < 104; i += 1)
      source.traded(openOf(utcGrid('1w'), FROM) + i * WEEK, openOf(utcGrid('1w'), FROM) + (i + 1) * WEEK);
    for (let open = FROM; open < FROM + 20 * DAY; open += 30 * MINUTE)
      source.traded(open, open + 30 * MINUTE);
    expect(performance.now() - started).toBeLessThan(500);
  });

  test('the forming candle grows second by second into the closed one', () => {
    const source = createGenerator(contractOf('BTCUSDT'), 1);
    expect(source.traded(FROM, FROM)).toBeNull();
    const stages = [10, 30, 50, 60].map((seconds) => source.traded(FROM, FROM + seconds * 1_000)!);
    expect(stages.at(-1)).toEqual(source.traded(FROM, FROM + MINUTE));
    for (const [i, stage] of stages.entries()) {
      if (i > 0) expect(stage.volume).toBeGreaterThanOrEqual(stages[i - 1]!.volume);
      expect(stage.open).toBe(stages[0]!.open);
    }
  });
});
