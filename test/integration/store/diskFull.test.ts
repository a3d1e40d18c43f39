import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, type TestContext } from 'vitest';
import { candleRows, sliceCandles } from '../../../shared/domain/candle.ts';
import { HOUR } from '../../../shared/domain/time.ts';
import { openDirectStore } from '../../helpers/directStore.ts';
import { MONDAY, sampleCandles } from '../../helpers/sampleCandles.ts';
import { addSeries, pageOf } from '../../helpers/seriesFixture.ts';
import { skip } from '../../helpers/skip.ts';
import { openTestStore, tempDir } from '../../helpers/testStore.ts';

/** Mounts a disk of its own; needs Linux and the right to mount. */
function mountTinyDisk(test: TestContext, size: string): string {
  const path = join(tempDir(), 'disk');
  mkdirSync(path);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', path], { stdio: 'ignore' });
  } catch {
    skip(test, 'no disk can be mounted here; the page limit below stands in for it');
  }
  onTestFinished(() => {
    execFileSync('umount', [path]);
  });
  return path;
}

const candles = sampleCandles(MONDAY, HOUR, 50_000);
const PAGE = 1_000;
const pageAt = (at: number) => sliceCandles(candles, at, at + PAGE);

it('says that the disk is full, and keeps what was committed', async (test) => {
  const dataDir = mountTinyDisk(test, '2m');
  const store = await openTestStore(dataDir);
  const series = await addSeries(store);
  let written = 0;
  const fill = async (): Promise<void> => {
    for (; written < 50_000; written += PAGE) {
      await store.write.writePage(pageOf(series, pageAt(written), { exchangeTime: MONDAY + 60_000 * HOUR }));
    }
  };
  await expect(fill()).rejects.toMatchObject({ name: 'StoreError', code: 'disk-full' });
  expect(written).toBeGreaterThan(PAGE);
  const kept = await store.read.candlesWithin(series.id, 0, Number.MAX_SAFE_INTEGER);
  expect(candleRows(kept)).toEqual(candleRows(sliceCandles(candles, 0, written)));
  expect((await store.scan.deepCheck(series)).problems).toEqual([]);
  expect(await store.scan.checkFile()).toEqual([]);
});

it('goes on where it was when there is room again', async () => {
  const store = openDirectStore();
  const series = await addSeries(store);
  const write = (at: number) =>
    store.write.writePage(pageOf(series, pageAt(at), { exchangeTime: MONDAY + 60_000 * HOUR }));
  write(0);
  const pages = store.db.pragma('page_count', { simple: true }) as number;
  store.db.pragma(`max_page_count = ${pages + 3}`);
  expect(() => write(PAGE)).toThrow(expect.objectContaining({ code: 'SQLITE_FULL' }));
  expect(store.read.deepCheck(series)).toMatchObject({ candles: PAGE, problems: [] });
  store.db.pragma('max_page_count = 1000000');
  expect(write(PAGE)).toMatchObject({ inserted: PAGE });
  expect(store.read.deepCheck(series)).toMatchObject({ candles: 2 * PAGE, problems: [] });
});
