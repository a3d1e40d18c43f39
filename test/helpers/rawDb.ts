import Database from 'better-sqlite3';
import { storePaths } from '../../electron/store/paths.ts';

/** Does something to a store's file behind the program's back. */
export function withRawDb<T>(dataDir: string, work: (db: Database.Database) => T): T {
  const db = new Database(storePaths(dataDir).database);
  try {
    return work(db);
  } finally {
    db.close();
  }
}

/** Returns every row of the given tables, in the order of their keys. */
export const dumpTables = (
  db: Database.Database,
  tables: readonly string[],
): Readonly<Record<string, unknown[]>> =>
  Object.fromEntries(
    tables.map((table) => [table, db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all()]),
  );

/** Returns the rows of a query on any SQLite file, opened for reading. */
export function readSqlite(file: string, sql: string): unknown[] {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    return db.prepare(sql).all();
  } finally {
    db.close();
  }
}
