import { expect, it } from 'vitest';
import { isLockHeld } from '../../../electron/store/lock.ts';
import { storePaths } from '../../../electron/store/paths.ts';
import { sliceCandles } from '../../../shared/domain/candle.ts';
import { HOUR } from '../../../shared/domain/time.ts';
import { startChildStore } from '../../helpers/childStore.ts';
import { MONDAY, sampleCandles } from '../../helpers/sampleCandles.ts';
import { addSeries, pageOf } from '../../helpers/seriesFixture.ts';
import { openTestReader, openTestStore, tempDir } from '../../helpers/testStore.ts';

const locked = { name: 'StoreError', code: 'store-locked' };

it('refuses a second writer in the same process, and lets it in when the first has closed', async () => {
  const dataDir = tempDir();
  const first = await openTestStore(dataDir);
  await expect(openTestStore(dataDir)).rejects.toMatchObject(locked);
  await first.write.setState('still', '"alive"', 1);
  expect(await first.read.state('still')).toBe('"alive"');
  await first.close();
  const second = await openTestStore(dataDir);
  expect(await second.read.state('still')).toBe('"alive"');
});

it('refuses a second writer in another process', async () => {
  const dataDir = tempDir();
  await openTestStore(dataDir);
  await expect(startChildStore(dataDir, 1)).rejects.toThrow(/another Candlekeep is writing/);
});

it('is free the moment the other process is killed, and tells that it was not closed', async () => {
  const dataDir = tempDir();
  const child = await startChildStore(dataDir, 2);
  try {
    await child.pages(3);
    await expect(openTestStore(dataDir)).rejects.toMatchObject(locked);
  } finally {
    await child.kill();
  }
  const store = await openTestStore(dataDir);
  expect(store.crashed).toBe(true);
  expect((await store.read.seriesLedgers())[0]!.candles).toBeGreaterThan(0);
  await store.close();
  expect((await openTestStore(dataDir)).crashed).toBe(false);
});

it('reads beside the writer, always a whole page or none of it', async () => {
  const dataDir = tempDir();
  const store = await openTestStore(dataDir);
  const series = await addSeries(store);
  const reader = await openTestReader(dataDir);
  const candles = sampleCandles(MONDAY, HOUR, 10_000);
  const writing = (async () => {
    for (let at = 0; at < 10_000; at += 100) {
      await store.write.writePage(pageOf(series, sliceCandles(candles, at, at + 100)));
    }
  })();
  let seen = 0;
  while (seen < 10_000) {
    const found = await reader.read.candlesWithin(series.id, 0, Number.MAX_SAFE_INTEGER);
    seen = found.openTime.length;
    expect(seen % 100).toBe(0);
    expect(found.openTime.at(-1) ?? MONDAY - HOUR).toBe(MONDAY + (seen - 1) * HOUR);
    expect((await reader.read.deepCheck(series)).problems).toEqual([]);
  }
  await writing;
});

it('reads beside a writer in another process', async () => {
  const dataDir = tempDir();
  const child = await startChildStore(dataDir, 3);
  try {
    await child.pages(2);
    const { read } = await openTestReader(dataDir);
    const [series] = await read.series();
    expect((await read.deepCheck(series!)).problems).toEqual([]);
    await child.pages(5);
    expect((await read.deepCheck(series!)).problems).toEqual([]);
  } finally {
    await child.kill();
  }
});

it('tells whether somebody is writing without taking anything from them', async () => {
  const dataDir = tempDir();
  const { lock } = storePaths(dataDir);
  expect(isLockHeld(lock)).toBe(false);
  const store = await openTestStore(dataDir);
  expect([isLockHeld(lock), isLockHeld(lock)]).toEqual([true, true]);
  await expect(openTestStore(dataDir)).rejects.toMatchObject(locked);
  await store.close();
  expect(isLockHeld(lock)).toBe(false);
});
