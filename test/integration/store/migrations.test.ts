import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openWriter } from '../../../electron/store/connection.ts';
import { migrate, migrations, SCHEMA_VERSION } from '../../../electron/store/migrations/index.ts';
import { storePaths } from '../../../electron/store/paths.ts';
import { listFiles } from '../../helpers/listFiles.ts';
import { readSqlite, withRawDb } from '../../helpers/rawDb.ts';
import { openTestReader, openTestStore, tempDir } from '../../helpers/testStore.ts';

/** SHA-256 of each migration's SQL. Before the first release a changed line here is a decision; after it, a bug. */
const HASHES: Readonly<Record<number, string>> = {
  10: '01d81a60a8610b2ec9eb19922a62e06cf7c6fab4af48abc81085805c80355ad9',
  20: '7fff2decc4b83b2321f22933c8ec2f0cfadc9f8626acd25b203c698dfaa8192e',
  30: '27c2b3a9cecfe3c7543fa7e6b5c4aa5b68e42a97f27190ba4f390d697519c056',
  40: '7263d95a58f1f7f247435b89dafde47dd7f87d13111fa9a8a16fb0171671aca0',
  50: '84827dc6e32f33f8dd2475486772d24197cdf15c6c1abb9fc3c1b383e07a9254',
  60: '95873d1670c0b3b80dff3f7cbbe632d97bd565a5caefc3a56906e05d838b7347',
  70: '3428192c744ef25fc630fa6cf046f779cb4a9fe8de3d8c3c9fd5f5aa52e82a0c',
  80: '8e6628411989084e3b28dfadbb803307feb82ff02fed4299187dfd02911d2c25',
  90: '8fd8ce35adab02d2e17289d3fa093fa1c0c45e7e4b910731c1da36b6d4995cee',
  100: '1ed10b2a455cddb902458811322855f0076fa635722f7fd82b08933e9ac9e08a',
  110: 'f1d040805ffc58230376639a36e66f56e7c41e0eb967f0bf294363d96ff6d9ba',
};

/** One row for every table of the migration's own, as the program of that time would have written it. */
const ROWS: Readonly<Record<number, readonly string[]>> = {
  10: [
    `INSERT INTO instrument (id, exchange, symbol, unified, base, quote, created_at, updated_at)
     VALUES (7, 'bitget', 'BTCUSDT', 'BTC/USDT:USDT', 'BTC', 'USDT', 1, 1)`,
    `INSERT INTO series (id, instrument_id, timeframe, history_days, candles, ledger_from, ledger_until)
     VALUES (3, 7, '1h', 30, 1, 3600000, 10800000)`,
    `INSERT INTO ingest_batch (id, series_id, requested_at, provider, asked_from, asked_until, rows, inserted,
                               changed, rejected, coverage_ratio, gap_count, quality)
     VALUES (5, 3, 1, 'bitget', 3600000, 10800000, 1, 1, 0, 0, 0.5, 1, 'gaps')`,
    `INSERT INTO candle (series_id, open_time, open, high, low, close, volume, batch_id)
     VALUES (3, 3600000, 1.5, 2.5, 0.5, 2, 10, 5)`,
    `INSERT INTO coverage_day (series_id, day, candles) VALUES (3, 0, 1)`,
    `INSERT INTO gap (series_id, from_time, until_time, cause, state, updated_at)
     VALUES (3, 7200000, 10800000, 'not-downloaded', 'open', 1)`,
    `INSERT INTO system_state (key, value, updated_at) VALUES ('theme', '"dark"', 1)`,
  ],
  20: [
    `INSERT INTO job (id, kind, state, created_at)
     VALUES ('00000000-0000-4000-8000-000000000001', 'backfill', 'paused', 1)`,
    `INSERT INTO job_part (job_id, series_id, ordinal, state, from_time, until_time)
     VALUES ('00000000-0000-4000-8000-000000000001', 3, 0, 'paused', 3600000, 10800000)`,
  ],
  30: [],
  40: [
    `INSERT INTO verify_report (id, at, deep, overall, counts, document) VALUES (1, 1, 0, 'ok', '{}', '{}')`,
  ],
  50: [`INSERT INTO ingestion_status (series_id, state, updated_at) VALUES (3, 'live', 1)`],
  60: [
    `INSERT INTO check_report (id, kind, started_at, finished_at, result, checked, found, document)
     VALUES (1, 'canary', 1, 2, 'ok', 10, 0, '[]')`,
    `INSERT INTO canary_day (series_id, day, checked_at, candles, changed) VALUES (3, 0, 1, 24, 0)`,
    `INSERT INTO review_item (series_id, kind, from_time, to_time, candles, detail, found_at)
     VALUES (3, 'price-jump', 3600000, 3600000, 1, '{}', 1)`,
  ],
  70: [
    `INSERT INTO task (id, kind, cron, created_at) VALUES (1, 'verify', '0 * * * *', 1)`,
    `INSERT INTO task_run (task_id, started_at, reason) VALUES (1, 1, 'due')`,
    `INSERT INTO alert_rule (kind, enabled, severity, cool_down_ms, channels) VALUES ('clock-skew', 1, 'error', 1, '[]')`,
    `INSERT INTO alert_channel (kind, enabled) VALUES ('window', 1)`,
    `INSERT INTO alert (kind, severity, subject, params, raised_at, last_at) VALUES ('clock-skew', 'error', 'bitget', '{}', 1, 1)`,
  ],
  80: [
    `INSERT INTO candle_feature (series_id, open_time, features, built_at) VALUES (3, 3600000, '{}', 1)`,
    `INSERT INTO feature_catalog (name, version, category, formula, dependencies, lookback)
     VALUES ('returns_1', '1.0', 'technical', 'x', '[]', 2)`,
    `INSERT INTO stale (series_id, kind, from_time, until_time) VALUES (3, 'features', 3600000, 7200000)`,
    `INSERT INTO frame_preset (name, document) VALUES ('mine', '{}')`,
    `INSERT INTO frame_export (at, path, rows, bytes, leak_test, passport) VALUES (1, 'a.csv', 1, 1, 'passed', '{}')`,
    `INSERT INTO import_run (at, state, document) VALUES (1, 'done', '{}')`,
  ],
  90: [
    `INSERT INTO feature_quality (series_id, key, day, quality, amount) VALUES (3, 'returns_1@1.0', 0, 'ready', 1)`,
    `INSERT INTO feature_total (series_id, quality, amount) VALUES (3, 'ready', 1)`,
  ],
  100: [
    `INSERT INTO task (id, kind, cron, created_at, export) VALUES (2, 'export', '0 1 * * *', 1, '{"preset":"mine"}')`,
  ],
  110: [`INSERT INTO import_file (import_id, position, document) VALUES (1, 0, '{}')`],
};

/** Writes a store of schema `version` with rows in all its tables, and returns every row of it. */
function writeOldStore(dataDir: string, version: number): Record<string, unknown[]> {
  const db = openWriter(storePaths(dataDir).database);
  migrate(db, version);
  for (const { version: step } of migrations.filter((migration) => migration.version <= version)) {
    for (const sql of ROWS[step]!) db.exec(sql);
  }
  db.close();
  return rowsOf(dataDir);
}

const rowsOf = (dataDir: string): Record<string, unknown[]> =>
  withRawDb(dataDir, (db) => {
    const tables = db
      .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
      .pluck()
      .all() as string[];
    return Object.fromEntries(tables.map((name) => [name, db.prepare(`SELECT * FROM ${name}`).all()]));
  });

it('are numbered by tens, ascending, and have not been edited', () => {
  const found = migrations.map(({ version, sql }) => [
    version,
    createHash('sha256').update(sql).digest('hex'),
  ]);
  expect(Object.fromEntries(found)).toEqual(HASHES);
  expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, i) => (i + 1) * 10));
});

it.each(migrations.filter(({ version }) => version > 10))(
  'migration $version ($name) keeps every row of the version before',
  ({ version }) => {
    const dataDir = tempDir();
    const before = writeOldStore(dataDir, version - 10);
    const db = openWriter(storePaths(dataDir).database);
    migrate(db, version);
    expect(db.pragma('user_version', { simple: true })).toBe(version);
    db.close();
    expect(rowsOf(dataDir)).toMatchObject(before);
  },
);

it.each(migrations)('a store of schema $version opens, and its rows are read', async ({ version }) => {
  const dataDir = tempDir();
  writeOldStore(dataDir, version);
  const { read } = await openTestStore(dataDir);
  const [series] = await read.series();
  expect(await read.candlesWithin(series!.id, 0, 10_800_000)).toMatchObject({
    openTime: Float64Array.of(3_600_000),
    close: Float64Array.of(2),
  });
  expect(await read.deepCheck(series!)).toMatchObject({ candles: 1, problems: [] });
  expect(await read.state('theme')).toBe('"dark"');
  expect(await read.openJobs()).toHaveLength(version >= 20 ? 1 : 0);
});

it('copies an existing store before the first byte of it is migrated', async () => {
  const dataDir = tempDir();
  const before = writeOldStore(dataDir, 10);
  const store = await openTestStore(dataDir);
  const [copy, ...others] = listFiles(storePaths(dataDir).backups);
  expect(copy).toMatch(/^before-migration-from-10-\d{8}T\d{6}Z\.sqlite$/);
  expect(others).toEqual([]);
  await store.close();
  const file = `${storePaths(dataDir).backups}/${copy}`;
  expect(readSqlite(file, 'PRAGMA user_version')).toEqual([{ user_version: 10 }]);
  expect(readSqlite(file, 'SELECT * FROM candle')).toEqual(before.candle);
});

it('makes no such copy of a new store, nor of one that is up to date', async () => {
  const dataDir = tempDir();
  await (await openTestStore(dataDir)).close();
  await (await openTestStore(dataDir)).close();
  expect(listFiles(storePaths(dataDir).backups).filter((name) => name.startsWith('before'))).toEqual([]);
});

it('refuses a store from a later program and leaves it untouched, byte for byte', async () => {
  const made = tempDir();
  writeOldStore(made, SCHEMA_VERSION);
  const dataDir = tempDir();
  const files = ['', '-wal'].map((suffix) => storePaths(dataDir).database + suffix);
  withRawDb(made, (db) => {
    db.pragma(`user_version = ${SCHEMA_VERSION + 10}`);
    // A copy of the open store: the later program did not close it, and its last words are in the log.
    for (const [i, suffix] of ['', '-wal'].entries())
      copyFileSync(storePaths(made).database + suffix, files[i]!);
  });
  const before = files.map((file) => readFileSync(file));
  const newer = { code: 'store-newer', message: expect.stringContaining(`schema ${SCHEMA_VERSION + 10}`) };
  await expect(openTestStore(dataDir)).rejects.toMatchObject(newer);
  await expect(openTestReader(dataDir)).rejects.toMatchObject(newer);
  expect(files.map((file, i) => readFileSync(file).equals(before[i]!))).toEqual([true, true]);
  expect(listFiles(dataDir).filter((name) => !name.startsWith('candlekeep.'))).toEqual([]);
});

it('does not read an older store without migrating it', async () => {
  const dataDir = tempDir();
  writeOldStore(dataDir, 10);
  await expect(openTestReader(dataDir)).rejects.toMatchObject({ code: 'conflict' });
  expect(rowsOf(dataDir)).not.toHaveProperty('job');
});

it('migration 90 counts the qualities of the features that are stored already, day by day', () => {
  const dataDir = tempDir();
  writeOldStore(dataDir, 80);
  const day = 86_400_000;
  withRawDb(dataDir, (db) => {
    const put = db.prepare('INSERT INTO candle_feature VALUES (?, ?, ?, 1)');
    const features = (rsi: string): string =>
      JSON.stringify({
        'rsi_14@1.0': { value: 1, quality: rsi },
        'beta@1.0': { value: null, quality: 'missing' },
      });
    for (const [series, time, rsi] of [
      [3, 0, 'warmup'],
      [3, day - 1, 'ready'],
      [3, day, 'ready'],
      [3, day + 1, 'ready'],
      [4, day, 'ready'],
    ] as const)
      put.run(series, time, features(rsi));
  });
  const db = openWriter(storePaths(dataDir).database);
  migrate(db, 90);
  db.close();
  const counts = (table: string, columns: string): unknown[][] =>
    withRawDb(dataDir, (raw) =>
      raw.prepare(`SELECT ${columns} FROM ${table} ORDER BY 1, 2, 3`).raw().all(),
    ) as unknown[][];
  expect(counts('feature_quality', 'series_id, key, day, quality, amount')).toEqual([
    [3, 'beta@1.0', 0, 'missing', 2],
    [3, 'beta@1.0', day, 'missing', 2],
    [3, 'rsi_14@1.0', 0, 'ready', 1],
    [3, 'rsi_14@1.0', 0, 'warmup', 1],
    [3, 'rsi_14@1.0', day, 'ready', 2],
    [4, 'beta@1.0', day, 'missing', 1],
    [4, 'rsi_14@1.0', day, 'ready', 1],
  ]);
  expect(counts('feature_total', 'series_id, quality, amount')).toEqual([
    [3, 'missing', 4],
    [3, 'ready', 3],
    [3, 'warmup', 1],
    [4, 'missing', 1],
    [4, 'ready', 1],
  ]);
});
