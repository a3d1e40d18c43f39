import { expect, it } from 'vitest';
import {
  assertSqliteVersion,
  openReader,
  openWriter,
  sqliteVersion,
} from '../../../electron/store/connection.ts';
import { migrate } from '../../../electron/store/migrations/index.ts';
import { storePaths } from '../../../electron/store/paths.ts';
import { tempDir } from '../../helpers/testStore.ts';

it.each(['3.51.3', '3.51.10', '3.53.0', '3.54.1', '4.0.0'])('accepts SQLite %s', (version) => {
  expect(() => assertSqliteVersion(version)).not.toThrow();
});

it.each(['3.51.2', '3.50.4', '3.52.0', '3.9.9', '2.99.99'])('refuses SQLite %s', (version) => {
  expect(() => assertSqliteVersion(version)).toThrow(
    expect.objectContaining({ code: 'store-sqlite-version', message: expect.stringContaining(version) }),
  );
});

it('has a driver whose SQLite is accepted', () => {
  expect(sqliteVersion()).toMatch(/^3\.\d+\.\d+$/);
  expect(() => assertSqliteVersion(sqliteVersion())).not.toThrow();
});

it('writes through a log that survives a crash of the program', () => {
  const db = openWriter(storePaths(tempDir()).database);
  const pragma = (name: string): unknown => db.pragma(name, { simple: true });
  expect(['journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout'].map(pragma)).toEqual([
    'wal',
    1,
    1,
    5_000,
  ]);
  db.close();
});

it('cannot write through a reader', () => {
  const file = storePaths(tempDir()).database;
  const writer = openWriter(file);
  migrate(writer);
  const reader = openReader(file);
  expect(() => reader.exec('DELETE FROM candle')).toThrow(/readonly/);
  expect(() => reader.exec('CREATE TABLE mine (id)')).toThrow(/readonly/);
  reader.close();
  writer.close();
});
