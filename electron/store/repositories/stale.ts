import { MARKET_REFERENCE } from '../../../shared/domain/feature.ts';
import type { Interval, IntervalSet } from '../../../shared/domain/interval.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import type { Statements } from '../statements.ts';

/** Derived candles, stored features, or the Parquet partitions of the features. */
export type StaleKind = 'candles' | 'features' | 'partitions';

/** A stretch [from, until) of what has to be made anew: for derived candles, where the finer ones changed. */
export type StaleStretch = Interval & Readonly<{ id: number; seriesId: SeriesId }>;

/** Changes of one page that lie in more pieces than this are told as one stretch. */
const MOST_PIECES = 20;

const COLUMNS = 'id, series_id AS seriesId, from_time AS "from", until_time AS until';

export function createStaleReader({ prepare }: Statements) {
  const all = prepare<[StaleKind], StaleStretch>(
    'stale.all',
    `SELECT ${COLUMNS} FROM stale WHERE kind = ? ORDER BY series_id, from_time`,
  );
  return { all: (kind: StaleKind): StaleStretch[] => all.all(kind) };
}

/** Notes what a change of candles makes out of date; the caller owns the transaction. */
export function createStaleWriter({ prepare }: Statements) {
  const derived = prepare<[SeriesId], SeriesId>(
    'stale.derived',
    `SELECT d.id FROM series s JOIN series d ON d.instrument_id = s.instrument_id AND d.derived_from = s.timeframe
      WHERE s.id = ?`,
    'value',
  );
  // Other symbols read the market's reference and the members of their sector.
  const featured = prepare<[SeriesId], SeriesId>(
    'stale.featured',
    `SELECT f.id
       FROM series s
       JOIN instrument m ON m.id = s.instrument_id
       JOIN series f ON f.features = 1 AND f.timeframe = s.timeframe
       JOIN instrument o ON o.id = f.instrument_id AND o.exchange = m.exchange
      WHERE s.id = ? AND (o.id = m.id OR m.symbol = '${MARKET_REFERENCE}' OR o.sector = m.sector)`,
    'value',
  );
  const touching = prepare<[SeriesId, StaleKind, number, number], StaleStretch>(
    'stale.touching',
    `SELECT ${COLUMNS} FROM stale WHERE series_id = ? AND kind = ? AND from_time <= ? AND until_time >= ?`,
  );
  const insert = prepare<[SeriesId, StaleKind, number, number], never>(
    'stale.insert',
    'INSERT INTO stale (series_id, kind, from_time, until_time) VALUES (?, ?, ?, ?)',
  );
  const remove = prepare<[number], never>('stale.remove', 'DELETE FROM stale WHERE id = ?');

  /** Under an id of its own, never that of a stretch somebody is working off: what he has read is not this. */
  const mark = (seriesId: SeriesId, kind: StaleKind, { from, until }: Interval): void => {
    let hull = { from, until };
    for (const other of touching.all(seriesId, kind, until, from)) {
      hull = { from: Math.min(hull.from, other.from), until: Math.max(hull.until, other.until) };
      remove.run(other.id);
    }
    insert.run(seriesId, kind, hull.from, hull.until);
  };

  return {
    mark,
    /** Tells of open times of a series whose candles came, went or changed, or were found not to exist. */
    changed(seriesId: SeriesId, where: IntervalSet): void {
      const [first] = where;
      if (first === undefined) return;
      const coarser = derived.all(seriesId);
      const readers = featured.all(seriesId);
      if (coarser.length + readers.length === 0) return;
      const hull = { from: first.from, until: where.at(-1)!.until };
      const pieces = where.length > MOST_PIECES ? [hull] : where;
      for (const piece of pieces) {
        for (const id of coarser) mark(id, 'candles', piece);
        for (const id of readers) mark(id, 'features', piece);
      }
    },
    /** Tells of open times that are known to be empty now: a bucket over them may be whole by it. */
    emptied(seriesId: SeriesId, where: Interval): void {
      for (const id of derived.all(seriesId)) mark(id, 'candles', where);
    },
    /** Forgets stretches that have been made anew. */
    settle: (ids: readonly number[]): void => {
      for (const id of ids) remove.run(id);
    },
  };
}
