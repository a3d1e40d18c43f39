import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, it } from 'vitest';
import { listBackups } from '../../../electron/store/backup.ts';
import { storePaths } from '../../../electron/store/paths.ts';
import { restoreNewestBackup, salvageStore } from '../../../electron/store/recover.ts';
import { openStoreForWriting } from '../../../electron/store/worker/writer.ts';
import { candleRows, sliceCandles } from '../../../shared/domain/candle.ts';
import { HOUR } from '../../../shared/domain/time.ts';
import { destroyPage, leafPages } from '../../helpers/damage.ts';
import { listFiles } from '../../helpers/listFiles.ts';
import { MONDAY, sampleCandles } from '../../helpers/sampleCandles.ts';
import { addSeries, pageOf } from '../../helpers/seriesFixture.ts';
import { openTestStore, tempDir } from '../../helpers/testStore.ts';

const CANDLES = 5_000;
const candles = sampleCandles(MONDAY, HOUR, CANDLES);
const SYMBOLS = ['AAAUSDT', 'BBBUSDT', 'CCCUSDT'];

/** Three series of five thousand candles, closed. */
async function filledDir(): Promise<string> {
  const dataDir = tempDir();
  const store = await openTestStore(dataDir);
  for (const symbol of SYMBOLS) await store.write.writePage(pageOf(await addSeries(store, symbol), candles));
  await store.close();
  return dataDir;
}

/** Makes three closing backups with the values 1, 2 and 3 and returns the directory. */
function dirWithBackups(): string {
  const dataDir = tempDir();
  for (const n of [1, 2, 3]) {
    const writer = openStoreForWriting(dataDir, MONDAY, () => undefined);
    writer.operations.setState('value', String(n), MONDAY);
    writer.close(MONDAY + n * 1_000);
  }
  return dataDir;
}

const damage = (file: string): void => writeFileSync(file, 'damaged beyond recognition');

const valueIn = async (dataDir: string): Promise<string | null> => {
  const store = await openTestStore(dataDir);
  const value = await store.read.state('value');
  await store.close();
  return value;
};

it('restores the newest backup that verifies and sets the damaged store aside', async () => {
  const dataDir = dirWithBackups();
  const { database } = storePaths(dataDir);
  damage(database);
  damage(listBackups(dataDir)[0]!);
  await expect(openTestStore(dataDir)).rejects.toMatchObject({ code: 'store-damaged' });

  const { from, damaged } = restoreNewestBackup(dataDir, MONDAY);
  expect(from).toBe(listBackups(dataDir)[1]);
  expect(readFileSync(damaged!, 'utf8')).toBe('damaged beyond recognition');
  expect(basename(damaged!)).toBe('candlekeep-damaged-20260302T000000Z.sqlite');
  expect(await valueIn(dataDir)).toBe('2');
});

it('sets nothing aside over something that was set aside before', () => {
  const dataDir = dirWithBackups();
  const { database } = storePaths(dataDir);
  const aside = ['first', 'second'].map((text) => {
    writeFileSync(database, text);
    return restoreNewestBackup(dataDir, MONDAY).damaged!;
  });
  expect(aside.map((file) => readFileSync(file, 'utf8'))).toEqual(['first', 'second']);
});

it('restores where there is no store at all, and says so where there is no backup either', async () => {
  const dataDir = dirWithBackups();
  renameSync(storePaths(dataDir).database, `${storePaths(dataDir).database}.gone`);
  expect(restoreNewestBackup(dataDir, MONDAY).damaged).toBeNull();
  expect(await valueIn(dataDir)).toBe('3');
  const nothing = expect.objectContaining({ name: 'StoreError', code: 'not-found' });
  expect(() => restoreNewestBackup(tempDir(), MONDAY)).toThrow(nothing);
  expect(() => salvageStore(tempDir(), MONDAY)).toThrow(nothing);
});

it('touches nothing while somebody has the store open', async () => {
  const dataDir = dirWithBackups();
  const store = await openTestStore(dataDir);
  const locked = expect.objectContaining({ name: 'StoreError', code: 'store-locked' });
  expect(() => restoreNewestBackup(dataDir, MONDAY)).toThrow(locked);
  expect(() => salvageStore(dataDir, MONDAY)).toThrow(locked);
  expect(await store.read.state('value')).toBe('3');
});

it('ends a recovery that was interrupted after the old store had been moved away', async () => {
  const dataDir = dirWithBackups();
  const { database, recovered } = storePaths(dataDir);
  renameSync(database, recovered);
  expect(await valueIn(dataDir)).toBe('3');
  expect(existsSync(recovered)).toBe(false);
});

it('saves the rows around a damaged page, and the ledgers say what was lost', async () => {
  const dataDir = await filledDir();
  const { database } = storePaths(dataDir);
  const leaves = leafPages(database, 'candle');
  destroyPage(database, leaves[Math.floor(leaves.length / 2)]!);
  const broken = await openTestStore(dataDir);
  expect(await broken.scan.checkFile()).not.toEqual([]);
  const [, middle] = await broken.read.series();
  await expect(broken.read.deepCheck(middle!)).rejects.toMatchObject({ code: 'store-damaged' });
  await broken.close();

  const { rows, damaged } = salvageStore(dataDir, MONDAY);
  const lost = SYMBOLS.length * CANDLES - rows.candle!;
  expect(lost).toBeGreaterThan(0);
  expect(lost).toBeLessThan(300);
  expect(listFiles(dataDir)).toContain(basename(damaged!));

  const store = await openTestStore(dataDir);
  expect(await store.scan.checkFile()).toEqual([]);
  const all = await store.read.series();
  expect(all.map(({ symbol }) => symbol)).toEqual(SYMBOLS);
  const ledgers = await store.read.seriesLedgers();
  expect(ledgers.map(({ missing }) => missing)).toEqual([0, lost, 0]);
  for (const series of all) expect((await store.scan.deepCheck(series)).problems).toEqual([]);

  // What is left is what was there, and the gap is just the rest: downloading it again makes the series whole.
  const id = all[1]!.id;
  const [gap] = await store.read.gaps(id);
  const before = Math.round((gap!.from - MONDAY) / HOUR);
  expect(gap).toMatchObject({ missing: lost, cause: 'not-downloaded', state: 'open' });
  const left = candleRows(await store.read.candlesWithin(id, 0, Number.MAX_SAFE_INTEGER));
  expect(left).toEqual([
    ...candleRows(sliceCandles(candles, 0, before)),
    ...candleRows(sliceCandles(candles, before + lost, CANDLES)),
  ]);
  await store.write.writePage(pageOf(all[1]!, candles));
  expect(await store.read.gaps(id)).toEqual([]);
});

it('saves what lies between two damaged pages of different series', async () => {
  const dataDir = await filledDir();
  const { database } = storePaths(dataDir);
  const leaves = leafPages(database, 'candle');
  for (const share of [0.15, 0.85]) destroyPage(database, leaves[Math.floor(leaves.length * share)]!);
  salvageStore(dataDir, MONDAY);
  const store = await openTestStore(dataDir);
  const held = (await store.read.seriesLedgers()).map((ledger) => ledger.candles);
  expect(held[1]).toBe(CANDLES);
  for (const n of [0, 2]) {
    expect(held[n]).toBeGreaterThan(CANDLES - 300);
    expect(held[n]).toBeLessThan(CANDLES);
  }
  for (const series of await store.read.series()) {
    expect((await store.scan.deepCheck(series)).problems).toEqual([]);
  }
});

it('says so when nothing in the file can be read, and leaves it where it is', () => {
  const dataDir = dirWithBackups();
  const { database } = storePaths(dataDir);
  damage(database);
  const before = listFiles(dataDir);
  expect(() => salvageStore(dataDir, MONDAY)).toThrow(expect.objectContaining({ code: 'store-damaged' }));
  expect(readFileSync(database, 'utf8')).toBe('damaged beyond recognition');
  expect(listFiles(dataDir)).toEqual(before);
});
