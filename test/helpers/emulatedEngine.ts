import { onTestFinished } from 'vitest';
import type { CandleRow } from '../../shared/domain/candle.ts';
import { candleRows } from '../../shared/domain/candle.ts';
import type { Gap } from '../../shared/domain/gap.ts';
import type { Interval } from '../../shared/domain/interval.ts';
import { runsOf, subtract } from '../../shared/domain/interval.ts';
import type { Job } from '../../shared/domain/job.ts';
import type { SeriesKey } from '../../shared/domain/series.ts';
import { ceilToGrid, durationOf, type Timeframe } from '../../shared/domain/timeframe.ts';
import type { ExchangeEmulator } from '../exchange/index.ts';
import { virtualTiming } from '../integration/feeds/harness.ts';
import { makeTempDir } from './tempDir.ts';
import { startTestEngine, type TestEngine } from './testEngine.ts';

/** Starts an engine that lives in the emulator's time: waiting for a retry or a ban moves its clock and takes none. */
export async function startEmulatedEngine(exchange: ExchangeEmulator): Promise<TestEngine> {
  const dir = makeTempDir();
  const engine = await startTestEngine({
    dataDir: dir.path,
    url: exchange.url,
    clock: { now: exchange.clock.now },
    timing: virtualTiming(exchange),
  });
  onTestFinished(async () => {
    await engine.stop();
    dir.remove();
  });
  return engine;
}

type Wanted = Readonly<{ exchange: SeriesKey['exchange']; symbols: string[]; timeframes: Timeframe[] }>;

/** Runs a backfill of [from, until) to its end. */
export async function backfillRange(engine: TestEngine, wanted: Wanted, range: Interval): Promise<Job> {
  const { jobId } = await engine.ask('backfill.start', { ...wanted, ...range });
  return engine.jobWhen(jobId);
}

/** Returns every stored candle of a series, oldest first. */
export async function candlesOf(engine: TestEngine, key: SeriesKey): Promise<CandleRow[]> {
  const series = (await engine.store.read.series()).find(
    (one) => one.exchange === key.exchange && one.symbol === key.symbol && one.timeframe === key.timeframe,
  );
  if (series === undefined) throw new Error(`there is no series ${JSON.stringify(key)}`);
  return candleRows(await engine.store.read.candlesWithin(series.id, 0, Number.MAX_SAFE_INTEGER));
}

export type NamedGap = Pick<Gap, 'from' | 'to' | 'missing' | 'cause' | 'state'>;

/** Returns the ledger's gaps of a series, without what only the ledger can know. */
export async function gapsOf(engine: TestEngine, key: SeriesKey): Promise<NamedGap[]> {
  const { gaps } = await engine.ask('gaps.list', {
    exchange: key.exchange,
    symbols: [key.symbol],
    timeframes: [key.timeframe],
  });
  return gaps.map(({ from, to, missing, cause, state }) => ({ from, to, missing, cause, state }));
}

/** Returns the gaps that are left in [from, until) when exactly these candles exist: venue-confirmed, all of them. */
export function emptyGaps(rows: readonly CandleRow[], timeframe: Timeframe, range: Interval): NamedGap[] {
  const step = durationOf(timeframe);
  const whole = { from: ceilToGrid(timeframe, range.from), until: ceilToGrid(timeframe, range.until) };
  const have = runsOf(
    rows.map(([time]) => time),
    step,
  );
  return subtract([whole], have).map(({ from, until }) => ({
    from,
    to: until - step,
    missing: (until - from) / step,
    cause: 'exchange-empty',
    state: 'confirmed-empty',
  }));
}
