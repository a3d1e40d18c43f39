import { afterEach } from 'vitest';
import type { CallRequest } from '../../../shared/contract/calls.ts';
import type { CandleColumns } from '../../../shared/domain/candle.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { Job } from '../../../shared/domain/job.ts';
import type { SeriesKey } from '../../../shared/domain/series.ts';
import {
  type ExchangeEmulator,
  type ExchangeOptions,
  type RequestEntry,
  startExchange,
} from '../../exchange/index.ts';
import { makeTempDir } from '../../helpers/tempDir.ts';
import { startTestEngine, type TestEngine, type TestEngineOptions } from '../../helpers/testEngine.ts';

/** A Wednesday noon: the present of the emulated venues, standing still unless a test moves it. */
export const NOW = Date.UTC(2026, 2, 4, 12, 0, 30);

export type Stage = Readonly<{
  exchange: ExchangeEmulator;
  dataDir: string;
  start(options?: Partial<TestEngineOptions>): Promise<TestEngine>;
}>;

const ended: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

/** Sets up an emulator whose clock stands at NOW, an empty data directory, and engines on demand. */
export async function setStage(options: ExchangeOptions = {}): Promise<Stage> {
  const exchange = await startExchange({ now: NOW, speed: 0, ...options });
  ended.push(() => exchange.close());
  const dir = makeTempDir();
  ended.push(dir.remove);
  return {
    exchange,
    dataDir: dir.path,
    start: async (engineOptions = {}) => {
      const engine = await startTestEngine({ dataDir: dir.path, url: exchange.url, ...engineOptions });
      let stopped: Promise<void> | null = null;
      const stop = (): Promise<void> => {
        stopped ??= engine.stop();
        return stopped;
      };
      ended.push(stop);
      return { ...engine, stop };
    },
  };
}

type Backfill = Omit<CallRequest<'backfill.start'>, 'exchange'> & { exchange?: ExchangeId };

/** Runs a backfill, of Bitget unless it says otherwise, to its end. */
export async function backfill(engine: TestEngine, request: Backfill): Promise<Job> {
  const { jobId } = await engine.ask('backfill.start', { exchange: 'bitget', ...request });
  return engine.jobWhen(jobId);
}

/** What is stored of a series, whole. */
export async function storedCandles(engine: TestEngine, key: Partial<SeriesKey>): Promise<CandleColumns> {
  const series = (await engine.store.read.series()).find(
    (one) =>
      (key.exchange === undefined || one.exchange === key.exchange) &&
      one.symbol === key.symbol &&
      one.timeframe === key.timeframe,
  );
  if (series === undefined) throw new Error(`there is no series ${JSON.stringify(key)}`);
  return engine.store.read.candlesWithin(series.id, 0, Number.MAX_SAFE_INTEGER);
}

/** The requests for candles the venues have had. */
export const candleRequests = (exchange: ExchangeEmulator): RequestEntry[] =>
  exchange.requests.query().filter(({ route }) => /candles|klines/.test(route));
