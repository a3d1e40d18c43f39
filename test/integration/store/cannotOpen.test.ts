import { chmodSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { storePaths } from '../../../electron/store/paths.ts';
import { HOUR } from '../../../shared/domain/time.ts';
import { listFiles } from '../../helpers/listFiles.ts';
import { MONDAY, sampleCandles } from '../../helpers/sampleCandles.ts';
import { addSeries, pageOf } from '../../helpers/seriesFixture.ts';
import { skip } from '../../helpers/skip.ts';
import { openTestReader, openTestStore, tempDir } from '../../helpers/testStore.ts';

const code = (name: string) => ({ name: 'StoreError', code: name });

it('says so when the data directory is a file', async () => {
  const dataDir = join(tempDir(), 'data');
  writeFileSync(dataDir, 'not a directory');
  await expect(openTestStore(dataDir)).rejects.toMatchObject(code('store-read-only'));
  await expect(openTestStore(join(dataDir, 'below'))).rejects.toMatchObject(code('store-read-only'));
  expect(readFileSync(dataDir, 'utf8')).toBe('not a directory');
});

it('says so when the database is a directory, and lets go of the lock', async () => {
  const dataDir = tempDir();
  mkdirSync(storePaths(dataDir).database);
  await expect(openTestStore(dataDir)).rejects.toMatchObject(code('store-read-only'));
  // Not `store-locked`: the attempt that failed holds nothing any more.
  await expect(openTestStore(dataDir)).rejects.toMatchObject(code('store-read-only'));
});

it('says so when the directory may not be written to', async (test) => {
  if (process.platform === 'win32' || process.getuid?.() === 0) {
    skip(test, 'this user can write to any directory; the cases above stand in for it');
  }
  const dataDir = tempDir();
  chmodSync(dataDir, 0o555);
  onTestFinished(() => chmodSync(dataDir, 0o755));
  await expect(openTestStore(dataDir)).rejects.toMatchObject(code('store-read-only'));
});

it('refuses a file that is no database and leaves it as it is', async () => {
  const dataDir = tempDir();
  const { database } = storePaths(dataDir);
  const garbage = Buffer.alloc(40_000, 'these are not candles ');
  writeFileSync(database, garbage);
  await expect(openTestStore(dataDir)).rejects.toMatchObject(code('store-damaged'));
  await expect(openTestReader(dataDir)).rejects.toMatchObject(code('store-damaged'));
  expect(readFileSync(database).equals(garbage)).toBe(true);
  expect(listFiles(dataDir).filter((name) => !name.startsWith('candlekeep.'))).toEqual([]);
});

it('refuses a file that was cut short and leaves it as it is', async () => {
  const dataDir = tempDir();
  const { database } = storePaths(dataDir);
  const store = await openTestStore(dataDir);
  await store.write.writePage(pageOf(await addSeries(store), sampleCandles(MONDAY, HOUR, 5_000)));
  await store.close();
  truncateSync(database, Math.floor(statSync(database).size / 2));
  const before = readFileSync(database);
  await expect(openTestStore(dataDir)).rejects.toMatchObject(code('store-damaged'));
  expect(readFileSync(database).equals(before)).toBe(true);
});

it('takes an empty file for a new store', async () => {
  const dataDir = tempDir();
  writeFileSync(storePaths(dataDir).database, '');
  const store = await openTestStore(dataDir);
  expect(await store.read.series()).toEqual([]);
  expect(store.crashed).toBe(false);
});

it('makes the data directory, and the ones above it', async () => {
  const dataDir = join(tempDir(), 'deep', 'er');
  await openTestStore(dataDir);
  expect(listFiles(dataDir)).toContain('candlekeep.sqlite');
});

it('tells a reader that there is no store yet, and makes none', async () => {
  const dataDir = tempDir();
  await expect(openTestReader(dataDir)).rejects.toMatchObject(code('not-found'));
  expect(listFiles(dataDir)).toEqual([]);
});
