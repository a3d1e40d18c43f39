import { expect, it } from 'vitest';
import { whyNotDerivable } from '../../../electron/analysis/aggregate.ts';
import { type CandleRow, candleRows, candlesFromRows, sliceCandles } from '../../../shared/domain/candle.ts';
import type { Series } from '../../../shared/domain/series.ts';
import { durationOf, Timeframe } from '../../../shared/domain/timeframe.ts';
import { type DirectStore, openDirectStore } from '../../helpers/directStore.ts';
import { addSeries, pageOf } from '../../helpers/seriesFixture.ts';
import { realData } from '../exchange/realData.ts';
import { fileRows } from './files.ts';

const FOLDER = 'b_multi_tf/binance_um_freqtrade_csv';
const FRAMES: readonly Timeframe[] = ['1m', '3m', '5m', '15m', '30m', '1h', '1d'];
const PAGE = 20_000;

type Loaded = Readonly<{ series: Series; rows: readonly CandleRow[] }>;

/** Stores the candles of a file under a symbol. */
async function load(
  store: DirectStore,
  symbol: string,
  timeframe: Timeframe,
  rows: readonly CandleRow[],
): Promise<Series> {
  const series = await addSeries(store, symbol, timeframe);
  const candles = candlesFromRows(rows);
  const exchangeTime = rows.at(-1)![0] + durationOf(timeframe);
  for (let at = 0; at < rows.length; at += PAGE) {
    const page = sliceCandles(candles, at, Math.min(rows.length, at + PAGE));
    store.write.writePage(pageOf(series, page, { exchangeTime }));
  }
  return series;
}

/** Makes every candle of `target` out of the finer series, step by step. */
function* derived(store: DirectStore, target: Series, { series, rows }: Loaded): Generator<CandleRow> {
  const until = rows.at(-1)![0] + durationOf(series.timeframe);
  for (let next: number | null = rows[0]![0]; next !== null; ) {
    const step = store.read.deriveStep(target, series, { from: next, until });
    yield* candleRows(step.candles);
    next = step.next;
  }
}

it("derives the perpetual's candles exactly as Binance has them, for every pair of files that meet", async () => {
  const paths = FRAMES.map((timeframe) => realData(`${FOLDER}/ETHUSDT-${timeframe}.csv.gz`));
  if (paths.includes(null)) return;
  const store = openDirectStore();
  const loaded: Loaded[] = [];
  for (const [i, timeframe] of FRAMES.entries()) {
    const rows = await fileRows(paths[i]!);
    loaded.push({ rows, series: await load(store, 'ETHUSDT', timeframe, rows) });
  }
  const met: string[] = [];
  for (const coarse of loaded) {
    // Under a symbol without candles of its own, so that every bucket is due.
    const target = await addSeries(store, 'DERIVED', coarse.series.timeframe);
    const venue = new Map(coarse.rows.map((row) => [row[0], row]));
    for (const fine of loaded) {
      if (whyNotDerivable(fine.series.timeframe, target.timeframe) !== null) continue;
      const pairs = [...derived(store, target, fine)].filter(([time]) => venue.has(time));
      expect(pairs).toEqual(pairs.map(([time]) => venue.get(time)));
      if (pairs.length > 0) met.push(`${fine.series.timeframe} ${target.timeframe}: ${pairs.length}`);
    }
  }
  expect(met).toMatchInlineSnapshot(`
    [
      "3m 15m: 3136",
      "5m 15m: 3635",
      "1m 30m: 2005",
      "3m 30m: 1245",
      "5m 30m: 1245",
      "15m 30m: 1245",
      "3m 1h: 594",
      "5m 1h: 719",
      "15m 1h: 719",
      "30m 1h: 433",
      "3m 1d: 27",
      "5m 1d: 27",
      "15m 1d: 27",
      "30m 1d: 27",
      "1h 1d: 19",
    ]
  `);
});

it('knows no timeframe whose candles are anchored at the listing day of a symbol', () => {
  // Binance counts three days from each symbol's listing: no grid of ours would meet those of the venue.
  expect(Timeframe.safeParse('3d').success).toBe(false);
});
