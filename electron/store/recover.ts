import { existsSync, renameSync, rmSync } from 'node:fs';
import { faultsOf, listBackups, setAside } from './backup.ts';
import { copyDurably, flush } from './durable.ts';
import { StoreError, toStoreError } from './errors.ts';
import { takeWriterLock } from './lock.ts';
import { storePaths } from './paths.ts';
import { salvage } from './salvage.ts';

export type Recovery = Readonly<{
  /** The file that was restored from, or null when rows were salvaged from the damaged store itself. */
  from: string | null;
  /** Where the damaged store was put. */
  damaged: string | null;
  /** Rows that could still be read, by table; empty for a restored backup. */
  rows: Readonly<Record<string, number>>;
}>;

function isSound(file: string): boolean {
  try {
    return faultsOf(file).length === 0;
  } catch {
    return false;
  }
}

/** Runs `work` as the only program that has this store; what it throws is a StoreError. */
function alone<T>(dataDir: string, work: () => T): T {
  try {
    const unlock = takeWriterLock(storePaths(dataDir).lock);
    try {
      return work();
    } finally {
      unlock();
    }
  } catch (error) {
    throw toStoreError(error);
  }
}

/** Puts a finished new store in the place of the old one, which is set aside; returns where that is now. */
function exchange(dataDir: string, fresh: string, now: number): string | null {
  const { database, recovered } = storePaths(dataDir);
  flush(fresh);
  renameSync(fresh, recovered);
  const damaged = existsSync(database) ? setAside(dataDir, 'damaged', now) : null;
  renameSync(recovered, database);
  return damaged;
}

/** Ends a recovery that lost its power between the two renames; without this the next start would begin empty. */
export function finishRecovery(dataDir: string): void {
  const { database, recovered } = storePaths(dataDir);
  if (!existsSync(database) && existsSync(recovered)) renameSync(recovered, database);
}

/** Puts the newest backup that verifies in the place of the store; the store that was there is set aside, not lost. */
export function restoreNewestBackup(dataDir: string, now: number): Recovery {
  return alone(dataDir, () => {
    const backup = listBackups(dataDir).find(isSound);
    if (backup === undefined) throw new StoreError('not-found', 'there is no backup that can be read');
    const { partial } = storePaths(dataDir);
    copyDurably(backup, partial);
    return { from: backup, damaged: exchange(dataDir, partial, now), rows: {} };
  });
}

/**
 * Builds a new store out of every row of the damaged one that can still be read, with ledgers that say what was lost;
 * the damaged one is set aside.
 */
export function salvageStore(dataDir: string, now: number): Recovery {
  return alone(dataDir, () => {
    const { database, partial } = storePaths(dataDir);
    if (!existsSync(database)) throw new StoreError('not-found', `there is no store in ${dataDir}`);
    const clear = (): void => {
      for (const suffix of ['', '-wal', '-shm']) rmSync(partial + suffix, { force: true });
    };
    clear();
    try {
      const rows = salvage(database, partial, now);
      return { from: null, damaged: exchange(dataDir, partial, now), rows };
    } finally {
      clear();
    }
  });
}
