import Database from 'better-sqlite3';
import type { SeriesId } from '../../shared/domain/series.ts';
import { openWriter, type WritableDb } from './connection.ts';
import { StoreError } from './errors.ts';
import { migrate } from './migrations/index.ts';
import { recountQualities } from './repositories/featureQuality.ts';
import { createIntegrityWriter } from './repositories/integrity.ts';
import { createSeriesReader } from './repositories/series.ts';
import { createStatements } from './statements.ts';

const tablesOf = (db: Database.Database): string[] =>
  db
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid`,
    )
    .pluck()
    .all() as string[];

type Row = Record<string, unknown>;
type Direction = 'ASC' | 'DESC';

const hasCode = (error: unknown, prefix: string): boolean =>
  error instanceof Database.SqliteError && error.code.startsWith(prefix);

/** Inserts a row unless it is there already or makes no sense (a cell of a damaged page can hold anything). */
function createInsert(to: WritableDb, table: string, columns: readonly string[]): (row: Row) => void {
  const statement = to.prepare(
    `INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  return (row) => {
    try {
      statement.run(...Object.values(row));
    } catch (error) {
      if (!hasCode(error, 'SQLITE_CONSTRAINT')) throw error;
    }
  };
}

/** Copies the rows of a query until its end or the damage is reached; tells whether it was the end. */
function copyRows(from: Database.Database, to: WritableDb, table: string, query: string): boolean {
  let insert: ((row: Row) => void) | null = null;
  try {
    for (const row of from.prepare<[], Row>(query).iterate()) {
      insert ??= createInsert(to, table, Object.keys(row));
      insert(row);
    }
    return true;
  } catch (error) {
    if (hasCode(error, 'SQLITE_CORRUPT')) return false;
    throw error;
  }
}

type Column = Readonly<{ name: string; pk: number }>;

/** Copies a table forwards up to the damage, then backwards down to it. */
function copyTable(from: Database.Database, to: WritableDb, table: string): void {
  const columns = to.pragma(`table_info(${table})`) as Column[];
  const keys = columns.filter((column) => column.pk > 0).toSorted((a, b) => a.pk - b.pk);
  const query = (where: string, direction: Direction): string =>
    `SELECT * FROM ${table} ${where} ORDER BY ${keys.map(({ name }) => `${name} ${direction}`).join(', ')}`;
  const copy = (where: string): boolean =>
    copyRows(from, to, table, query(where, 'ASC')) || copyRows(from, to, table, query(where, 'DESC'));
  if (copyRows(from, to, table, query('', 'ASC'))) return;
  copyRows(from, to, table, query('', 'DESC'));
  // Two damaged pages hide all that lies between them: what begins with the series is looked for series by series.
  if (keys[0]?.name !== 'series_id') return;
  for (const id of to.prepare('SELECT id FROM series').pluck().all() as SeriesId[]) {
    copy(`WHERE series_id = ${id}`);
  }
}

const exists = (db: Database.Database, table: string): boolean => {
  try {
    return db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = ?`).get(table) !== undefined;
  } catch (error) {
    if (hasCode(error, 'SQLITE_CORRUPT')) return false;
    throw error;
  }
};

function rebuildLedgers(db: WritableDb, now: number): void {
  const statements = createStatements(db, () => undefined);
  const { rebuildLedgers: rebuild } = createIntegrityWriter(db, statements);
  for (const series of createSeriesReader(statements).list()) rebuild(series, now);
}

/**
 * Reads what can be read of a damaged database into a new one and makes the new ledgers say what is missing now.
 * Returns how many rows of each table were saved.
 */
export function salvage(damaged: string, fresh: string, now: number): Record<string, number> {
  const from = new Database(damaged, { readonly: true, fileMustExist: true });
  const to = openWriter(fresh);
  try {
    migrate(to);
    to.pragma('foreign_keys = OFF');
    const rows: Record<string, number> = {};
    for (const table of tablesOf(to)) {
      if (exists(from, table)) to.transaction(() => copyTable(from, to, table)).immediate();
      rows[table] = to.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
    }
    rebuildLedgers(to, now);
    recountQualities(to);
    return rows;
  } catch (error) {
    if (hasCode(error, 'SQLITE_NOTADB')) {
      throw new StoreError('store-damaged', 'nothing in this file can be read as a database');
    }
    throw error;
  } finally {
    to.close();
    from.close();
  }
}
