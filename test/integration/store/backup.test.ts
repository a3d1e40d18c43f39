import { copyFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { listBackups } from '../../../electron/store/backup.ts';
import { openReader } from '../../../electron/store/connection.ts';
import { storePaths } from '../../../electron/store/paths.ts';
import type { StoreClient } from '../../../electron/store/storeClient.ts';
import { openStoreForWriting } from '../../../electron/store/worker/writer.ts';
import { HOUR } from '../../../shared/domain/time.ts';
import { listFiles } from '../../helpers/listFiles.ts';
import { readSqlite } from '../../helpers/rawDb.ts';
import { MONDAY, sampleCandles } from '../../helpers/sampleCandles.ts';
import { addSeries, pageOf } from '../../helpers/seriesFixture.ts';
import { openTestStore, tempDir } from '../../helpers/testStore.ts';

const ignore = (): void => undefined;
const walOf = (dataDir: string): string => `${storePaths(dataDir).database}-wal`;

async function writeSomething(store: StoreClient, symbol = 'BTCUSDT'): Promise<void> {
  await store.write.writePage(pageOf(await addSeries(store, symbol), sampleCandles(MONDAY, HOUR, 2_000)));
}

/** Opens, writes one value and closes at the given second, without threads. */
function session(dataDir: string, second: number, value: string | null): void {
  const writer = openStoreForWriting(dataDir, MONDAY, ignore);
  if (value !== null) writer.operations.setState('value', JSON.stringify(value), MONDAY);
  writer.close(MONDAY + second * 1_000);
}

const valueIn = (file: string): unknown =>
  readSqlite(file, `SELECT value FROM system_state WHERE key = 'value'`)[0];

it('leaves one file and one verified backup when it is closed', async () => {
  const dataDir = tempDir();
  const store = await openTestStore(dataDir);
  await writeSomething(store);
  await store.close();
  expect(listFiles(dataDir)).toEqual(['backups', 'candlekeep.lock', 'candlekeep.sqlite']);
  const [backup, ...others] = listBackups(dataDir);
  expect(others).toEqual([]);
  expect(listFiles(storePaths(dataDir).backups)).toHaveLength(1);
  expect(readSqlite(backup!, 'SELECT count(*) AS n FROM candle')).toEqual([{ n: 2_000 }]);
  expect(readSqlite(backup!, 'PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
});

it('opens a copy of a backup as a store that was closed cleanly', async () => {
  const dataDir = tempDir();
  const store = await openTestStore(dataDir);
  await writeSomething(store);
  await store.close();
  const other = tempDir();
  copyFileSync(listBackups(dataDir)[0]!, storePaths(other).database);
  const copy = await openTestStore(other);
  expect(copy.crashed).toBe(false);
  expect(await copy.read.seriesLedgers()).toMatchObject([{ candles: 2_000 }]);
});

it('keeps the newest three and makes none when nothing changed', () => {
  const dataDir = tempDir();
  for (const n of [1, 2, 3, 4, 5]) session(dataDir, n, `value ${n}`);
  const kept = listBackups(dataDir);
  expect(kept.map(valueIn)).toEqual([5, 4, 3].map((n) => ({ value: `"value ${n}"` })));
  session(dataDir, 6, null);
  expect(listBackups(dataDir)).toEqual(kept);
});

it('makes one after a crash even when the next session changed nothing', () => {
  const dataDir = tempDir();
  session(dataDir, 1, 'before');
  const crashed = openStoreForWriting(dataDir, MONDAY, ignore);
  crashed.operations.setState('value', '"unsaved"', MONDAY);
  // A copy of the open store, log and all, is what a power cut leaves.
  const after = tempDir();
  for (const suffix of ['', '-wal']) {
    copyFileSync(storePaths(dataDir).database + suffix, storePaths(after).database + suffix);
  }
  crashed.close(MONDAY + 2_000);
  session(after, 3, null);
  expect(listBackups(after).map(valueIn)).toEqual([{ value: '"unsaved"' }]);
});

it('backs up what is in the log although somebody is in the middle of reading', () => {
  const dataDir = tempDir();
  session(dataDir, 1, 'old');
  const writer = openStoreForWriting(dataDir, MONDAY, ignore);
  const reader = openReader(storePaths(dataDir).database);
  onTestFinished(() => {
    reader.close();
  });
  reader.exec('BEGIN');
  expect(reader.prepare('SELECT count(*) FROM candle').pluck().get()).toBe(0);
  writer.operations.setState('value', '"new"', MONDAY);
  expect(writer.checkpoint()).toBe(false);
  writer.close(MONDAY + 2_000);
  expect(valueIn(listBackups(dataDir)[0]!)).toEqual({ value: '"new"' });
});

it('empties the log when it has been idle for a while', async () => {
  const dataDir = tempDir();
  const store = await openTestStore(dataDir);
  await writeSomething(store);
  expect(statSync(walOf(dataDir)).size).toBeGreaterThan(0);
  await vi.waitFor(() => expect(statSync(walOf(dataDir)).size).toBe(0), { timeout: 20_000, interval: 100 });
  expect(await store.read.seriesLedgers()).toMatchObject([{ candles: 2_000 }]);
});

it('does not take a copy from before a migration for a backup', () => {
  const dataDir = tempDir();
  session(dataDir, 1, 'value');
  const { backups, database } = storePaths(dataDir);
  copyFileSync(database, join(backups, 'before-migration-from-10-20990101T000000Z.sqlite'));
  expect(listBackups(dataDir)).toHaveLength(1);
});
