import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { CandleRow } from '../../shared/domain/candle.ts';
import type { SeriesKey } from '../../shared/domain/series.ts';

/** Opens the database of a data directory as any other program would: read-only, beside whoever writes. */
export function withDatabase<T>(dataDir: string, work: (db: Database.Database) => T): T {
  const db = new Database(join(dataDir, 'candlekeep.sqlite'), { readonly: true });
  try {
    return work(db);
  } finally {
    db.close();
  }
}

/** Returns every stored candle of a series, oldest first, straight from the table. */
export const storedRows = (dataDir: string, { exchange, symbol, timeframe }: SeriesKey): CandleRow[] =>
  withDatabase(
    dataDir,
    (db) =>
      db
        .prepare(
          `SELECT open_time, open, high, low, close, volume FROM candle
            WHERE series_id = (SELECT series.id FROM series JOIN instrument ON instrument.id = instrument_id
                                WHERE exchange = ? AND symbol = ? AND timeframe = ?)
            ORDER BY open_time`,
        )
        .raw()
        .all(exchange, symbol, timeframe) as CandleRow[],
  );
