import Database from 'better-sqlite3';
import { silentLog } from '../../electron/platform/log.ts';
import { storePaths } from '../../electron/store/paths.ts';
import { openStore } from '../../electron/store/storeClient.ts';
import { THREAD_ENTRY } from '../helpers/storeThread.ts';
import { makeTempDir } from '../helpers/tempDir.ts';
import { YEAR } from './dataset.ts';
import { type BenchResult, race } from './result.ts';
import { SERIES, seedMinutes } from './seed.ts';

const ROUNDS = 5;

/** Coverage of twenty series out of the ledgers, against counting the candles. */
export async function benchCoverage(): Promise<BenchResult[]> {
  const dir = makeTempDir();
  const { database } = storePaths(dir.path);
  const store = await openStore({ dataDir: dir.path, threadEntry: THREAD_ENTRY, log: silentLog });
  await seedMinutes(store, dir.path, YEAR);
  const bare = new Database(database, { readonly: true });
  bare.pragma('cache_size = -65536');
  const groupBy = bare.prepare(
    'SELECT series_id, count(*), min(open_time), max(open_time) FROM candle GROUP BY series_id',
  );
  const times = await race(ROUNDS, {
    bare: () => {
      if (groupBy.all().length !== SERIES) throw new Error('the baseline missed a series');
    },
    ours: async () => {
      const ledgers = await store.read.seriesLedgers();
      if (!ledgers.every(({ candles, missing }) => candles === YEAR - 60 && missing === 60)) {
        throw new Error('the ledgers are wrong');
      }
    },
  });
  bare.close();
  await store.close();
  dir.remove();
  return [
    {
      name: `coverage and gaps of ${SERIES} series of a year of minutes`,
      baseline: 'GROUP BY over the candles',
      ratio: times.bare / times.ours,
      target: 50,
      detail: `${times.ours.toFixed(1)} ms against ${Math.round(times.bare)} ms`,
    },
  ];
}
