import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Handlers } from '../shared/contract/dataClient.ts';
import type { ExchangeId } from '../shared/domain/exchange.ts';
import type { FramePreset } from '../shared/domain/frame.ts';
import type { CheckReport } from '../shared/domain/quality.ts';
import { succeed } from '../shared/lib/result.ts';
import { factText } from '../shared/words/events.ts';
import { createCatalogService } from './engine/catalog/catalogService.ts';
import type { EngineContext } from './engine/context.ts';
import { createExchangeClock } from './engine/exchangeClock.ts';
import { createFrameService, type FrameService } from './engine/frames/frameService.ts';
import { catalogHandlers } from './engine/handlers/catalog.ts';
import { listGaps } from './engine/handlers/gaps.ts';
import { reportHandlers } from './engine/handlers/reports.ts';
import { idleJob } from './engine/jobs/liveJob.ts';
import { type LiveReport, readLive } from './engine/live/liveReport.ts';
import { BackendStartError } from './engine/ports/backend.ts';
import type { OnFrameProgress } from './engine/ports/frames.ts';
import type { StoreClient } from './engine/ports/store.ts';
import { type CheckProgress, type CheckRequest, runCheck } from './engine/quality/checks.ts';
import { createMarketFeeds } from './feeds/index.ts';
import { formatCatalog, parseCatalog } from './files/catalogYaml.ts';
import { createFrameMaker } from './files/frames/frameMaker.ts';
import { systemClock } from './platform/clock.ts';
import type { Log } from './platform/log.ts';
import { systemTiming } from './platform/timing.ts';
import { frameThread, programVersion, storeThread } from './resources.ts';
import { serversFromEnvironment } from './servers.ts';
import { StoreError, toStoreError } from './store/errors.ts';
import { isLockHeld } from './store/lock.ts';
import { storePaths } from './store/paths.ts';
import { openStoreForReading } from './store/storeClient.ts';

export type ReadingHandlers = Pick<
  Handlers,
  'coverage.list' | 'gaps.list' | 'verify.run' | 'jobs.list' | 'catalog.list' | 'catalog.export'
>;

export type ReadingBackend = Readonly<{
  handlers: ReadingHandlers;
  /** Runs a deep check; what it finds is told and not kept. The canary stores candles, so it needs a writer. */
  check(request: CheckRequest, signal: AbortSignal, onProgress: CheckProgress): Promise<CheckReport>;
  /** Frames out of the store; what is exported is not kept in its history. */
  framesFor(onProgress: OnFrameProgress): FrameService;
  framePresets(): Promise<readonly FramePreset[]>;
  storeBytes(): Promise<number>;
  /** What a program that is writing at this moment does to keep series live. */
  live(): Promise<LiveReport>;
  /** Whether a window or another command is writing at this moment; without one, no job is really running. */
  hasWriter(): boolean;
  close(): Promise<void>;
}>;

/** Tells whether there is a store to read in this folder. */
export const hasStore = (dataDir: string): boolean => existsSync(storePaths(dataDir).database);

/**
 * Answers questions about a store without taking hold of it: works while a window, or another command, is writing to
 * it. The clock of a venue is still measured; the measurement is just not kept.
 */
export async function startReadingBackend(dataDir: string, log: Log): Promise<ReadingBackend> {
  const servers = serversFromEnvironment();
  const { read, close } = await open(dataDir, log);
  const feeds = createMarketFeeds({ servers, cacheDir: join(dataDir, 'cache'), log, clock: systemClock });
  const context = await readingContext(read, feeds, log);
  const reports = reportHandlers(context, false);
  const catalog = catalogHandlers(createCatalogService(context), {
    parse: parseCatalog,
    format: formatCatalog,
  });
  return {
    handlers: {
      'coverage.list': reports['coverage.list'],
      'gaps.list': (request) => listGaps(context, request),
      'verify.run': reports['verify.run'],
      'catalog.list': catalog['catalog.list'],
      'catalog.export': catalog['catalog.export'],
      'jobs.list': async ({ limit = 20 }) => succeed({ jobs: (await read.newestJobs(limit)).map(idleJob) }),
    },
    check: (request, signal, onProgress) => runCheck(context, request, signal, onProgress, { keeps: false }),
    framesFor: (onProgress) =>
      createFrameService(context, {
        maker: createFrameMaker({ threadEntry: frameThread(), exportsDir: join(dataDir, 'exports') }),
        version: programVersion(),
        keeps: false,
        onProgress,
      }),
    framePresets: () => read.framePresets(),
    storeBytes: () => read.storeBytes(),
    live: () => readLive(read, isLockHeld(storePaths(dataDir).lock), systemClock.now()),
    hasWriter: () => isLockHeld(storePaths(dataDir).lock),
    close: async () => {
      await feeds.close();
      await close();
    },
  };
}

async function open(dataDir: string, log: Log) {
  try {
    return await openStoreForReading({ dataDir, threadEntry: storeThread(), log });
  } catch (error) {
    const { code, message } = toStoreError(error);
    throw new BackendStartError({ code, message });
  }
}

async function readingContext(
  read: StoreClient['read'],
  feeds: EngineContext['feeds'],
  log: Log,
): Promise<EngineContext> {
  const refuse = () => Promise.reject(new StoreError('store-read-only', 'this command only reads'));
  const write = new Proxy({} as StoreClient['write'], { get: () => refuse });
  const store: StoreClient = { read, scan: read, write, crashed: false, close: () => Promise.resolve() };
  const kept = await createExchangeClock(store, feeds, systemClock, log);
  const sync = async (exchange: ExchangeId, signal: AbortSignal): Promise<void> => {
    await (await feeds.get(exchange)).syncClock(AbortSignal.any([signal, AbortSignal.timeout(5_000)]));
  };
  return {
    store,
    feeds,
    clock: systemClock,
    timing: systemTiming,
    exchangeClock: { now: kept.now, sync },
    log,
    journal: {
      event: async (severity, component, fact) =>
        log.warn(factText(fact, 'en'), { severity, component, type: fact.type }),
      audit: refuse,
    },
    publish: () => undefined,
  };
}
