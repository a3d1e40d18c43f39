import { readFileSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { CandleRow } from '../../../shared/domain/candle.ts';
import { EXCHANGES, type ExchangeId } from '../../../shared/domain/exchange.ts';
import { HOUR, WEEK } from '../../../shared/domain/time.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import { startExchange } from '../../exchange/index.ts';
import { backfillRange, candlesOf, gapsOf, startEmulatedEngine } from '../../helpers/emulatedEngine.ts';
import { rowDifferences } from '../../helpers/sameRows.ts';
import { realData } from '../exchange/realData.ts';
import { fileRows } from './files.ts';

const SPOT = 'b_multi_tf/binance_spot_static-klines/BTCUSDT';
const oracle = realData('b_multi_tf/binance_spot_BTCUSDT_known_outages.csv');
const files = {
  '2h': realData(`${SPOT}/BTCUSDT-2h.csv.gz`),
  '4h': realData(`${SPOT}/BTCUSDT-4h.csv.gz`),
} as const;

/** What the collection's README counts. */
const COUNTED = { '2h': { gaps: 18, candles: 53 }, '4h': { gaps: 8, candles: 16 } } as const;
const TIMEFRAMES = ['2h', '4h'] as const;

/** Bitget has no candle from before 2018, and nobody looks for one there: its history begins half a year later. */
const SHIFT: Readonly<Record<ExchangeId, number>> = { binance: 0, bitget: 24 * WEEK };

const shifted = ([time, open, high, low, close, volume]: CandleRow, by: number): CandleRow => [
  time + by,
  open,
  high,
  low,
  close,
  volume,
];

/** The open times between the first and the last row of a file that have no row. */
function missingIn(rows: readonly CandleRow[], step: number): number[] {
  const have = new Set(rows.map(([time]) => time));
  const missing: number[] = [];
  for (let time = rows[0]![0]; time <= rows.at(-1)![0]; time += step) if (!have.has(time)) missing.push(time);
  return missing;
}

/** The two-hour candles that the table of outages says are missing. */
function missingByOracle(path: string): number[] {
  const lines = readFileSync(path, 'utf8').trim().split(/\r?\n/).slice(1);
  const outages = lines.map((line) => line.split(',')).filter(([timeframe]) => timeframe === '2h');
  return outages.flatMap(([, last, , , next, count]) => {
    const times: number[] = [];
    for (let time = Date.parse(last!) + 2 * HOUR; time < Date.parse(next!); time += 2 * HOUR)
      times.push(time);
    expect(times).toHaveLength(Number(count));
    return times;
  });
}

const isAbsent = oracle === null || Object.values(files).includes(null);

describe.skipIf(isAbsent)('the outages of Binance spot, 2017 to 2026', () => {
  test('are the same in the files and in the table of outages', async () => {
    const listed = missingByOracle(oracle!);
    expect(missingIn(await fileRows(files['2h']!), 2 * HOUR)).toEqual(listed);
    // A four-hour candle is missing where both of its halves are.
    const fours = listed.filter((time) => time % (4 * HOUR) === 0 && listed.includes(time + 2 * HOUR));
    expect(missingIn(await fileRows(files['4h']!), 4 * HOUR)).toEqual(fours);
  });

  test.each(EXCHANGES)(
    'are found as gaps through the protocol of %s, all of them and nothing else',
    async (venue) => {
      const served = TIMEFRAMES.map((timeframe) => ({
        symbol: 'BTCUSDT',
        timeframe,
        path: files[timeframe]!,
        shiftMs: SHIFT[venue],
      }));
      const shiftMs = SHIFT[venue];
      const rows = (await fileRows(files['2h']!)).map((row) => shifted(row, shiftMs));
      const range = { from: rows[0]![0], until: rows.at(-1)![0] + 2 * HOUR };
      const exchange = await startExchange({
        symbols: [],
        files: served,
        now: range.until + 30_000,
        speed: 0,
      });
      onTestFinished(() => exchange.close());
      const engine = await startEmulatedEngine(exchange);
      const wanted = { exchange: venue, symbols: ['BTCUSDT'], timeframes: [...TIMEFRAMES] };
      expect(await backfillRange(engine, wanted, range)).toMatchObject({ state: 'done', problem: null });
      for (const timeframe of TIMEFRAMES) {
        const key = { exchange: venue, symbol: 'BTCUSDT', timeframe } as const;
        const expected = (await fileRows(files[timeframe]!)).map((row) => shifted(row, shiftMs));
        expect(rowDifferences(await candlesOf(engine, key), expected)).toEqual([]);
        const gaps = await gapsOf(engine, key);
        const step = durationOf(timeframe);
        const named = gaps.flatMap(({ from, missing }) =>
          Array.from({ length: missing }, (_, i) => from + i * step),
        );
        expect(named).toEqual(missingIn(expected, step));
        expect(gaps).toHaveLength(COUNTED[timeframe].gaps);
        expect(named).toHaveLength(COUNTED[timeframe].candles);
        expect(
          gaps.every(({ cause, state }) => cause === 'exchange-empty' && state === 'confirmed-empty'),
        ).toBe(true);
      }
    },
  );
});
