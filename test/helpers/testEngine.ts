import { join } from 'node:path';
import { createEngine, type Engine } from '../../electron/engine/createEngine.ts';
import type { CandleArchive } from '../../electron/engine/ports/archive.ts';
import type { MarketFeeds } from '../../electron/engine/ports/feed.ts';
import type { Surroundings } from '../../electron/engine/ports/surroundings.ts';
import { createCandleArchive, createMarketFeeds, parseServers } from '../../electron/feeds/index.ts';
import { formatCatalog, parseCatalog } from '../../electron/files/catalogYaml.ts';
import { createFeatureFiles } from '../../electron/files/features/featureFiles.ts';
import { createFrameMaker } from '../../electron/files/frames/frameMaker.ts';
import { createImportFiles } from '../../electron/files/import/importFiles.ts';
import { type Clock, systemClock } from '../../electron/platform/clock.ts';
import { silentLog } from '../../electron/platform/log.ts';
import { systemTiming, type Timing } from '../../electron/platform/timing.ts';
import { featureThread, frameThread, importThread } from '../../electron/resources.ts';
import { openStore, type StoreClient } from '../../electron/store/storeClient.ts';
import { plainSurroundings } from '../../electron/surroundings.ts';
import type { CallName, CallRequest, CallResponse } from '../../shared/contract/calls.ts';
import type { ApiError } from '../../shared/contract/errors.ts';
import type { EventPayloads } from '../../shared/contract/events.ts';
import { isFinished, type Job, type JobId } from '../../shared/domain/job.ts';
import type { Result } from '../../shared/lib/result.ts';
import { THREAD_ENTRY } from './storeThread.ts';

export type TestEngine = Readonly<{
  engine: Engine;
  store: StoreClient;
  feeds: MarketFeeds;
  /** Calls a handler and returns its answer. */
  call<N extends CallName>(name: N, request: CallRequest<N>): Promise<Result<CallResponse<N>, ApiError>>;
  /** Calls a handler that is expected to succeed. */
  ask<N extends CallName>(name: N, request: CallRequest<N>): Promise<CallResponse<N>>;
  /** Waits until a job satisfies `wanted`; by default, until it has ended. */
  jobWhen(id: JobId, wanted?: (job: Job) => boolean): Promise<Job>;
  /** Stops as the program does when it is closed. */
  stop(): Promise<void>;
}>;

export type TestEngineOptions = Readonly<{
  dataDir: string;
  /** The exchange emulator both venues are served by. */
  url: string;
  clock?: Clock;
  seeds?: string;
  resumeJobs?: boolean;
  timeoutMs?: number;
  /** How often a line is asked for a sign of life, real milliseconds. */
  keepAliveMs?: number;
  /** How the feeds wait; really, unless given. */
  timing?: Timing;
  /** Live series, schedule and alerts run by themselves; off unless given. */
  background?: boolean;
  surroundings?: Partial<Surroundings>;
  /** Puts something between the engine and its ports, for a test that watches or breaks them. */
  around?: Readonly<{
    store?(store: StoreClient): StoreClient;
    feeds?(feeds: MarketFeeds): MarketFeeds;
    archive?(archive: CandleArchive): CandleArchive;
  }>;
}>;

const never = new AbortController().signal;

/** Starts the engine on its real ports: real store threads, real feeds, a real socket to the emulator. */
export async function startTestEngine(options: TestEngineOptions): Promise<TestEngine> {
  const {
    dataDir,
    url,
    clock = systemClock,
    seeds = 'symbols: []',
    resumeJobs = true,
    timeoutMs,
    keepAliveMs,
    timing = systemTiming,
    background = false,
    surroundings = {},
    around = {},
  } = options;
  const servers = parseServers({ bitgetUrl: url, binanceUrl: url });
  if (!servers.ok) throw new Error(servers.error);
  const log = silentLog;
  const opened = await openStore({ dataDir, threadEntry: THREAD_ENTRY, log });
  const store = around.store?.(opened) ?? opened;
  const own = createMarketFeeds({
    servers: servers.value,
    cacheDir: join(dataDir, 'cache'),
    log,
    clock,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(keepAliveMs === undefined ? {} : { keepAliveMs }),
    timing,
  });
  const feeds = around.feeds?.(own) ?? own;
  const archive = createCandleArchive({
    server: servers.value.binance,
    cacheDir: join(dataDir, 'cache'),
    log,
    timing,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  const engine = await createEngine({
    store,
    feeds,
    archive: around.archive?.(archive) ?? archive,
    files: { parse: parseCatalog, format: formatCatalog },
    importFiles: createImportFiles({ dataDir, threadEntry: importThread() }),
    featureFiles: createFeatureFiles({ dataDir, threadEntry: featureThread() }),
    frames: createFrameMaker({ threadEntry: frameThread(), exportsDir: join(dataDir, 'exports') }),
    clock,
    timing,
    surroundings: { ...plainSurroundings(dataDir), ...surroundings },
    log,
    info: { version: 'test', dataDir, sqliteVersion: 'test', simulated: true },
    seeds,
    actor: 'window',
    resumeJobs,
    background,
  });
  const call: TestEngine['call'] = (name, request) => {
    const handler = engine.handlers[name] as (request: unknown, signal: AbortSignal) => Promise<never>;
    return handler(request, never);
  };
  const ask: TestEngine['ask'] = async (name, request) => {
    const answer = await call(name, request);
    if (!answer.ok) throw new Error(`${name}: ${answer.error.code}: ${answer.error.message}`);
    return answer.value;
  };
  return {
    engine,
    store,
    feeds,
    call,
    ask,
    jobWhen: (id, wanted = (job) => isFinished(job.state)) =>
      new Promise((resolve, reject) => {
        const look = (job: Job | undefined): void => {
          if (job === undefined || job.id !== id || !wanted(job)) return;
          stop();
          resolve(job);
        };
        const stop = engine.on('jobs.changed', ({ jobs }: EventPayloads['jobs.changed']) =>
          jobs.forEach(look),
        );
        ask('jobs.get', { jobId: id }).then(({ job }) => look(job), reject);
      }),
    stop: async () => {
      await engine.stop();
      await feeds.close();
      await store.close();
    },
  };
}
