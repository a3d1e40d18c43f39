import type { ReviewItem, ReviewState } from '../../../shared/domain/quality.ts';
import { CANDLE_FLAG } from '../../../shared/domain/quality.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import type { WritableDb } from '../connection.ts';
import type { Statements } from '../statements.ts';
import { createStaleWriter } from './stale.ts';

/** Something to look at that was just found. */
export type NewReviewItem = Pick<ReviewItem, 'seriesId' | 'kind' | 'from' | 'to' | 'candles' | 'detail'> &
  Readonly<{ foundAt: EpochMs }>;

/** What of the items handed over is new to the trader, and how many wait for a decision now. */
export type ReviewsAdded = Readonly<{ added: number; open: number }>;

type ReviewRow = Omit<ReviewItem, 'detail'> & Readonly<{ detail: string }>;

type Question = Readonly<{ series: string | null; limit: number }>;

const REVIEW = `
  SELECT r.id, r.series_id AS seriesId, i.exchange, i.symbol, s.timeframe, r.kind, r.from_time AS "from",
         r.to_time AS "to", r.candles, r.detail, r.state, r.found_at AS foundAt, r.decided_at AS decidedAt
    FROM review_item r JOIN series s ON s.id = r.series_id JOIN instrument i ON i.id = s.instrument_id`;

const toItem = (row: ReviewRow): ReviewItem => ({
  ...row,
  detail: JSON.parse(row.detail) as ReviewItem['detail'],
});

/** Reads what a person should look at. */
export function createReviewReader({ prepare }: Statements) {
  const OF_SERIES = '(@series IS NULL OR r.series_id IN (SELECT value FROM json_each(@series)))';
  const all = prepare<[Question], ReviewRow>(
    'review.all',
    `${REVIEW} WHERE ${OF_SERIES} ORDER BY r.found_at DESC, r.id DESC LIMIT @limit`,
  );
  const inState = prepare<[Question & { state: ReviewState }], ReviewRow>(
    'review.inState',
    `${REVIEW} WHERE r.state = @state AND ${OF_SERIES} ORDER BY r.found_at DESC, r.id DESC LIMIT @limit`,
  );
  const open = prepare<[], number>(
    'review.open',
    `SELECT count(*) FROM review_item WHERE state = 'open'`,
    'value',
  );
  return {
    /** The newest `limit` items, newest first; of some series, or of all (null), in one state, or in any (null). */
    list(series: readonly SeriesId[] | null, state: ReviewState | null, limit: number): ReviewItem[] {
      const question = { series: series === null ? null : JSON.stringify(series), limit };
      const rows = state === null ? all.all(question) : inState.all({ ...question, state });
      return rows.map(toItem);
    },
    /** How many wait for a decision. */
    open: (): number => open.get() ?? 0,
  };
}

/** Writes what was found and what the trader decided about it. */
export function createReviewWriter(db: WritableDb, statements: Statements) {
  const { prepare } = statements;
  const reader = createReviewReader(statements);
  const stale = createStaleWriter(statements);
  // An item with the same detail is the one that is there already, whatever was decided about it; another detail is
  // news about the same candles, and asks again.
  const put = prepare<[Record<string, unknown>], never>(
    'review.put',
    `INSERT INTO review_item (series_id, kind, from_time, to_time, candles, detail, found_at)
     VALUES (@seriesId, @kind, @from, @to, @candles, @detail, @foundAt)
     ON CONFLICT (series_id, kind, from_time) DO UPDATE
        SET to_time = excluded.to_time, candles = excluded.candles, detail = excluded.detail,
            found_at = excluded.found_at, state = 'open', decided_at = NULL
      WHERE detail <> excluded.detail OR to_time <> excluded.to_time`,
  );
  const one = prepare<[number], ReviewRow>('review.get', `${REVIEW} WHERE r.id = ?`);
  const decided = prepare<[ReviewState, EpochMs | null, number], never>(
    'review.decide',
    'UPDATE review_item SET state = ?, decided_at = ? WHERE id = ?',
  );
  const doubt = prepare<[SeriesId, EpochMs, EpochMs], never>(
    'review.doubt',
    `UPDATE candle SET flags = flags | ${CANDLE_FLAG.doubted}
      WHERE series_id = ? AND open_time BETWEEN ? AND ?`,
  );
  // What another rejected item says of a candle still holds.
  const believe = prepare<[SeriesId, EpochMs, EpochMs], never>(
    'review.believe',
    `UPDATE candle SET flags = flags & ~${CANDLE_FLAG.doubted}
      WHERE series_id = ? AND open_time BETWEEN ? AND ? AND flags & ${CANDLE_FLAG.doubted}
        AND NOT EXISTS (SELECT 1 FROM review_item r
                         WHERE r.series_id = candle.series_id AND r.state = 'rejected'
                           AND candle.open_time BETWEEN r.from_time AND r.to_time)`,
  );
  const settle = ({ seriesId, timeframe, from, to, state }: ReviewRow): void => {
    (state === 'rejected' ? doubt : believe).run(seriesId, from, to);
    // What is computed from a doubted candle is not to be trusted either.
    stale.changed(seriesId, [{ from, until: to + durationOf(timeframe) }]);
  };

  const add = db.transaction((items: readonly NewReviewItem[]): ReviewsAdded => {
    let added = 0;
    for (const item of items) {
      added += put.run({ ...item, detail: JSON.stringify(item.detail) }).changes;
    }
    return { added, open: reader.open() };
  });
  const decide = db.transaction((ids: readonly number[], state: ReviewState, now: EpochMs): ReviewItem[] => {
    for (const id of ids) decided.run(state, state === 'open' ? null : now, id);
    const rows = ids.map((id) => one.get(id)).filter((row) => row !== undefined);
    for (const row of rows) settle(row);
    return rows.map(toItem);
  });
  return {
    /** Keeps items that were found; one that is known and unchanged stays as it is, decided or not. */
    add: (items: readonly NewReviewItem[]): ReviewsAdded => add.immediate(items),
    /** Decides items and marks their candles accordingly; returns those that are there, in the order asked. */
    decide: (ids: readonly number[], state: ReviewState, now: EpochMs): ReviewItem[] =>
      decide.immediate(ids, state, now),
  };
}
