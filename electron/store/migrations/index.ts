import type { ReadableDb, WritableDb } from '../connection.ts';
import { StoreError } from '../errors.ts';
import { candles } from './010-candles.ts';
import { jobs } from './020-jobs.ts';
import { views } from './030-views.ts';
import { reports } from './040-reports.ts';
import { live } from './050-live.ts';
import { quality } from './060-quality.ts';
import { watch } from './070-watch.ts';
import { frames } from './080-frames.ts';
import { featureQuality } from './090-feature-quality.ts';
import { exports } from './100-exports.ts';
import { importFiles } from './110-import-files.ts';
import type { Migration } from './migration.ts';

export const migrations: readonly Migration[] = [
  candles,
  jobs,
  views,
  reports,
  live,
  quality,
  watch,
  frames,
  featureQuality,
  exports,
  importFiles,
];

export const SCHEMA_VERSION = migrations.at(-1)!.version;

export const schemaVersion = (db: ReadableDb): number =>
  db.pragma('user_version', { simple: true }) as number;

/** Throws `store-newer` for a database from a later program. */
export function refuseNewer(found: number): void {
  if (found <= SCHEMA_VERSION) return;
  throw new StoreError(
    'store-newer',
    `the store has schema ${found}, this program knows schemas up to ${SCHEMA_VERSION}`,
  );
}

/**
 * Brings a database to `upTo`, each step in a transaction of its own, so that a step that fails leaves the one before.
 * Throws `store-newer` for a database from a later program.
 */
export function migrate(db: WritableDb, upTo = Number.POSITIVE_INFINITY): void {
  const found = schemaVersion(db);
  refuseNewer(found);
  for (const migration of migrations) {
    if (migration.version <= found || migration.version > upTo) continue;
    db.transaction(() => {
      db.exec(migration.sql);
      db.pragma(`user_version = ${migration.version}`);
    }).immediate();
  }
}
