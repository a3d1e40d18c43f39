import { join } from 'node:path';
import Database from 'better-sqlite3';
import { silentLog } from '../../electron/platform/log.ts';
import { openWriter } from '../../electron/store/connection.ts';
import { migrate } from '../../electron/store/migrations/index.ts';
import { openStore } from '../../electron/store/storeClient.ts';
import { type CandleColumns, candleRows } from '../../shared/domain/candle.ts';
import { toIso } from '../../shared/domain/time.ts';
import { THREAD_ENTRY } from '../helpers/storeThread.ts';
import { makeTempDir } from '../helpers/tempDir.ts';
import { addMinuteSeries, inPages, PAGE, writePages, YEAR, yearOfMinutes } from './dataset.ts';
import { type BenchResult, race } from './result.ts';

const ROUNDS = 9;
/** The fastest size of those tried (50 to 1,000): the baseline is as good as we know how to make it. */
const BARE_ROWS = 200;
const BYTES_ALLOWED = 75;
const SMALL_PAGE = 200;

/** The same candle table, the same pragmas and nothing else: no checks, no ledgers, no thread. */
function createBareWriter(file: string, pages: readonly CandleColumns[]): (round: number) => void {
  const db = openWriter(file);
  migrate(db);
  const statement = db.prepare(
    `INSERT INTO candle (series_id, open_time, open, high, low, close, volume, batch_id)
     VALUES ${Array(BARE_ROWS).fill('(?,?,?,?,?,?,?,?)').join(',')}
     ON CONFLICT DO UPDATE SET open = excluded.open, high = excluded.high, low = excluded.low,
                               close = excluded.close, volume = excluded.volume, batch_id = excluded.batch_id`,
  );
  const values = new Array<number>(BARE_ROWS * 8).fill(0);
  const writePage = db.transaction((round: number, batch: number, c: CandleColumns) => {
    for (let at = 0; at < c.openTime.length; at += BARE_ROWS) {
      for (let n = 0, k = 0; n < BARE_ROWS; n += 1, k += 8) {
        const i = at + n;
        values[k] = round + 1;
        values[k + 1] = c.openTime[i]!;
        values[k + 2] = c.open[i]!;
        values[k + 3] = c.high[i]!;
        values[k + 4] = c.low[i]!;
        values[k + 5] = c.close[i]!;
        values[k + 6] = c.volume[i]!;
        values[k + 7] = batch;
      }
      statement.run(values);
    }
  });
  return (round) => {
    pages.forEach((page, batch) => {
      writePage.immediate(round, batch, page);
    });
  };
}

/** The seeds' table and statement, every column given, 1,000 rows a transaction. */
function createSeedsWriter(file: string, candles: CandleColumns): (round: number) => void {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.exec(`CREATE TABLE market_data (
    symbol TEXT NOT NULL, timeframe TEXT NOT NULL, timestamp TEXT NOT NULL, open REAL, high REAL, low REAL,
    close REAL, volume REAL, source TEXT, quality TEXT, is_gap INTEGER DEFAULT 0, latency_sec REAL, features JSON,
    PRIMARY KEY (symbol, timeframe, timestamp))`);
  const statement = db.prepare(
    `INSERT OR REPLACE INTO market_data VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const rows = candleRows(candles);
  const writePage = db.transaction((symbol: string, from: number) => {
    for (const [time, open, high, low, close, volume] of rows.slice(from, from + PAGE)) {
      // A venue sends a number; making the text out of it is part of storing it in this table.
      statement.run(symbol, '1m', toIso(time), open, high, low, close, volume, 'bitget', 'ok', 0, null, null);
    }
  });
  return (round) => {
    for (let from = 0; from < rows.length; from += PAGE) writePage.immediate(`R${round}USDT`, from);
  };
}

/** Newest first in pages of 200, as a backfill from Bitget's history comes in: the worst order for a b-tree. */
async function bytesPerCandle(candles: CandleColumns): Promise<number> {
  const dir = makeTempDir();
  const store = await openStore({ dataDir: dir.path, threadEntry: THREAD_ENTRY, log: silentLog });
  const series = await addMinuteSeries(store, 'BYTES');
  await writePages(store, series, inPages(candles, SMALL_PAGE).toReversed());
  const bytes = await store.read.storeBytes();
  await store.close();
  dir.remove();
  return bytes / YEAR;
}

/** A year of minutes through the door of the store, against the bare table and against the seeds' table. */
export async function benchIngest(): Promise<BenchResult[]> {
  const dir = makeTempDir();
  const candles = yearOfMinutes();
  // Whole statements only, so that the baseline has no odd rest to write.
  const pages = inPages(candles).filter(({ openTime }) => openTime.length % BARE_ROWS === 0);
  const bare = createBareWriter(join(dir.path, 'bare.sqlite'), pages);
  const seeds = createSeedsWriter(join(dir.path, 'seeds.sqlite'), candles);
  const store = await openStore({ dataDir: dir.path, threadEntry: THREAD_ENTRY, log: silentLog });
  const series = await Promise.all(
    Array.from({ length: ROUNDS }, (_, round) => addMinuteSeries(store, `R${round}`)),
  );
  const times = await race(ROUNDS, {
    bare,
    seeds,
    ours: (round) => writePages(store, series[round]!, pages),
  });
  await store.close();
  dir.remove();
  const bytes = await bytesPerCandle(candles);
  const speed = (ms: number): string => `${Math.round(YEAR / ms)} candles/ms`;
  return [
    {
      name: 'writing a year of minutes',
      baseline: 'bare multi-row upsert, same table, same thread',
      ratio: times.bare / times.ours,
      target: 0.5,
      detail: `${speed(times.ours)} against ${speed(times.bare)}`,
    },
    {
      name: 'writing a year of minutes',
      baseline: "INSERT OR REPLACE into the seeds' TEXT-key table",
      ratio: times.seeds / times.ours,
      target: 3,
      detail: `${speed(times.ours)} against ${speed(times.seeds)}`,
    },
    {
      name: 'bytes per candle, ledgers included',
      baseline: `${BYTES_ALLOWED} bytes allowed`,
      ratio: BYTES_ALLOWED / bytes,
      target: 1,
      detail: `${bytes.toFixed(1)} bytes`,
    },
  ];
}
