import { type CandleColumns, type CandleRow, candleAt } from '../../../shared/domain/candle.ts';
import type { IntervalSet } from '../../../shared/domain/interval.ts';
import { CANDLE_FLAG } from '../../../shared/domain/quality.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import type { Statements } from '../statements.ts';
import { CANDLE_COLUMNS } from './candles.ts';

/** Open times by what became of them: new, revised, or stored already with the same values. */
export type CandleChanges = Readonly<{
  inserted: readonly number[];
  changed: readonly number[];
  equal: readonly number[];
  /** Stored with other values and left alone. */
  kept: readonly number[];
}>;

const FIELDS_PER_ROW = 6;
/** Rows per statement: one call for many rows is what makes SQLite fast, the small sizes take the rest. */
const STATEMENT_SIZES = [200, 20, 1] as const;
/**
 * A page is compared with what is stored stretch by stretch. A hole longer than this many candles starts a new one,
 * so that a page with one row of 2019 and one of 2026 does not load the seven years in between.
 */
const LONGEST_HOLE = 1_000;

type Stretch = Readonly<{ first: number; end: number }>;

/** Writes candles of one page; the caller owns the transaction. */
export function createCandleWriter({ prepare }: Statements) {
  const inserts = STATEMENT_SIZES.map((size) => ({
    size,
    values: new Array<number>(2 + size * FIELDS_PER_ROW).fill(0),
    // Series and batch are the same for the whole page: bound once, not once a row.
    statement: prepare<[number[]], never>(
      `candle.insert${size}`,
      `INSERT INTO candle (series_id, batch_id, ${CANDLE_COLUMNS})
       SELECT page.*, given.* FROM (SELECT ?, ?) AS page
        CROSS JOIN (VALUES ${Array(size).fill('(?,?,?,?,?,?)').join(',')}) AS given`,
    ),
  }));
  // `+?`: with a bare `?` SQLite compiles the statement anew for every page (see the ledger).
  const stored = prepare<[SeriesId, number, number], CandleRow>(
    'candle.stored',
    `SELECT ${CANDLE_COLUMNS} FROM candle WHERE series_id = +? AND open_time BETWEEN +? AND +? ORDER BY open_time`,
    'arrays',
  );
  const keepOld = prepare<[EpochMs, number, SeriesId, EpochMs], never>(
    'candle.keepOld',
    `INSERT INTO candle_revision (series_id, ${CANDLE_COLUMNS}, batch_id, replaced_at, replaced_by)
     SELECT series_id, ${CANDLE_COLUMNS}, batch_id, ?, ? FROM candle WHERE series_id = ? AND open_time = ?`,
  );
  const replace = prepare<[number, number, number, number, number, number, SeriesId, EpochMs], never>(
    'candle.replace',
    // What was known of the old value, confirmed or doubted, is not known of the new one.
    `UPDATE candle SET open = ?, high = ?, low = ?, close = ?, volume = ?, batch_id = ?, flags = 0
      WHERE series_id = ? AND open_time = ?`,
  );
  const confirm = prepare<[SeriesId, EpochMs, EpochMs], never>(
    'candle.confirm',
    `UPDATE candle SET flags = flags | ${CANDLE_FLAG.confirmed}
      WHERE series_id = ? AND open_time >= ? AND open_time < ? AND flags & ${CANDLE_FLAG.confirmed} = 0`,
  );
  const setLatency = prepare<[number, SeriesId, EpochMs], never>(
    'candle.setLatency',
    'UPDATE candle SET latency_ms = ? WHERE series_id = ? AND open_time = ?',
  );

  const insertRows = (
    seriesId: SeriesId,
    candles: CandleColumns,
    rows: readonly number[],
    batchId: number,
  ) => {
    let at = 0;
    for (const { size, values, statement } of inserts) {
      for (; at + size <= rows.length; at += size) {
        fillValues(values, seriesId, candles, rows, at, batchId);
        statement.run(values);
      }
    }
  };

  return {
    /**
     * Stores what is new, revises what differs and leaves what is equal alone. A replaced value goes to
     * `candle_revision` first. `candles` are checked, ascending and unique. `batch` is asked only when there is
     * something to store. With `keepStored` what differs is left alone too.
     */
    upsert(
      seriesId: SeriesId,
      candles: CandleColumns,
      step: number,
      batch: () => number,
      now: EpochMs,
      keepStored = false,
    ): CandleChanges {
      const { openTime } = candles;
      const sorted: Sorted = { fresh: [], differing: [], equal: [] };
      for (const stretch of stretches(openTime, LONGEST_HOLE * step)) {
        const known = stored.all(seriesId, openTime[stretch.first]!, openTime[stretch.end - 1]!);
        compare(candles, stretch, known, sorted);
      }
      const timesOf = (rows: readonly number[]): number[] => rows.map((i) => openTime[i]!);
      const { fresh } = sorted;
      const differing = keepStored ? [] : sorted.differing;
      const kept = keepStored ? timesOf(sorted.differing) : [];
      const equal = timesOf(sorted.equal);
      if (fresh.length + differing.length === 0) return { inserted: [], changed: [], equal, kept };
      const batchId = batch();
      for (const i of differing) {
        keepOld.run(now, batchId, seriesId, openTime[i]!);
        const [time, open, high, low, close, volume] = candleAt(candles, i);
        replace.run(open, high, low, close, volume, batchId, seriesId, time);
      }
      insertRows(seriesId, candles, fresh, batchId);
      return { inserted: timesOf(fresh), changed: timesOf(differing), equal, kept };
    },
    /** Marks candles as confirmed by the venue, run by run; returns how many were not yet. */
    confirm: (seriesId: SeriesId, times: IntervalSet): number =>
      times.reduce((sum, { from, until }) => sum + confirm.run(seriesId, from, until).changes, 0),
    /** Keeps how long after its close a candle was received. */
    setLatency: (seriesId: SeriesId, openTime: EpochMs, latencyMs: number): void => {
      setLatency.run(Math.round(latencyMs), seriesId, openTime);
    },
  };
}

function* stretches(times: Float64Array, longestHole: number): Generator<Stretch> {
  let first = 0;
  for (let i = 1; i <= times.length; i += 1) {
    if (i < times.length && times[i]! - times[i - 1]! <= longestHole) continue;
    yield { first, end: i };
    first = i;
  }
}

/** Rows of a page by how they compare with what is stored, each list ascending. */
type Sorted = Readonly<{ fresh: number[]; differing: number[]; equal: number[] }>;

/** Sorts the rows of a stretch into those that are new, those that differ from what is stored, and the rest. */
function compare(
  candles: CandleColumns,
  { first, end }: Stretch,
  known: readonly CandleRow[],
  { fresh, differing, equal }: Sorted,
): void {
  for (let i = first, k = 0; i < end; i += 1) {
    const time = candles.openTime[i]!;
    while (k < known.length && known[k]![0] < time) k += 1;
    const old = known[k];
    if (old === undefined || old[0] !== time) fresh.push(i);
    else if (isEqual(candles, i, old)) equal.push(i);
    else differing.push(i);
  }
}

const isEqual = (c: CandleColumns, i: number, old: CandleRow): boolean =>
  c.open[i] === old[1] &&
  c.high[i] === old[2] &&
  c.low[i] === old[3] &&
  c.close[i] === old[4] &&
  c.volume[i] === old[5];

function fillValues(
  values: number[],
  seriesId: SeriesId,
  candles: CandleColumns,
  rows: readonly number[],
  at: number,
  batchId: number,
): void {
  values[0] = seriesId;
  values[1] = batchId;
  for (let k = 2, n = at; k < values.length; n += 1) {
    const i = rows[n]!;
    values[k++] = candles.openTime[i]!;
    values[k++] = candles.open[i]!;
    values[k++] = candles.high[i]!;
    values[k++] = candles.low[i]!;
    values[k++] = candles.close[i]!;
    values[k++] = candles.volume[i]!;
  }
}
