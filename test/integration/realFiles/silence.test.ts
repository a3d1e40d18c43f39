import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CompressionType, compressionRegistry, tableFromIPC } from 'apache-arrow';
import { decompress } from 'lz4js';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { CandleRow } from '../../../shared/domain/candle.ts';
import { runsOf, subtract } from '../../../shared/domain/interval.ts';
import { HOUR, MINUTE } from '../../../shared/domain/time.ts';
import { startExchange } from '../../exchange/index.ts';
import { backfillRange, gapsOf, startEmulatedEngine } from '../../helpers/emulatedEngine.ts';
import { makeTempDir } from '../../helpers/tempDir.ts';
import { realData } from '../exchange/realData.ts';
import { fileRows } from './files.ts';

const spot = realData('b_multi_tf/binance_spot_static-klines/BTCUSDT/BTCUSDT-2h.csv.gz');
const unittest = realData('c_formats/freqtrade_testdata/UNITTEST_BTC-1m.json');
const xrp = realData('c_formats/freqtrade_testdata/XRP_ETH-1m.feather');

/** What the collection's README counts of candles that are missing because nobody traded. */
const UNITTEST = { rows: 13_681, missing: 717, gaps: 538 };
const XRP = { rows: 2_469, missing: 1_091, gaps: 676 };

function featherRows(path: string): CandleRow[] {
  compressionRegistry.set(CompressionType.LZ4_FRAME, { decode: decompress });
  return tableFromIPC(readFileSync(path))
    .toArray()
    .map(({ date, open, high, low, close, volume }) => [Number(date), open, high, low, close, volume]);
}

/** Writes rows as a kline file whose last candle opens at `end`, and returns its path. */
function klineFile(directory: string, name: string, rows: readonly CandleRow[], end: number): string {
  const shift = end - rows.at(-1)![0];
  const path = join(directory, `${name}.csv`);
  writeFileSync(path, rows.map(([time, ...rest]) => [time + shift, ...rest].join(',')).join('\n'));
  return path;
}

describe('silence in real files', () => {
  test.skipIf(spot === null)(
    'is an outage where three symbols share it: Binance spot, 2017 to 2026',
    async () => {
      const symbols = ['BTCUSDT', 'ETHUSDT', 'BNBUSDT'];
      const rows = await fileRows(spot!);
      const range = { from: rows[0]![0], until: rows.at(-1)![0] + 2 * HOUR };
      const exchange = await startExchange({
        symbols: [],
        files: symbols.map((symbol) => ({ symbol, timeframe: '2h' as const, path: spot! })),
        now: range.until + 2 * HOUR,
        speed: 0,
      });
      onTestFinished(() => exchange.close());
      const engine = await startEmulatedEngine(exchange);
      const wanted = { exchange: 'binance' as const, symbols, timeframes: ['2h' as const] };
      expect(await backfillRange(engine, wanted, range)).toMatchObject({ state: 'done' });
      for (const symbol of symbols) {
        const { gaps } = await engine.ask('gaps.list', { symbols: [symbol] });
        expect(gaps).toHaveLength(18);
        expect(gaps.reduce((sum, { missing }) => sum + missing, 0)).toBe(53);
        const others = symbols.filter((one) => one !== symbol).toSorted();
        for (const { cause, state, alsoMissing } of gaps) {
          expect([cause, state, alsoMissing]).toEqual(['outage', 'confirmed-empty', others]);
        }
      }
    },
  );

  test.skipIf(unittest === null || xrp === null)(
    'is a symbol nobody trades, not an outage, in UNITTEST and XRP/ETH, even where both are silent at once',
    async () => {
      const dir = makeTempDir();
      onTestFinished(dir.remove);
      const end = Date.UTC(2026, 2, 4, 11, 59);
      const files = [
        {
          symbol: 'UNITUSDT',
          rows: JSON.parse(readFileSync(unittest!, 'utf8')) as CandleRow[],
          counted: UNITTEST,
        },
        { symbol: 'XRPUSDT', rows: featherRows(xrp!), counted: XRP },
      ].map((one) => ({ ...one, path: klineFile(dir.path, one.symbol, one.rows, end) }));
      const exchange = await startExchange({
        symbols: [],
        files: files.map(({ symbol, path }) => ({ symbol, timeframe: '1m' as const, path })),
        now: end + 2 * HOUR,
        speed: 0,
      });
      onTestFinished(() => exchange.close());
      const engine = await startEmulatedEngine(exchange);
      for (const { symbol, rows, counted } of files) {
        expect(rows).toHaveLength(counted.rows);
        const from = end - (rows.at(-1)![0] - rows[0]![0]);
        const range = { from, until: end + MINUTE };
        const wanted = { exchange: 'binance' as const, symbols: [symbol], timeframes: ['1m' as const] };
        expect(await backfillRange(engine, wanted, range)).toMatchObject({ state: 'done' });
        const have = runsOf(
          rows.map(([time]) => time + end - rows.at(-1)![0]),
          MINUTE,
        );
        const holes = subtract([range], have);
        const gaps = await gapsOf(engine, { exchange: 'binance', symbol, timeframe: '1m' });
        expect(gaps.map((gap) => ({ from: gap.from, until: gap.to + MINUTE }))).toEqual(holes);
        expect(gaps).toHaveLength(counted.gaps);
        expect(gaps.reduce((sum, { missing }) => sum + missing, 0)).toBe(counted.missing);
        expect(new Set(gaps.map(({ cause, state }) => `${cause} ${state}`))).toEqual(
          new Set(['exchange-empty confirmed-empty']),
        );
      }
    },
  );
});
