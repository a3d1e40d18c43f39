import { statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { StoreError } from './errors.ts';

declare const access: unique symbol;
/** A connection that may only be read from. The writer may be passed where a reader is wanted, not the reverse. */
export type ReadableDb = Database.Database & { readonly [access]: 'read' | 'write' };
export type WritableDb = ReadableDb & { readonly [access]: 'write' };

const BUSY_TIMEOUT_MS = 5_000;
/** Twice SQLite's own: candles come and go in thousands, and half as many pages are split (measured, +15 %). */
const PAGE_SIZE = 8_192;
/** 48 MB of log between checkpoints while a backfill runs: each one waits for the disk. */
const AUTO_CHECKPOINT_PAGES = 6_000;
const JOURNAL_SIZE_LIMIT = 64 * 1024 * 1024;

/**
 * Refuses SQLite versions whose WAL-reset bug corrupts files that several connections use: fixed in 3.51.3, and
 * 3.52.0 was withdrawn (sqlite.org/wal.html#walresetbug).
 */
export function assertSqliteVersion(version: string): void {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  const number = major * 1_000_000 + minor * 1_000 + patch;
  if (number < 3_051_003 || number === 3_052_000) {
    throw new StoreError(
      'store-sqlite-version',
      `SQLite ${version} can damage the store; 3.51.3 or later is needed`,
    );
  }
}

/** Returns the version of the SQLite that is built into the driver. */
export function sqliteVersion(): string {
  const db = new Database(':memory:');
  try {
    return db.prepare('SELECT sqlite_version()').pluck().get() as string;
  } finally {
    db.close();
  }
}

/** Opens the one connection that may write, creating the file if it is not there. */
export function openWriter(file: string): WritableDb {
  assertSqliteVersion(sqliteVersion());
  const db = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    db.pragma(`page_size = ${PAGE_SIZE}`);
    if (db.pragma('journal_mode = WAL', { simple: true }) !== 'wal') {
      throw new StoreError('store-read-only', `the file system under ${file} cannot keep a write-ahead log`);
    }
    db.pragma('synchronous = NORMAL');
    db.pragma('foreign_keys = ON');
    db.pragma('temp_store = MEMORY');
    db.pragma(`journal_size_limit = ${JOURNAL_SIZE_LIMIT}`);
    db.pragma('cache_size = -65536');
    db.pragma(`wal_autocheckpoint = ${AUTO_CHECKPOINT_PAGES}`);
  } catch (error) {
    db.close();
    throw error;
  }
  return db as WritableDb;
}

/**
 * Opens a connection that SQLite itself keeps from writing. The file is not memory-mapped: a disk that fails under a
 * mapping kills the process, and read the ordinary way it is an error with a name.
 */
export function openReader(file: string): ReadableDb {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) throw new StoreError('not-found', `there is no store at ${file}`);
  if (!found.isFile()) throw new StoreError('store-read-only', `${file} is not a file`);
  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
  try {
    db.pragma('query_only = ON');
    db.pragma('temp_store = MEMORY');
    db.pragma('cache_size = -65536');
  } catch (error) {
    db.close();
    throw error;
  }
  return db as ReadableDb;
}

/**
 * Folds the write-ahead log into the database and empties it. Returns false when somebody is in the middle of reading
 * and it could not be done within `patienceMs`.
 */
export function foldWal(db: Database.Database, patienceMs = 1_000): boolean {
  db.pragma(`busy_timeout = ${patienceMs}`);
  try {
    const [outcome] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    return outcome?.busy === 0;
  } finally {
    db.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  }
}
