import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { StoreError } from './errors.ts';

/**
 * Takes the single-writer lock of a data directory and returns what releases it. It is an exclusive SQLite
 * transaction on a file of its own: the operating system lets go of it whenever the process ends, however it ends,
 * so there is no stale lock to clean up after a crash, on Windows or elsewhere.
 */
export function takeWriterLock(file: string): () => void {
  const db = new Database(file, { timeout: 200 });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new StoreError('store-locked', `another Candlekeep is writing to this folder (${file})`);
    }
    throw error;
  }
  return () => db.close();
}

/** Tells whether a program holds the lock, by reading beside it: nothing is taken, so nobody is kept waiting. */
export function isLockHeld(file: string): boolean {
  if (!existsSync(file)) return false;
  const db = new Database(file, { readonly: true, timeout: 0 });
  try {
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    return false;
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return true;
    throw error;
  } finally {
    db.close();
  }
}
