import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { aggregateCandles } from '../../../electron/analysis/aggregate.ts';
import type { CandleColumns } from '../../../shared/domain/candle.ts';
import type { CsvFormat, FrameSpec } from '../../../shared/domain/frame.ts';
import type { Series } from '../../../shared/domain/series.ts';
import { MINUTE } from '../../../shared/domain/time.ts';
import { durationOf, type Timeframe } from '../../../shared/domain/timeframe.ts';
import { MONDAY, sampleCandles } from '../../helpers/sampleCandles.ts';
import { addSeries, pageOf } from '../../helpers/seriesFixture.ts';
import { makeTempDir } from '../../helpers/tempDir.ts';
import { startTestEngine, type TestEngine } from '../../helpers/testEngine.ts';

export const CSV: CsvFormat = { kind: 'csv', separator: ',', time: 'iso', decimals: null, header: true };

export const SPEC: FrameSpec = {
  exchange: 'bitget',
  symbol: 'ETHUSDT',
  base: '1m',
  joins: [{ timeframe: '5m' }, { timeframe: '1h' }],
  indicators: [],
  features: [],
  availableAt: false,
  forming: false,
  fill: false,
  keepWarmup: false,
};

export type FrameStage = Readonly<{
  engine: TestEngine;
  dir: string;
  /** Stores candles as a page of a venue would. */
  put(series: Series, candles: CandleColumns): Promise<void>;
  series(symbol: string, timeframe: Timeframe): Promise<Series>;
  /** Returns the path of a file of the stage. */
  at(name: string): string;
  text(name: string): string;
}>;

/** An engine with nothing in its store and nobody to ask. */
export async function openFrameStage(): Promise<FrameStage> {
  const dir = makeTempDir();
  const engine = await startTestEngine({ dataDir: join(dir.path, 'data'), url: 'http://127.0.0.1:9' });
  onTestFinished(async () => {
    await engine.stop();
    dir.remove();
  });
  const at = (name: string): string => join(dir.path, name);
  return {
    engine,
    dir: dir.path,
    at,
    text: (name) => readFileSync(at(name), 'utf8'),
    series: (symbol, timeframe) => addSeries(engine.store, symbol, timeframe),
    put: async (series, candles) => {
      const last = candles.openTime.at(-1)! + durationOf(series.timeframe);
      const exchangeTime = last + 100 * durationOf(series.timeframe);
      await engine.store.write.writePage(pageOf(series, candles, { exchangeTime, receivedAt: exchangeTime }));
    },
  };
}

/** Puts a random walk of minutes into the store, with the coarser candles it adds up to. */
export async function putWalk(
  { put, series }: FrameStage,
  symbol: string,
  minutes: number,
  coarser: readonly Timeframe[],
  seed = 1,
): Promise<CandleColumns> {
  const candles = sampleCandles(MONDAY, MINUTE, minutes, seed);
  await put(await series(symbol, '1m'), candles);
  for (const timeframe of coarser) {
    await put(await series(symbol, timeframe), aggregateCandles(candles, '1m', timeframe).candles);
  }
  return candles;
}
