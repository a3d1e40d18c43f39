import { type CandleRow, candlesFromRows } from '../../../shared/domain/candle.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import type { QualityLimits } from '../../../shared/domain/quality.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { type EpochMs, MINUTE } from '../../../shared/domain/time.ts';
import type { Timeframe } from '../../../shared/domain/timeframe.ts';
import { type FlatRun, findFlatRuns, findJumps, type Jump } from '../../analysis/suspicious.ts';
import type { Statements } from '../statements.ts';
import { CANDLE_COLUMNS } from './candles.ts';

type Limits = Pick<QualityLimits, 'jump' | 'flatMinutes'>;

/** Until where a series has been searched, and with which limits; changes after the marks are searched again. */
export type SearchMark = Limits &
  Readonly<{
    /** Close of the last candle that was looked at. */
    until: EpochMs;
    /** The newest batch and revision of the series at that time. */
    batch: number;
    revision: number;
  }>;

/** What has come to a series since a mark: the earliest candle that is new or changed (null: none), and new marks. */
export type SeriesNews = Readonly<{ from: EpochMs | null; batch: number; revision: number }>;

export type SearchStep = Readonly<{
  /** Where the next step begins; null when there is nothing more. */
  next: EpochMs | null;
  /** Candles looked at, and the open time of the last of them. */
  read: number;
  last: EpochMs | null;
  jumps: readonly Jump[];
  flatRuns: readonly FlatRun[];
}>;

/** Candles of one step: some tens of milliseconds. */
const STEP_CANDLES = 50_000;
/** Candles read at a time to find where a flat run begins or ends. */
const RUN_CANDLES = 1_000;

const isFlatRow = ([, , high, low, , volume]: CandleRow): boolean => volume === 0 && high === low;

/** Looks for candles that a person should see. */
export function createSuspiciousReader({ prepare, db }: Statements) {
  const from = prepare<[SeriesId, EpochMs, EpochMs, number], CandleRow>(
    'suspicious.from',
    `SELECT ${CANDLE_COLUMNS} FROM candle WHERE series_id = ? AND open_time >= ? AND open_time < ?
      ORDER BY open_time LIMIT ?`,
    'arrays',
  );
  const before = prepare<[SeriesId, EpochMs, number], CandleRow>(
    'suspicious.before',
    `SELECT ${CANDLE_COLUMNS} FROM candle WHERE series_id = ? AND open_time < ? ORDER BY open_time DESC LIMIT ?`,
    'arrays',
  );
  const batches = prepare<[SeriesId, number], [EpochMs | null, number | null]>(
    'suspicious.batches',
    `SELECT min(got_from), max(id) FROM ingest_batch WHERE series_id = ? AND id > ? AND inserted + changed > 0`,
    'arrays',
  );
  const revisions = prepare<[SeriesId, number], [EpochMs | null, number | null]>(
    'suspicious.revisions',
    'SELECT min(open_time), max(id) FROM candle_revision WHERE series_id = ? AND id > ?',
    'arrays',
  );
  const mark = prepare<[SeriesId], string | null>(
    'suspicious.mark',
    'SELECT suspicious_scan FROM series WHERE id = ?',
    'value',
  );

  /** Returns what lies before `start`, back to the candle in which something last happened, ascending. */
  const leadIn = (id: SeriesId, start: EpochMs): CandleRow[] => {
    const rows: CandleRow[] = [];
    for (let at = start, size = 1; ; size = RUN_CANDLES) {
      const older = before.all(id, at, size);
      const end = older.findIndex((row) => !isFlatRow(row));
      rows.push(...(end === -1 ? older : older.slice(0, end + 1)));
      if (end !== -1 || older.length < size) return rows.reverse();
      at = older.at(-1)![0];
    }
  };
  /** Reads on while the last row is flat, so that no run is cut in two. */
  const finishRun = (id: SeriesId, rows: CandleRow[], until: EpochMs): void => {
    while (isFlatRow(rows.at(-1)!)) {
      const more = from.all(id, rows.at(-1)![0] + 1, until, RUN_CANDLES);
      rows.push(...more);
      if (more.length < RUN_CANDLES) return;
    }
  };

  const step = (
    { id, timeframe }: Readonly<{ id: SeriesId; timeframe: Timeframe }>,
    { from: start, until }: Interval,
    { jump, flatMinutes }: Limits,
  ): SearchStep => {
    const rows = from.all(id, start, until, STEP_CANDLES);
    if (rows.length === 0) return { next: null, read: 0, last: null, jumps: [], flatRuns: [] };
    const isMore = rows.length === STEP_CANDLES;
    finishRun(id, rows, Number.MAX_SAFE_INTEGER);
    const first = rows[0]![0];
    const last = rows.at(-1)![0];
    const candles = candlesFromRows([...leadIn(id, first), ...rows]);
    return {
      next: isMore && last + 1 < until ? last + 1 : null,
      read: rows.length,
      last,
      jumps: findJumps(candles, timeframe, jump).filter(({ openTime }) => openTime >= first),
      flatRuns: findFlatRuns(candles, timeframe, flatMinutes * MINUTE).filter(({ to }) => to >= first),
    };
  };
  const inOne = db.transaction(step);

  return {
    /** Searches the first candles of a stretch; goes on from `next` until that is null. */
    searchStep: (
      of: Readonly<{ id: SeriesId; timeframe: Timeframe }>,
      stretch: Interval,
      limits: Limits,
    ): SearchStep => inOne(of, stretch, limits),
    /** Until where a series has been searched, or null. */
    searchMark(id: SeriesId): SearchMark | null {
      const text = mark.get(id) ?? null;
      return text === null ? null : (JSON.parse(text) as SearchMark);
    },
    /** What has come since, looked up before a search so that nothing slips between the two. */
    seriesNews(id: SeriesId, since: Pick<SearchMark, 'batch' | 'revision'>): SeriesNews {
      const [batchFrom, batch] = batches.get(id, since.batch) ?? [null, null];
      const [revisedFrom, revision] = revisions.get(id, since.revision) ?? [null, null];
      const times = [batchFrom, revisedFrom].filter((time) => time !== null);
      return {
        from: times.length === 0 ? null : Math.min(...times),
        batch: batch ?? since.batch,
        revision: revision ?? since.revision,
      };
    },
  };
}

export function createSuspiciousWriter({ prepare }: Statements) {
  const set = prepare<[string, SeriesId], never>(
    'suspicious.setMark',
    'UPDATE series SET suspicious_scan = ? WHERE id = ?',
  );
  return {
    setSearchMark: (id: SeriesId, mark: SearchMark): void => {
      set.run(JSON.stringify(mark), id);
    },
  };
}
