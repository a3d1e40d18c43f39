import Database from 'better-sqlite3';
import { openWriter, type WritableDb } from './connection.ts';
import { StoreError } from './errors.ts';
import { migrate } from './migrations/index.ts';

const tablesOf = (db: Database.Database): string[] =>
  db
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid`,
    )
    .pluck()
    .all() as string[];

type Row = Record<string, unknown>;

/** Copies rows in `direction` until the damage is reached; rows that are already there are kept as they are. */
function copyRows(
  from: Database.Database,
  to: WritableDb,
  table: string,
  direction: 'ASC' | 'DESC',
): boolean {
  const keys = (from.pragma(`table_info(${table})`) as { name: string; pk: number }[]).filter(
    (c) => c.pk > 0,
  );
  const order = keys.map((key) => `${key.name} ${direction}`).join(', ');
  let insert: Database.Statement<unknown[]> | null = null;
  try {
    for (const row of from.prepare<[], Row>(`SELECT * FROM ${table} ORDER BY ${order}`).iterate()) {
      insert ??= to.prepare(
        `INSERT OR IGNORE INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row)
          .map(() => '?')
          .join(', ')})`,
      );
      insert.run(...Object.values(row));
    }
    return true;
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_CORRUPT')) return false;
    throw error;
  }
}

/**
 * Reads what can be read of a damaged database into a new one: each table forwards up to the damage, then backwards
 * down to it. Returns how many rows of each table were saved.
 */
export function salvage(damaged: string, fresh: string): Record<string, number> {
  const from = new Database(damaged, { readonly: true, fileMustExist: true });
  const to = openWriter(fresh);
  try {
    migrate(to);
    to.pragma('foreign_keys = OFF');
    const rows: Record<string, number> = {};
    for (const table of tablesOf(to)) {
      to.transaction(() => {
        if (!copyRows(from, to, table, 'ASC')) copyRows(from, to, table, 'DESC');
      }).immediate();
      rows[table] = to.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
    }
    return rows;
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_NOTADB') {
      throw new StoreError('store-damaged', 'nothing in this file can be read as a database');
    }
    throw error;
  } finally {
    to.close();
    from.close();
  }
}
