import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { foldWal } from './connection.ts';
import { copyDurably, flush } from './durable.ts';
import { StoreError } from './errors.ts';
import { storePaths } from './paths.ts';

const CLOSING = /^candlekeep-\d{8}T\d{6}Z\.sqlite$/;
const KEPT = 3;

const stamp = (now: number): string => `${new Date(now).toISOString().replace(/[-:]|\.\d+/g, '')}`;

/** Returns what SQLite finds wrong with a database file; empty when it is sound. */
export function faultsOf(file: string): string[] {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    return (db.pragma('quick_check(5)') as { quick_check: string }[])
      .map((row) => row.quick_check)
      .filter((line) => line !== 'ok');
  } finally {
    db.close();
  }
}

/** Returns the closing backups of a data directory, newest first. */
export function listBackups(dataDir: string): string[] {
  const { backups } = storePaths(dataDir);
  if (!existsSync(backups)) return [];
  return readdirSync(backups)
    .filter((name) => CLOSING.test(name))
    .toSorted()
    .reverse()
    .map((name) => join(backups, name));
}

/**
 * Copies a database that nobody writes to. Copying the file is fast but right only once the WAL is folded in; while
 * another program is in the middle of reading, it cannot be, and SQLite has to make the copy itself.
 */
function copyDatabase(from: string, to: string): void {
  const db = new Database(from);
  try {
    if (!foldWal(db)) {
      db.prepare('VACUUM INTO ?').run(to);
      flush(to);
      return;
    }
  } finally {
    db.close();
  }
  copyDurably(from, to);
}

function copyVerified(from: string, to: string): void {
  const partial = `${to}.partial`;
  try {
    rmSync(partial, { force: true });
    copyDatabase(from, partial);
    const faults = faultsOf(partial);
    if (faults.length > 0) throw new StoreError('store-damaged', `the copy did not verify: ${faults[0]}`);
    renameSync(partial, to);
  } finally {
    for (const suffix of ['', '-wal', '-shm']) rmSync(partial + suffix, { force: true });
  }
}

/**
 * Copies the store beside itself, verifies the copy and keeps the newest three. The caller holds the writer lock and
 * has closed its connection.
 */
export function makeClosingBackup(dataDir: string, now: number): string {
  const { database, backups } = storePaths(dataDir);
  mkdirSync(backups, { recursive: true });
  const file = join(backups, `candlekeep-${stamp(now)}.sqlite`);
  copyVerified(database, file);
  for (const old of listBackups(dataDir).slice(KEPT)) rmSync(old, { force: true });
  return file;
}

/** Copies the store before a migration touches it; such copies are kept until the trader deletes them. */
export function copyBeforeMigration(dataDir: string, schemaVersion: number, now: number): string {
  const { database, backups } = storePaths(dataDir);
  mkdirSync(backups, { recursive: true });
  const file = join(backups, `before-migration-from-${schemaVersion}-${stamp(now)}.sqlite`);
  copyVerified(database, file);
  return file;
}

/** Moves the store out of the way, under a name that says why, and returns that name; nothing is deleted. */
export function setAside(dataDir: string, why: string, now: number): string {
  const { database } = storePaths(dataDir);
  const name = (n: number): string =>
    join(dataDir, `candlekeep-${why}-${stamp(now)}${n === 1 ? '' : `-${n}`}.sqlite`);
  let n = 1;
  while (existsSync(name(n))) n += 1;
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(database + suffix)) renameSync(database + suffix, name(n) + suffix);
  }
  return name(n);
}
