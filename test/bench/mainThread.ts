import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { Series } from '../../shared/domain/series.ts';
import { makeTempDir } from '../helpers/tempDir.ts';
import { startTestEngine, type TestEngine } from '../helpers/testEngine.ts';
import { startEmulator } from './emulator.ts';
import { type BenchResult, megabytes } from './result.ts';

const IDLE_MS = 3_000;
const SYMBOLS = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT', 'XRPUSDT'];
const DAYS = 29;

const p99 = (histogram: ReturnType<typeof monitorEventLoopDelay>): number => histogram.percentile(99) / 1e6;

/** Reads whole series over and over, as a scan or an export would, until told to stop. */
async function scanUntil(engine: TestEngine, signal: AbortSignal): Promise<number> {
  let scans = 0;
  while (!signal.aborted) {
    for (const series of (await engine.store.scan.series()) as Series[]) {
      await engine.store.scan.deepCheck(series);
      scans += 1;
    }
  }
  return scans;
}

async function measure(engine: TestEngine): Promise<BenchResult[]> {
  // The timer of the histogram is late by its own resolution; one millisecond keeps that below what is looked for.
  const idle = monitorEventLoopDelay({ resolution: 1 });
  idle.enable();
  await wait(IDLE_MS);
  idle.disable();
  const idleMemory = process.memoryUsage().rss;

  const { jobId } = await engine.ask('backfill.start', {
    exchange: 'bitget',
    symbols: SYMBOLS,
    timeframes: ['1m'],
    days: DAYS,
  });
  const scanning = new AbortController();
  const scans = scanUntil(engine, scanning.signal);
  const busy = monitorEventLoopDelay({ resolution: 1 });
  let peak = 0;
  const sampler = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 50);
  busy.enable();
  const started = performance.now();
  const job = await engine.jobWhen(jobId);
  const seconds = (performance.now() - started) / 1_000;
  busy.disable();
  clearInterval(sampler);
  scanning.abort();
  const stored = job.parts.reduce((sum, part) => sum + part.stored, 0);
  const what = `${stored} candles in ${seconds.toFixed(1)} s (${Math.round(stored / seconds)}/s) with ${await scans} scans beside`;
  return [
    {
      name: 'lateness of the main thread, p99',
      baseline: `idle: ${p99(idle).toFixed(1)} ms`,
      ratio: p99(busy) / p99(idle),
      target: 0,
      detail: `${p99(busy).toFixed(1)} ms (worst ${(busy.max / 1e6).toFixed(0)} ms) during ${what}`,
    },
    {
      name: 'memory of the process',
      baseline: `idle: ${megabytes(idleMemory)}`,
      ratio: peak / idleMemory,
      target: 0,
      detail: `${megabytes(peak)} at most during the same backfill and scans`,
    },
  ];
}

/** How late the main thread is, and how big the process, during a full-speed backfill with a long scan beside it. */
export async function benchMainThread(): Promise<BenchResult[]> {
  const emulator = await startEmulator(SYMBOLS);
  const dir = makeTempDir();
  const engine = await startTestEngine({ dataDir: dir.path, url: emulator.url });
  try {
    return await measure(engine);
  } finally {
    await engine.stop();
    await emulator.close();
    dir.remove();
  }
}
