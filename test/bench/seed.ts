import Database from 'better-sqlite3';
import { storePaths } from '../../electron/store/paths.ts';
import type { StoreClient } from '../../electron/store/storeClient.ts';
import { MINUTE } from '../../shared/domain/time.ts';
import { addMinuteSeries, FROM } from './dataset.ts';

export const SERIES = 20;

/**
 * Fills a store with twenty series of so many minutes each, by SQL: ten million rows in seconds. Each has one hole of
 * an hour, where it is long enough; the ledgers are rebuilt from what is there.
 */
export async function seedMinutes(store: StoreClient, dataDir: string, minutes: number): Promise<void> {
  for (let n = 0; n < SERIES; n += 1) await addMinuteSeries(store, `C${n}`);
  const all = await store.read.series();
  const db = new Database(storePaths(dataDir).database);
  const insert = db.prepare(
    `INSERT INTO candle (series_id, open_time, open, high, low, close, volume, batch_id)
     WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${minutes - 1})
     SELECT ?, ${FROM} + i * ${MINUTE}, 100.1, 101.2, 99.3, 100.4, 12.345, 1 FROM n
      WHERE i NOT BETWEEN 100000 AND 100059`,
  );
  for (const { id } of all) db.transaction(() => insert.run(id))();
  db.close();
  for (const one of all) await store.write.rebuildLedgers(one, FROM);
}
