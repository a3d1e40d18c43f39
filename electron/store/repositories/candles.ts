import {
  allocateCandles,
  type CandleColumns,
  type CandleRow,
  candleAt,
  setCandle,
} from '../../../shared/domain/candle.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { Statement, Statements } from '../statements.ts';

const COLUMNS = 'open_time, open, high, low, close, volume';

export type CandleReader = ReturnType<typeof createCandleReader>;

/** Reads candles as columns; nothing here builds an object per candle. */
export function createCandleReader({ prepare }: Statements) {
  const newestBefore = prepare<[SeriesId, EpochMs, number], CandleRow>(
    'candle.newestBefore',
    `SELECT ${COLUMNS} FROM candle WHERE series_id = ? AND open_time < ? ORDER BY open_time DESC LIMIT ?`,
    'arrays',
  );
  const within = prepare<[SeriesId, EpochMs, EpochMs], CandleRow>(
    'candle.within',
    `SELECT ${COLUMNS} FROM candle WHERE series_id = ? AND open_time >= ? AND open_time < ? ORDER BY open_time`,
    'arrays',
  );
  const countWithin = prepare<[SeriesId, EpochMs, EpochMs], number>(
    'candle.countWithin',
    'SELECT count(*) FROM candle WHERE series_id = ? AND open_time >= ? AND open_time < ?',
    'value',
  );
  const edges = prepare<[SeriesId, SeriesId], [number | null, number | null]>(
    'candle.edges',
    `SELECT (SELECT min(open_time) FROM candle WHERE series_id = ?),
            (SELECT max(open_time) FROM candle WHERE series_id = ?)`,
    'arrays',
  );
  const openTimes = prepare<[SeriesId], number>(
    'candle.openTimes',
    'SELECT open_time FROM candle WHERE series_id = ? ORDER BY open_time',
    'value',
  );

  return {
    /** The `limit` candles that opened before `before`, oldest first. */
    before(seriesId: SeriesId, before: EpochMs, limit: number): CandleColumns {
      const rows = newestBefore.all(seriesId, before, limit);
      const columns = allocateCandles(rows.length);
      rows.forEach((row, i) => {
        setCandle(columns, rows.length - 1 - i, row);
      });
      return columns;
    },
    /** The candles that opened in [from, until), oldest first. */
    within(seriesId: SeriesId, from: EpochMs, until: EpochMs): CandleColumns {
      const columns = allocateCandles(countWithin.get(seriesId, from, until) ?? 0);
      let i = 0;
      for (const row of within.iterate(seriesId, from, until)) {
        setCandle(columns, i, row);
        i += 1;
      }
      return columns;
    },
    /** Open times of the first and last candle, or nulls. */
    edges(seriesId: SeriesId): readonly [number | null, number | null] {
      return edges.get(seriesId, seriesId) ?? [null, null];
    },
    /** Every stored open time, ascending. */
    openTimes: (seriesId: SeriesId): IterableIterator<number> => openTimes.iterate(seriesId),
    rows: (seriesId: SeriesId, from: EpochMs, until: EpochMs): IterableIterator<CandleRow> =>
      within.iterate(seriesId, from, until),
  };
}

export type CandleChanges = Readonly<{ inserted: readonly number[]; changed: number }>;

const FIELDS_PER_ROW = 8;
/** Rows per statement: one call for many rows is what makes SQLite fast, the small sizes take the rest. */
const STATEMENT_SIZES = [200, 20, 1] as const;

type Values = number[];

/** Writes candles of one page; the caller owns the transaction. */
export function createCandleWriter({ prepare }: Statements) {
  const inserts = STATEMENT_SIZES.map((size) => ({
    size,
    statement: prepare<[Values], never>(
      `candle.insert${size}`,
      `INSERT INTO candle (series_id, ${COLUMNS}, batch_id) VALUES ${Array(size).fill('(?,?,?,?,?,?,?,?)').join(',')}`,
    ),
  }));
  const stored = prepare<[SeriesId, number, number], [...CandleRow, number]>(
    'candle.stored',
    `SELECT ${COLUMNS}, batch_id FROM candle WHERE series_id = ? AND open_time BETWEEN ? AND ?`,
    'arrays',
  );
  const keepOld = prepare<[SeriesId, number, ...CandleRow, number], never>(
    'candle.keepOld',
    `INSERT INTO candle_revision (series_id, replaced_at, ${COLUMNS}, batch_id, replaced_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, (SELECT batch_id FROM candle WHERE series_id = ?1 AND open_time = ?3), ?)`,
  );
  const replace = prepare<[...number[]], never>(
    'candle.replace',
    `UPDATE candle SET open = ?, high = ?, low = ?, close = ?, volume = ?, batch_id = ?
      WHERE series_id = ? AND open_time = ?`,
  );

  const insertRows = (
    seriesId: SeriesId,
    candles: CandleColumns,
    rows: readonly number[],
    batchId: number,
  ): void => {
    let at = 0;
    for (const { size, statement } of inserts) {
      for (; at + size <= rows.length; at += size) {
        statement.run(bind(seriesId, candles, rows, at, size, batchId));
      }
    }
  };

  return {
    /**
     * Stores what is new, revises what differs and leaves what is equal alone. A replaced value goes to
     * `candle_revision` first. `candles` are checked, ascending and unique. Returns the open times that are new.
     */
    upsert(seriesId: SeriesId, candles: CandleColumns, batchId: number, now: EpochMs): CandleChanges {
      const { length } = candles.openTime;
      if (length === 0) return { inserted: [], changed: 0 };
      const known = storedByTime(stored, seriesId, candles);
      const fresh: number[] = [];
      let changed = 0;
      for (let i = 0; i < length; i += 1) {
        const old = known.get(candles.openTime[i]!);
        if (old === undefined) {
          fresh.push(i);
          continue;
        }
        const row = candleAt(candles, i);
        if (row.every((value, field) => value === old[field])) continue;
        const [openTime, open, high, low, close, volume] = row;
        keepOld.run(seriesId, now, old[0], old[1], old[2], old[3], old[4], old[5], batchId);
        replace.run(open, high, low, close, volume, batchId, seriesId, openTime);
        changed += 1;
      }
      insertRows(seriesId, candles, fresh, batchId);
      return { inserted: fresh.map((i) => candles.openTime[i]!), changed };
    },
  };
}

function storedByTime(
  stored: Statement<[SeriesId, number, number], [...CandleRow, number]>,
  seriesId: SeriesId,
  candles: CandleColumns,
): ReadonlyMap<number, CandleRow> {
  const rows = stored.all(seriesId, candles.openTime[0]!, candles.openTime.at(-1)!);
  return new Map(rows.map(([t, o, h, l, c, v]) => [t, [t, o, h, l, c, v]]));
}

function bind(
  seriesId: SeriesId,
  candles: CandleColumns,
  rows: readonly number[],
  at: number,
  size: number,
  batchId: number,
): Values {
  const values: Values = new Array(size * FIELDS_PER_ROW);
  for (let n = 0, k = 0; n < size; n += 1) {
    const i = rows[at + n]!;
    values[k++] = seriesId;
    values[k++] = candles.openTime[i]!;
    values[k++] = candles.open[i]!;
    values[k++] = candles.high[i]!;
    values[k++] = candles.low[i]!;
    values[k++] = candles.close[i]!;
    values[k++] = candles.volume[i]!;
    values[k++] = batchId;
  }
  return values;
}
