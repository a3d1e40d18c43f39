import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { copyBeforeMigration, listBackups, makeClosingBackup } from '../backup.ts';
import { openWriter, type WritableDb } from '../connection.ts';
import { takeWriterLock } from '../lock.ts';
import { migrate, SCHEMA_VERSION, schemaVersion } from '../migrations/index.ts';
import { createWriteOperations, type WriteOperations } from '../operations.ts';
import { storePaths } from '../paths.ts';
import type { OnStatement } from '../statements.ts';

/** The writing thread's hold on the store. */
export type Writer = Readonly<{
  operations: WriteOperations;
  /** The last program that had the store did not close it. */
  crashed: boolean;
  checkpoint(): void;
  close(now: number): void;
}>;

const CLEAN = 'store.clean';

/** Brings the schema up to date, with a copy of the file first where there is something to lose. */
function openMigrated(dataDir: string, now: number): WritableDb {
  const { database } = storePaths(dataDir);
  const existed = existsSync(database);
  let db = openWriter(database);
  try {
    const found = schemaVersion(db);
    if (existed && found > 0 && found < SCHEMA_VERSION) {
      db.close();
      copyBeforeMigration(dataDir, found, now);
      db = openWriter(database);
    }
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
  try {
    const db = openMigrated(dataDir, now);
    const operations = createWriteOperations(db, onStatement);
    const wasClean = db.prepare('SELECT value FROM system_state WHERE key = ?').pluck().get(CLEAN) as
      | string
      | undefined;
    operations.setState(CLEAN, 'false', now);
    const untouched = totalChanges(db);
    return {
      operations,
      crashed: wasClean === 'false',
      checkpoint: () => {
        db.pragma('wal_checkpoint(TRUNCATE)');
      },
      close: (at) => {
        const changed = totalChanges(db) !== untouched;
        operations.setState(CLEAN, 'true', at);
        db.pragma('optimize');
        db.pragma('wal_checkpoint(TRUNCATE)');
        db.close();
        try {
          if (changed || listBackups(dataDir).length === 0) makeClosingBackup(dataDir, at);
        } finally {
          unlock();
        }
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

const totalChanges = (db: WritableDb): number => db.prepare('SELECT total_changes()').pluck().get() as number;
