import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openWriter, type WritableDb } from '../../../electron/store/connection.ts';
import { migrate } from '../../../electron/store/migrations/index.ts';
import { createReadOperations, createWriteOperations } from '../../../electron/store/operations.ts';
import { storePaths } from '../../../electron/store/paths.ts';
import { withRawDb } from '../../helpers/rawDb.ts';
import { tempDir } from '../../helpers/testStore.ts';

/** Tables that grow with the candles; whoever reads all of one makes the window wait. */
const LARGE = ['candle', 'coverage_day', 'gap', 'candle_revision'];
/** Questions about everything, asked rarely and answered out of a small table. */
const MAY_SCAN: Readonly<Record<string, string>> = {
  'SELECT series_id, count(*) AS gaps': 'all gaps of all series, for the coverage table',
};

/** Collects the SQL of every statement the store prepares, without naming one of them here. */
function preparedStatements(): { file: string; sql: string[] } {
  const file = storePaths(tempDir()).database;
  const db = openWriter(file);
  migrate(db);
  const sql: string[] = [];
  const recording = new Proxy(db, {
    get: (target, name) => {
      if (name === 'prepare') {
        return (text: string) => {
          sql.push(text);
          return target.prepare(text);
        };
      }
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  }) as WritableDb;
  createReadOperations(recording, () => undefined);
  createWriteOperations(recording, () => undefined);
  db.close();
  return { file, sql: [...new Set(sql)] };
}

it('finds candles and ledgers by their keys: no statement reads a large table from end to end', () => {
  const { file, sql } = preparedStatements();
  expect(sql.length).toBeGreaterThan(50);
  const scans: string[] = [];
  const db = new Database(file);
  // The packing statements speak of a table that belongs to the connection.
  db.exec('CREATE TEMP TABLE repack AS SELECT * FROM candle LIMIT 0');
  for (const text of sql) {
    const anonymous = text.replace(/[@]\w+/g, 'NULL').replace(/\?/g, 'NULL');
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${anonymous}`).all() as { detail: string }[];
    for (const { detail } of plan) {
      const isScan = LARGE.some((table) => new RegExp(`SCAN ${table}\\b`).test(detail));
      const isAllowed = Object.keys(MAY_SCAN).some((start) => text.trim().startsWith(start));
      if (isScan && !isAllowed) scans.push(`${detail}: ${text}`);
    }
  }
  db.close();
  expect(scans).toEqual([]);
});

it('sees a scan where there is one', () => {
  const { file } = preparedStatements();
  const dataDir = file.replace(/[/\\]candlekeep\.sqlite$/, '');
  const plan = withRawDb(dataDir, (db) =>
    db.prepare('EXPLAIN QUERY PLAN SELECT count(*) FROM candle WHERE volume > 1').all(),
  );
  expect(plan).toMatchObject([{ detail: expect.stringMatching(/^SCAN candle/) }]);
});
