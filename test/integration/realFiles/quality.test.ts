import { describe, expect, onTestFinished, test } from 'vitest';
import { type CandleRow, candlesFromRows } from '../../../shared/domain/candle.ts';
import type { CheckReport } from '../../../shared/domain/quality.ts';
import type { Series } from '../../../shared/domain/series.ts';
import { MINUTE } from '../../../shared/domain/time.ts';
import { durationOf, floorToGrid, type Timeframe } from '../../../shared/domain/timeframe.ts';
import { type DirectStore, openDirectStore } from '../../helpers/directStore.ts';
import { addSeries, pageOf } from '../../helpers/seriesFixture.ts';
import { startTestEngine, type TestEngine } from '../../helpers/testEngine.ts';
import { tempDir } from '../../helpers/testStore.ts';
import { realData } from '../exchange/realData.ts';
import { fileRows } from './files.ts';

const SPOT = 'b_multi_tf/binance_spot_static-klines/BTCUSDT';
const FUTURES = 'b_multi_tf/binance_um_freqtrade_csv';
const spotFrames: readonly Timeframe[] = ['1h', '2h', '4h', '6h', '12h', '1d', '1w'];
const futuresFrames: readonly Timeframe[] = ['1m', '3m', '5m', '15m', '30m', '1h', '1d'];
const files = (folder: string, symbol: string, frames: readonly Timeframe[]) =>
  frames.map((timeframe) => ({ timeframe, path: realData(`${folder}/${symbol}-${timeframe}.csv.gz`) }));
const spot = files(SPOT, 'BTCUSDT', spotFrames);
const futures = files(FUTURES, 'ETHUSDT', futuresFrames);
const avax = realData('a_1m/binance_um_vision_1m/AVAXUSDT-1m-2023-09.csv.gz');

const isAbsent = (all: readonly { path: string | null }[]): boolean => all.some(({ path }) => path === null);

/** 2023-03-24 12:00: Binance spot lists a candle without volume or trades there that its own coarser ones ignore. */
const PLACEHOLDER = Date.UTC(2023, 2, 24, 12);

type Loaded = Readonly<{ timeframe: Timeframe; series: Series; first: number }>;

/** Puts a file into a store as an answer about all of its time, twice: what is missing in it is confirmed to be empty. */
async function load(store: DirectStore, timeframe: Timeframe, path: string): Promise<Loaded> {
  const series = await addSeries(store, 'BTCUSDT', timeframe);
  const rows = await fileRows(path);
  const first = rows[0]![0];
  const until = rows.at(-1)![0] + durationOf(timeframe);
  // The first week began before the listing; a file that begins later than the others speaks for itself only.
  const from = first < Date.UTC(2018, 0) ? floorToGrid('1w', first) : first;
  const candles = candlesFromRows(rows);
  for (const receivedAt of [until + 5 * MINUTE, until + 90 * MINUTE]) {
    store.write.writePage(
      pageOf(series, candles, { answered: { from, until }, exchangeTime: until + MINUTE, receivedAt }),
    );
  }
  return { timeframe, series, first };
}

type Found = Readonly<{ pair: string; openTime: number }>;

/** Compares every pair of timeframes that divides; returns how many candles were compared and which differ. */
function compareAll(store: DirectStore, all: readonly Loaded[]): { compared: number; found: Found[] } {
  let compared = 0;
  const found: Found[] = [];
  for (const coarse of all) {
    for (const fine of all) {
      const [small, large] = [durationOf(fine.timeframe), durationOf(coarse.timeframe)];
      if (small >= large || large % small !== 0) continue;
      for (let next: number | null = floorToGrid(coarse.timeframe, fine.first); next !== null; ) {
        const stretch = { from: next, until: Number.MAX_SAFE_INTEGER };
        const step = store.read.aggregateStep(coarse.series, fine.series, stretch);
        compared += step.compared;
        const pair = `${fine.timeframe} ${coarse.timeframe}`;
        found.push(...step.differences.map(({ openTime }) => ({ pair, openTime })));
        next = step.next;
      }
    }
  }
  return { compared, found };
}

describe('stored higher timeframes against the finer ones, in real files', () => {
  test.skipIf(isAbsent(spot))(
    'Binance spot BTC agrees in every pair across its outages, but for the placeholder of 2023',
    async () => {
      const store = openDirectStore();
      const all: Loaded[] = [];
      for (const { timeframe, path } of spot) all.push(await load(store, timeframe, path!));
      const { compared, found } = compareAll(store, all);
      expect(compared).toBeGreaterThan(100_000);
      const pairs = ['1h 4h', '2h 4h', '1h 6h', '2h 6h', '1h 12h', '2h 12h'];
      expect(found).toEqual(pairs.map((pair) => ({ pair, openTime: PLACEHOLDER })));
    },
    60_000,
  );

  test.skipIf(isAbsent(futures))('Binance USDT-M ETH agrees in every pair, from 1m to 1d', async () => {
    const store = openDirectStore();
    const all: Loaded[] = [];
    for (const { timeframe, path } of futures) all.push(await load(store, timeframe, path!));
    const { compared, found } = compareAll(store, all);
    expect(compared).toBeGreaterThan(15_000);
    expect(found).toEqual([]);
  });
});

/** Starts an engine that asks nobody, on a store with these minutes of Binance. */
async function engineWith(symbol: string, rows: readonly CandleRow[]): Promise<TestEngine> {
  const engine = await startTestEngine({ dataDir: tempDir(), url: 'http://127.0.0.1:9' });
  onTestFinished(engine.stop);
  const { write, read } = engine.store;
  const base = symbol.replace(/USDT$/, '');
  const id = await write.addInstrument(
    { exchange: 'binance', symbol, unified: `${base}/USDT:USDT`, base, quote: 'USDT' },
    0,
  );
  await write.trackSeries(id, '1m', 30);
  const [series] = await read.series();
  const exchangeTime = rows.at(-1)![0] + 10 * MINUTE;
  await write.writePage(pageOf(series!, candlesFromRows(rows), { exchangeTime, receivedAt: exchangeTime }));
  return engine;
}

describe('suspicious candles in real files', () => {
  test.skipIf(avax === null)(
    'AVAX, September 2023: the outage of nineteen minutes, and nothing else',
    async () => {
      const engine = await engineWith('AVAXUSDT', await fileRows(avax!));
      const { report }: { report: CheckReport } = await engine.ask('checks.run', { kind: 'suspicious' });
      expect(report).toMatchObject({ result: 'found', checked: 43_200, found: 1 });
      const { items } = await engine.ask('review.list', { limit: 100 });
      expect(items).toMatchObject([
        {
          kind: 'flat-run',
          symbol: 'AVAXUSDT',
          from: Date.UTC(2023, 8, 12, 8, 34),
          to: Date.UTC(2023, 8, 12, 8, 52),
          candles: 19,
          detail: { minutes: 19 },
          state: 'open',
        },
      ]);
    },
  );
});
