import { join } from 'node:path';
import { expect, it } from 'vitest';
import { storePaths } from '../../../electron/store/paths.ts';
import { salvage } from '../../../electron/store/salvage.ts';
import { HOUR } from '../../../shared/domain/time.ts';
import { readSqlite, withRawDb } from '../../helpers/rawDb.ts';
import { MONDAY, sampleCandles } from '../../helpers/sampleCandles.ts';
import { addSeries, pageOf } from '../../helpers/seriesFixture.ts';
import { openTestStore, tempDir } from '../../helpers/testStore.ts';

const entry = (quality: string): string => `{"rsi_14@1.0":{"value":1,"quality":"${quality}"}}`;

it('after rows were lost with a damaged file, the qualities of those that are left are counted anew', async () => {
  const dataDir = tempDir();
  const store = await openTestStore(dataDir);
  const series = await addSeries(store);
  await store.write.writePage(pageOf(series, sampleCandles(MONDAY, HOUR, 30)));
  const times = Float64Array.from({ length: 30 }, (_, i) => MONDAY + i * HOUR);
  const features = [...times].map((_, i) => entry(i < 14 ? 'warmup' : 'ready'));
  const where = { from: MONDAY, until: MONDAY + 30 * HOUR };
  await store.write.writeFeatures(series.id, where, times, features, MONDAY);
  expect((await store.read.featureSums())[0]!.counts).toEqual({ warmup: 14, ready: 16 });
  await store.close();
  withRawDb(dataDir, (db) => {
    db.prepare('DELETE FROM candle_feature WHERE open_time < ?').run(MONDAY + 4 * HOUR);
  });
  const fresh = join(tempDir(), 'fresh.sqlite');
  salvage(storePaths(dataDir).database, fresh, MONDAY);
  expect(readSqlite(fresh, 'SELECT quality, amount FROM feature_total ORDER BY quality')).toEqual([
    { quality: 'ready', amount: 16 },
    { quality: 'warmup', amount: 10 },
  ]);
  const days = 'SELECT day, quality, amount FROM feature_quality ORDER BY day, quality';
  expect(readSqlite(fresh, days)).toEqual([
    { day: MONDAY, quality: 'ready', amount: 10 },
    { day: MONDAY, quality: 'warmup', amount: 10 },
    { day: MONDAY + 24 * HOUR, quality: 'ready', amount: 6 },
  ]);
});
