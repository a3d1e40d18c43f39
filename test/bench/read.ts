import Database from 'better-sqlite3';
import { silentLog } from '../../electron/platform/log.ts';
import { storePaths } from '../../electron/store/paths.ts';
import { openStore } from '../../electron/store/storeClient.ts';
import { THREAD_ENTRY } from '../helpers/storeThread.ts';
import { makeTempDir } from '../helpers/tempDir.ts';
import { addMinuteSeries, FROM, inPages, UNTIL, writePages, YEAR, yearOfMinutes } from './dataset.ts';
import { type BenchResult, race } from './result.ts';

const ROUNDS = 9;

/** A year of minutes as columns out of another thread, against stepping through the rows in this one. */
export async function benchRead(): Promise<BenchResult[]> {
  const dir = makeTempDir();
  const store = await openStore({ dataDir: dir.path, threadEntry: THREAD_ENTRY, log: silentLog });
  const series = await addMinuteSeries(store, 'READ');
  await writePages(store, series, inPages(yearOfMinutes()));
  const bare = new Database(storePaths(dir.path).database, { readonly: true });
  const statement = bare
    .prepare<[number, number, number], number[]>(
      `SELECT open_time, open, high, low, close, volume FROM candle
        WHERE series_id = ? AND open_time >= ? AND open_time < ? ORDER BY open_time`,
    )
    .raw();
  let seen = 0;
  const times = await race(ROUNDS, {
    bare: () => {
      for (const row of statement.iterate(series.id, FROM, UNTIL)) seen += row.length;
    },
    ours: async () => {
      const { openTime } = await store.read.candlesWithin(series.id, FROM, UNTIL);
      if (openTime.length !== YEAR) throw new Error(`read ${openTime.length} candles`);
    },
  });
  bare.close();
  await store.close();
  dir.remove();
  if (seen !== ROUNDS * YEAR * 6) throw new Error(`the baseline saw ${seen} values`);
  return [
    {
      name: 'reading a year of minutes as columns',
      baseline: 'bare iteration in the same thread',
      ratio: times.bare / times.ours,
      target: 0.7,
      detail: `${Math.round(times.ours)} ms against ${Math.round(times.bare)} ms`,
    },
  ];
}
