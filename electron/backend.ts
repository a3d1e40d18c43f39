import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine } from './engine/createEngine.ts';
import {
  type Backend,
  type BackendOptions,
  BackendStartError,
  type Recover,
} from './engine/ports/backend.ts';
import { createCandleArchive, createMarketFeeds } from './feeds/index.ts';
import { formatCatalog, parseCatalog } from './files/catalogYaml.ts';
import { createFeatureFiles } from './files/features/featureFiles.ts';
import { createFrameMaker } from './files/frames/frameMaker.ts';
import { createImportFiles } from './files/import/importFiles.ts';
import { systemClock } from './platform/clock.ts';
import type { Log } from './platform/log.ts';
import { defaultDataDir } from './platform/paths.ts';
import { systemTiming } from './platform/timing.ts';
import { featureThread, frameThread, importThread, seeds, storeThread } from './resources.ts';
import { archiveFromEnvironment, serversFromEnvironment } from './servers.ts';
import { sqliteVersion } from './store/connection.ts';
import { StoreError, toStoreError } from './store/errors.ts';
import { restoreNewestBackup, salvageStore } from './store/recover.ts';
import { openStore } from './store/storeClient.ts';
import { plainSurroundings } from './surroundings.ts';

async function openStoreOrExplain(dataDir: string, log: Log) {
  try {
    mkdirSync(dataDir, { recursive: true });
    return await openStore({ dataDir, threadEntry: storeThread(), log });
  } catch (error) {
    const { code, message } = toStoreError(error);
    throw new BackendStartError({ code, message }, code === 'store-damaged' ? recoverIn(dataDir) : null);
  }
}

const recoverIn =
  (dataDir: string): Recover =>
  async (how) => {
    try {
      const recover = how === 'restore' ? restoreNewestBackup : salvageStore;
      const { from, damaged, rows } = recover(dataDir, systemClock.now());
      return { from, damaged, candles: rows.candle ?? null };
    } catch (error) {
      const { code, message } = toStoreError(error);
      throw new BackendStartError({ code, message });
    }
  };

/** Puts the engine on its real ports: store, feeds, files. Shared by the window's hosts and the headless program. */
export async function startBackend(
  { dataDir: named, version, log, surroundings = {} }: BackendOptions,
  actor: 'window' | 'cli' = 'window',
): Promise<Backend> {
  const dataDir = named ?? defaultDataDir();
  const servers = serversFromEnvironment();
  const archiveServer = archiveFromEnvironment(servers);
  const store = await openStoreOrExplain(dataDir, log);
  const cacheDir = join(dataDir, 'cache');
  const feeds = createMarketFeeds({ servers, cacheDir, log, clock: systemClock });
  const engine = await createEngine({
    store,
    feeds,
    archive: createCandleArchive({ server: archiveServer, cacheDir, log, timing: systemTiming }),
    files: { parse: parseCatalog, format: formatCatalog },
    importFiles: createImportFiles({ dataDir, threadEntry: importThread() }),
    featureFiles: createFeatureFiles({ dataDir, threadEntry: featureThread() }),
    frames: createFrameMaker({ threadEntry: frameThread(), exportsDir: join(dataDir, 'exports') }),
    clock: systemClock,
    timing: systemTiming,
    surroundings: { ...plainSurroundings(dataDir), ...surroundings },
    log,
    info: {
      version,
      dataDir,
      sqliteVersion: sqliteVersion(),
      simulated: [...Object.values(servers), archiveServer].some((server) => server !== null),
    },
    seeds: seeds(),
    actor,
    // The headless program does what it was told; what a window left unfinished waits for a window.
    resumeJobs: actor === 'window',
    background: actor === 'window',
  }).catch(async (error: unknown) => {
    // Nobody else knows of the store: left open, it would lock out the next start.
    await feeds.close();
    await store.close();
    throw error instanceof StoreError
      ? new BackendStartError({ code: error.code, message: error.message })
      : error;
  });
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    await engine.stop();
    await feeds.close();
    await store.close();
  };
  return {
    handlers: engine.handlers,
    on: engine.on,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
