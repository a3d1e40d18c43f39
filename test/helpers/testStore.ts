import { onTestFinished } from 'vitest';
import { type Log, silentLog } from '../../electron/platform/log.ts';
import { openStore, openStoreForReading, type StoreClient } from '../../electron/store/storeClient.ts';
import { THREAD_ENTRY } from './storeThread.ts';
import { makeTempDir } from './tempDir.ts';

/** Returns an empty directory that is removed when the test has finished. */
export function tempDir(): string {
  const dir = makeTempDir();
  onTestFinished(dir.remove);
  return dir.path;
}

/** Opens a real store with its three threads; it is closed when the test has finished. */
export async function openTestStore(dataDir = tempDir(), log: Log = silentLog): Promise<StoreClient> {
  const store = await openStore({ dataDir, threadEntry: THREAD_ENTRY, log });
  onTestFinished(() => store.close());
  return store;
}

/** Opens a store for reading only; it is closed when the test has finished. */
export async function openTestReader(dataDir: string) {
  const store = await openStoreForReading({ dataDir, threadEntry: THREAD_ENTRY, log: silentLog });
  onTestFinished(() => store.close());
  return store;
}
