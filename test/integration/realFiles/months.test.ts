import { describe, expect, onTestFinished, test } from 'vitest';
import { EXCHANGES } from '../../../shared/domain/exchange.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import { issueText } from '../../../shared/words/issues.ts';
import { type ExchangeEmulator, startExchange } from '../../exchange/index.ts';
import { backfillRange, candlesOf, gapsOf, startEmulatedEngine } from '../../helpers/emulatedEngine.ts';
import { rowDifferences } from '../../helpers/sameRows.ts';
import { realData } from '../exchange/realData.ts';
import { fileRows } from './files.ts';

const FOLDER = 'a_1m/binance_um_vision_1m';

/** Serves files of minutes, half a minute after their last candle has closed. */
async function serve(symbol: string, paths: readonly string[], until: number): Promise<ExchangeEmulator> {
  const files = paths.map((path) => ({ symbol, timeframe: '1m' as const, path }));
  const exchange = await startExchange({ symbols: [], files, now: until + 30_000, speed: 0 });
  onTestFinished(() => exchange.close());
  return exchange;
}

const near = ['04', '05'].map((month) => realData(`${FOLDER}/NEARUSDT-1m-2023-${month}.csv.gz`));
const avax = realData(`${FOLDER}/AVAXUSDT-1m-2023-09.csv.gz`);

describe('real months of minutes', () => {
  describe.skipIf(near.includes(null))('NEAR, April and May 2023', () => {
    const range: Interval = { from: Date.UTC(2023, 3, 1), until: Date.UTC(2023, 5, 1) };

    test.each(EXCHANGES)(
      'arrive through the protocol of %s with every value as in the files',
      async (exchange) => {
        const paths = near as string[];
        const engine = await startEmulatedEngine(await serve('NEARUSDT', paths, range.until));
        const job = await backfillRange(
          engine,
          { exchange, symbols: ['NEARUSDT'], timeframes: ['1m'] },
          range,
        );
        expect(job).toMatchObject({ state: 'done', problem: null });
        const expected = (await Promise.all(paths.map(fileRows))).flat();
        expect(expected).toHaveLength(43_200 + 44_640);
        const key = { exchange, symbol: 'NEARUSDT', timeframe: '1m' } as const;
        expect(rowDifferences(await candlesOf(engine, key), expected)).toEqual([]);
        expect(await gapsOf(engine, key)).toEqual([]);
        const { series } = await engine.ask('verify.run', { deep: true });
        const sentences = series.flatMap(({ issues }) => issues.map(issueText));
        expect(sentences.filter((issue) => /ledger|rules/.test(issue))).toEqual([]);
      },
    );
  });

  test.skipIf(avax === null)(
    'AVAX, September 2023, is complete, and its outage stays the flat candles the venue sent',
    async () => {
      const range: Interval = { from: Date.UTC(2023, 8, 1), until: Date.UTC(2023, 9, 1) };
      const engine = await startEmulatedEngine(await serve('AVAXUSDT', [avax!], range.until));
      const key = { exchange: 'binance', symbol: 'AVAXUSDT', timeframe: '1m' } as const;
      const wanted = { exchange: key.exchange, symbols: [key.symbol], timeframes: [key.timeframe] };
      expect(await backfillRange(engine, wanted, range)).toMatchObject({
        state: 'done',
        parts: [{ stored: 43_200 }],
      });
      const rows = await candlesOf(engine, key);
      expect(rowDifferences(rows, await fileRows(avax!))).toEqual([]);
      expect(await gapsOf(engine, key)).toEqual([]);
      const outage = { from: Date.UTC(2023, 8, 12, 8, 34), until: Date.UTC(2023, 8, 12, 8, 53) };
      const flat = rows.filter(([time]) => time >= outage.from && time < outage.until);
      expect(flat).toHaveLength(19);
      expect(
        flat.every(([, open, high, low, close, volume]) => high === low && open === close && volume === 0),
      ).toBe(true);
    },
  );
});
