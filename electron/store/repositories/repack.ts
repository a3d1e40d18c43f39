import type { SeriesId } from '../../../shared/domain/series.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { Statements } from '../statements.ts';

/** Rows written in front of others before their neighbourhood is packed, and how far it reaches beyond them. */
const DUE_AFTER = 4_000;
const REACH = 6_000;

/**
 * Keeps the candle table dense while history arrives newest first. SQLite fills a page of the file well when rows
 * come in ascending order; pages of candles in descending order leave every second one half empty (measured: 128
 * bytes a candle instead of 70). So every few thousand rows the stretch just written is taken out and put back in
 * order, in the transaction of the page. The counters are in memory only: losing them costs a little space.
 */
export function createRepacker({ prepare, db }: Statements) {
  db.exec('CREATE TEMP TABLE repack AS SELECT * FROM candle LIMIT 0');
  const hasLater = prepare<[SeriesId, EpochMs], 1>(
    'repack.hasLater',
    'SELECT 1 FROM candle WHERE series_id = ? AND open_time > ? LIMIT 1',
    'value',
  );
  const takeOut = prepare<[SeriesId, EpochMs], never>(
    'repack.takeOut',
    `INSERT INTO temp.repack SELECT * FROM candle WHERE series_id = ? AND open_time >= ?
      ORDER BY open_time LIMIT ${REACH}`,
  );
  const clear = prepare<[SeriesId, EpochMs], never>(
    'repack.clear',
    `DELETE FROM candle WHERE series_id = ? AND open_time >= ?
        AND open_time <= (SELECT max(open_time) FROM temp.repack)`,
  );
  const putBack = prepare<[], never>(
    'repack.putBack',
    'INSERT INTO candle SELECT * FROM temp.repack ORDER BY open_time',
  );
  const forget = prepare<[], never>('repack.forget', 'DELETE FROM temp.repack');
  const pending = new Map<SeriesId, number>();

  return {
    /** Tells of candles just inserted, ascending; packs their neighbourhood when it is due. */
    noteInserted(seriesId: SeriesId, times: readonly EpochMs[]): void {
      const [first] = times;
      if (first === undefined || hasLater.get(seriesId, times.at(-1)!) === undefined) return;
      const rows = (pending.get(seriesId) ?? 0) + times.length;
      pending.set(seriesId, rows < DUE_AFTER ? rows : 0);
      if (rows < DUE_AFTER) return;
      takeOut.run(seriesId, first);
      clear.run(seriesId, first);
      putBack.run();
      forget.run();
    },
  };
}
