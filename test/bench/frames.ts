import { spawnSync } from 'node:child_process';
import {
  closeSync,
  fdatasyncSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { stderr } from 'node:process';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { aggregateCandles, plainVolume } from '../../electron/analysis/aggregate.ts';
import { buildFrame } from '../../electron/analysis/frame/build.ts';
import { planFrame } from '../../electron/analysis/frame/plan.ts';
import { sourcesOf } from '../../electron/analysis/frame/sources.ts';
import { computeIndicator } from '../../electron/analysis/indicators/compute.ts';
import { csvBlocks } from '../../electron/files/frames/csvRows.ts';
import { openOutFile } from '../../electron/files/frames/outFile.ts';
import { type CandleColumns, candleRows } from '../../shared/domain/candle.ts';
import type { FrameFormat, FrameSpec, IndicatorSpec } from '../../shared/domain/frame.ts';
import { MINUTE } from '../../shared/domain/time.ts';
import { durationOf, type Timeframe } from '../../shared/domain/timeframe.ts';
import { pythonWithPandas } from '../helpers/pandas.ts';
import { addSeries, pageOf } from '../helpers/seriesFixture.ts';
import { makeTempDir } from '../helpers/tempDir.ts';
import { startTestEngine, type TestEngine } from '../helpers/testEngine.ts';
import { inPages, yearOfMinutes } from './dataset.ts';
import { type BenchResult, median, race, stopwatch } from './result.ts';

const COARSER: readonly Timeframe[] = ['5m', '15m', '1h', '4h', '1d'];
const SCRIPT = fileURLToPath(new URL('./frames/pandas_frame.py', import.meta.url));
const CSV = { kind: 'csv', separator: ',', time: 'iso', decimals: null, header: true } as const;
const PARQUET = { kind: 'parquet', compression: 'snappy' } as const;
const SPEC: FrameSpec = {
  exchange: 'bitget',
  symbol: 'ETHUSDT',
  base: '1m',
  joins: COARSER.map((timeframe) => ({ timeframe })),
  indicators: [],
  features: [],
  availableAt: false,
  forming: false,
  fill: false,
  keepWarmup: false,
};
/** The seeds' indicators. */
const SEEDS: readonly IndicatorSpec[] = [
  { name: 'sma', params: [20] },
  { name: 'sma', params: [50] },
  { name: 'sma', params: [200] },
  { name: 'ema', params: [12] },
  { name: 'ema', params: [26] },
  { name: 'rsi', params: [14] },
  { name: 'macd', params: [12, 26, 9] },
  { name: 'atr', params: [14] },
  { name: 'bb', params: [20, 2] },
  { name: 'adx', params: [14] },
];

type Candles = ReadonlyMap<Timeframe, CandleColumns>;

async function store({ store: { write, read } }: TestEngine, candles: Candles): Promise<void> {
  for (const [timeframe, columns] of candles) {
    const series = await addSeries({ write, read }, 'ETHUSDT', timeframe);
    const exchangeTime = columns.openTime.at(-1)! + 10 * durationOf(timeframe);
    for (const page of inPages(columns, 20_000)) {
      await write.writePage(pageOf(series, page, { exchangeTime, receivedAt: exchangeTime }));
    }
  }
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
const seconds = (ms: number): string => `${(ms / 1_000).toFixed(2)} s`;

type Measured = Readonly<{ ms: number; bytes: number; latenessMs: number; overIdle: number }>;

/** Exports through the engine: reading, building, writing, hash and passport, all of it. */
async function exportOnce(engine: TestEngine, format: FrameFormat, path: string): Promise<Measured> {
  globalThis.gc?.();
  const idle = process.memoryUsage().rss;
  let peak = idle;
  const sampler = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  const lateness = monitorEventLoopDelay({ resolution: 1 });
  lateness.enable();
  const ms = await stopwatch(() =>
    engine.ask('frames.export', { spec: SPEC, format, path, overwrite: true, leakTest: false }),
  );
  lateness.disable();
  clearInterval(sampler);
  return { ms, bytes: statSync(path).size, latenessMs: lateness.percentile(99) / 1e6, overIdle: peak - idle };
}

/** Exports four times: the middle time of the last three, and the worst of everything else. */
async function exportOften(engine: TestEngine, format: FrameFormat, path: string): Promise<Measured> {
  const runs: Measured[] = [];
  for (let i = 0; i < 4; i += 1) runs.push(await exportOnce(engine, format, path));
  return {
    ms: median(runs.slice(1).map(({ ms }) => ms)),
    bytes: runs[0]!.bytes,
    latenessMs: Math.max(...runs.map(({ latenessMs }) => latenessMs)),
    overIdle: Math.max(...runs.map(({ overIdle }) => overIdle)),
  };
}

/** The same by pandas, aligning and writing; null where there is none. */
function pandas(dir: string, candles: Candles): number | null {
  const python = pythonWithPandas();
  if (python === null) {
    stderr.write('skipped: no python3 with pandas here\n');
    return null;
  }
  const parts = [...candles].map(([timeframe, columns]) => {
    const file = join(dir, `${timeframe}.bin`);
    writeFileSync(file, new Uint8Array(Float64Array.from(candleRows(columns).flat()).buffer));
    return `${durationOf(timeframe) / MINUTE}=${file}`;
  });
  const out = join(dir, 'pandas.csv');
  const { stdout, stderr: said, status } = spawnSync(python, [SCRIPT, out, ...parts], { encoding: 'utf8' });
  if (status !== 0) throw new Error(said);
  rmSync(out);
  const [aligning, writing] = stdout.split(' ').map(Number);
  return (aligning! + writing!) * 1_000;
}

const BLOCK = 1_048_576;

function writeRaw(path: string, bytes: Uint8Array): void {
  const file = openSync(path, 'w');
  for (let at = 0; at < bytes.length; at += BLOCK)
    writeSync(file, bytes, at, Math.min(BLOCK, bytes.length - at));
  fdatasyncSync(file);
  closeSync(file);
}

/** Text, hash and file against the bare writing of the same bytes, both to the disk itself. */
async function writingSpeed(dir: string, candles: Candles, bytes: Uint8Array): Promise<BenchResult> {
  const series = [...candles].map(([timeframe, columns]) => ({
    series: { exchange: 'bitget' as const, symbol: 'ETHUSDT', timeframe },
    candles: columns,
  }));
  const frame = buildFrame(planFrame(SPEC), sourcesOf({ series, beside: [] }));
  const path = join(dir, 'writing.csv');
  const times = await race(9, {
    raw: () => writeRaw(join(dir, 'raw.csv'), bytes),
    ours: async () => {
      const file = await openOutFile(path, `${path}.part`);
      await file.take(csvBlocks(frame, CSV), () => undefined);
      file.sum();
      await file.place({ path: `${path}.json`, text: '{}' });
    },
  });
  return {
    name: 'writing a frame of 525,600 × 31 as CSV',
    baseline: 'writing the same bytes',
    ratio: times.raw / times.ours,
    target: 0.3,
    detail: `${seconds(times.ours)} against ${seconds(times.raw)} for ${megabytes(bytes.length)}`,
  };
}

async function indicatorSpeed(minutes: CandleColumns): Promise<BenchResult> {
  const { ms, bare } = await race(3, {
    ms: () => SEEDS.map((spec) => computeIndicator(spec, minutes)),
    bare: () => minutes.close.reduce((sum, close) => sum + close, 0),
  });
  return {
    name: "the seeds' indicators over 525,600 candles",
    baseline: 'one sum over the closes',
    ratio: bare / ms,
    target: 0,
    detail: `${seconds(ms)} for sma 20/50/200, ema 12/26, rsi, macd, atr, bb, adx`,
  };
}

async function measure(engine: TestEngine, dir: string): Promise<BenchResult[]> {
  const minutes = yearOfMinutes();
  const coarser = (timeframe: Timeframe): CandleColumns => {
    const { candles } = aggregateCandles(minutes, '1m', timeframe);
    // As venues and the store write them.
    return { ...candles, volume: candles.volume.map(plainVolume) };
  };
  const candles: Candles = new Map([
    ['1m' as Timeframe, minutes],
    ...COARSER.map((timeframe): [Timeframe, CandleColumns] => [timeframe, coarser(timeframe)]),
  ]);
  await store(engine, candles);
  const path = join(dir, 'ours.csv');
  const csv = await exportOften(engine, CSV, path);
  const parquet = await exportOften(engine, PARQUET, join(dir, 'ours.parquet'));
  const theirs = pandas(dir, candles);
  const bytes = readFileSync(path);
  const zipped = gzipSync(bytes).length;
  const results: BenchResult[] = [];
  if (theirs !== null) {
    results.push({
      name: 'a frame of 525,600 × 31 out of the store as CSV',
      baseline: 'pandas aligning and writing it from memory',
      ratio: theirs / csv.ms,
      target: 5,
      detail: `${seconds(csv.ms)} against ${seconds(theirs)}`,
    });
  }
  results.push(
    await writingSpeed(dir, candles, bytes),
    {
      name: 'size of the same frame as Parquet',
      baseline: "gzip of the CSV, as pandas' compression='gzip' makes it",
      ratio: zipped / parquet.bytes,
      target: 0,
      detail: `${megabytes(parquet.bytes)} in ${seconds(parquet.ms)}; CSV ${megabytes(csv.bytes)}, gzip ${megabytes(zipped)}`,
    },
    {
      name: 'memory of an export over idle',
      baseline: '300 MB',
      ratio: 300e6 / Math.max(1, csv.overIdle, parquet.overIdle),
      target: 1,
      detail: `CSV ${megabytes(csv.overIdle)}, Parquet ${megabytes(parquet.overIdle)}`,
    },
    {
      name: 'lateness of the main thread during an export, p99',
      baseline: 'a frame of 60 Hz',
      ratio: 1_000 / 60 / Math.max(csv.latenessMs, parquet.latenessMs),
      target: 1,
      detail: `CSV ${csv.latenessMs.toFixed(1)} ms, Parquet ${parquet.latenessMs.toFixed(1)} ms`,
    },
    await indicatorSpeed(minutes),
  );
  return results;
}

/** A year of minutes with five joined timeframes: how fast, how big, at what cost for everything else. */
export async function benchFrames(): Promise<BenchResult[]> {
  const dir = makeTempDir();
  const engine = await startTestEngine({ dataDir: join(dir.path, 'data'), url: 'http://127.0.0.1:9' });
  try {
    return await measure(engine, dir.path);
  } finally {
    await engine.stop();
    dir.remove();
  }
}
