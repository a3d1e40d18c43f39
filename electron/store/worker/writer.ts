import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { copyBeforeMigration, listBackups, makeClosingBackup } from '../backup.ts';
import { foldWal, openReader, openWriter, type WritableDb } from '../connection.ts';
import { takeWriterLock } from '../lock.ts';
import { migrate, refuseNewer, SCHEMA_VERSION, schemaVersion } from '../migrations/index.ts';
import { createWriteOperations, type WriteOperations } from '../operations.ts';
import { storePaths } from '../paths.ts';
import { finishRecovery } from '../recover.ts';
import type { OnStatement } from '../statements.ts';

/** The writing thread's hold on the store. */
export type Writer = Readonly<{
  operations: WriteOperations;
  /** The last program that had the store did not close it. */
  crashed: boolean;
  /** Folds the log into the file unless somebody is reading at this moment; tells whether it did. */
  checkpoint(): boolean;
  close(now: number): void;
}>;

const CLEAN = 'store.clean';

/** Returns the schema version of a file, or 0 when there is none, without changing a byte of it. */
function versionOf(database: string): number {
  if (!existsSync(database)) return 0;
  const db = openReader(database);
  try {
    return schemaVersion(db);
  } finally {
    db.close();
  }
}

/** Brings the schema up to date, with a copy of the file first where there is something to lose. */
function openMigrated(dataDir: string, found: number, now: number): WritableDb {
  if (found > 0 && found < SCHEMA_VERSION) copyBeforeMigration(dataDir, found, now);
  const db = openWriter(storePaths(dataDir).database);
  try {
    migrate(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Takes the lock, opens and migrates the store. Throws a StoreError's cause and leaves nothing held if it cannot. */
export function openStoreForWriting(dataDir: string, now: number, onStatement: OnStatement): Writer {
  mkdirSync(dataDir, { recursive: true });
  accessSync(dataDir, constants.W_OK);
  const unlock = takeWriterLock(storePaths(dataDir).lock);
  let db: WritableDb | null = null;
  try {
    finishRecovery(dataDir);
    const found = versionOf(storePaths(dataDir).database);
    refuseNewer(found);
    db = openMigrated(dataDir, found, now);
    return serve(dataDir, db, unlock, found < SCHEMA_VERSION, now, onStatement);
  } catch (error) {
    db?.close();
    unlock();
    throw error;
  }
}

function serve(
  dataDir: string,
  db: WritableDb,
  unlock: () => void,
  migrated: boolean,
  now: number,
  onStatement: OnStatement,
): Writer {
  const operations = createWriteOperations(db, onStatement);
  const clean = db
    .prepare<[string], string>('SELECT value FROM system_state WHERE key = ?')
    .pluck()
    .get(CLEAN);
  const crashed = clean === 'false';
  operations.setState(CLEAN, 'false', now);
  const untouched = totalChanges(db);
  const isBackupDue = (): boolean =>
    migrated || crashed || totalChanges(db) !== untouched || listBackups(dataDir).length === 0;

  const closeConnection = (at: number): boolean => {
    try {
      const due = isBackupDue();
      operations.setState(CLEAN, 'true', at);
      db.pragma('optimize');
      foldWal(db);
      return due;
    } finally {
      db.close();
    }
  };
  return {
    operations,
    crashed,
    // Without patience: a long scan must not make the next page wait for a checkpoint that nobody needs now.
    checkpoint: () => foldWal(db, 0),
    close: (at) => {
      try {
        if (closeConnection(at)) makeClosingBackup(dataDir, at);
      } finally {
        unlock();
      }
    },
  };
}

const totalChanges = (db: WritableDb): number => db.prepare('SELECT total_changes()').pluck().get() as number;
