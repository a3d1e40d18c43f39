import { constants, copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { faultsOf, listBackups, setAside } from './backup.ts';
import { StoreError } from './errors.ts';
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

/** Runs `work` as the only program that has this store. */
function alone<T>(dataDir: string, work: () => T): T {
  const unlock = takeWriterLock(storePaths(dataDir).lock);
  try {
    return work();
  } finally {
    unlock();
  }
}

/** Puts the newest backup that verifies in the place of the store; the store that was there is set aside, not lost. */
export function restoreNewestBackup(dataDir: string, now: number): Recovery {
  return alone(dataDir, () => {
    const backup = listBackups(dataDir).find(isSound);
    if (backup === undefined) throw new StoreError('not-found', 'there is no backup that can be read');
    const { database } = storePaths(dataDir);
    const partial = `${database}.restoring`;
    copyFileSync(backup, partial, constants.COPYFILE_FICLONE);
    const damaged = existsSync(database) ? setAside(dataDir, 'damaged', now) : null;
    renameSync(partial, database);
    return { from: backup, damaged, rows: {} };
  });
}

/** Builds a new store out of every row of the damaged one that can still be read; the damaged one is set aside. */
export function salvageStore(dataDir: string, now: number): Recovery {
  return alone(dataDir, () => {
    const { database } = storePaths(dataDir);
    if (!existsSync(database)) throw new StoreError('not-found', `there is no store in ${dataDir}`);
    const fresh = `${database}.salvaged`;
    rmSync(fresh, { force: true });
    const rows = salvage(database, fresh);
    const check = new Database(fresh);
    check.pragma('wal_checkpoint(TRUNCATE)');
    check.close();
    const damaged = setAside(dataDir, 'damaged', now);
    renameSync(fresh, database);
    return { from: null, damaged, rows };
  });
}
