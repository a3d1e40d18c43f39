import Database from 'better-sqlite3';
import { silentLog } from '../../electron/platform/log.ts';
import { storePaths } from '../../electron/store/paths.ts';
import { openStore, type StoreClient } from '../../electron/store/storeClient.ts';
import type { SeriesId } from '../../shared/domain/series.ts';
import { MINUTE } from '../../shared/domain/time.ts';
import { THREAD_ENTRY } from '../helpers/storeThread.ts';
import { makeTempDir } from '../helpers/tempDir.ts';
import { addMinuteSeries, FROM, YEAR } from './dataset.ts';
import { type BenchResult, race } from './result.ts';

const ROUNDS = 5;
const SERIES = 20;

/** Fills the candle table by SQL, one hole an hour of candles long in each series; ten million rows in seconds. */
function seed(file: string, ids: readonly SeriesId[]): void {
  const db = new Database(file);
  const insert = db.prepare(
    `INSERT INTO candle (series_id, open_time, open, high, low, close, volume, batch_id)
     WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${YEAR - 1})
     SELECT ?, ${FROM} + i * ${MINUTE}, 100.1, 101.2, 99.3, 100.4, 12.345, 1 FROM n
      WHERE i NOT BETWEEN 100000 AND 100059`,
  );
  for (const id of ids) db.transaction(() => insert.run(id))();
  db.close();
}

async function fill(store: StoreClient, file: string): Promise<void> {
  for (let n = 0; n < SERIES; n += 1) await addMinuteSeries(store, `C${n}`);
  const series = await store.read.series();
  seed(
    file,
    series.map(({ id }) => id),
  );
  for (const one of series) await store.write.rebuildLedgers(one, FROM);
}

/** Coverage of twenty series out of the ledgers, against counting the candles. */
export async function benchCoverage(): Promise<BenchResult[]> {
  const dir = makeTempDir();
  const { database } = storePaths(dir.path);
  const store = await openStore({ dataDir: dir.path, threadEntry: THREAD_ENTRY, log: silentLog });
  await fill(store, database);
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
