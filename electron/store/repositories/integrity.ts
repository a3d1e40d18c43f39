import { candlesFromRows } from '../../../shared/domain/candle.ts';
import { checkCandles } from '../../../shared/domain/candleRules.ts';
import {
  type Interval,
  type IntervalSet,
  intersect,
  normalize,
  runsOf,
  subtract,
} from '../../../shared/domain/interval.ts';
import type { Issue } from '../../../shared/domain/issue.ts';
import type { Series, SeriesId } from '../../../shared/domain/series.ts';
import { DAY } from '../../../shared/domain/time.ts';
import { ceilToGrid, durationOf, isOnGrid, snapToGrid } from '../../../shared/domain/timeframe.ts';
import type { WritableDb } from '../connection.ts';
import { toStoreError } from '../errors.ts';
import type { Statements } from '../statements.ts';
import { type CandleReader, createCandleReader } from './candles.ts';
import { createLedgerWriter } from './ledger.ts';
import {
  addFaults,
  faultIssues,
  findFaults,
  type LedgerFaults,
  type Ledgers,
  NO_FAULTS,
  type Survey,
} from './ledgerFaults.ts';

/** What the candles themselves say, against what the ledgers say. */
export type DeepCheck = Readonly<{ seriesId: SeriesId; candles: number; problems: readonly Issue[] }>;

/** A deep check under way, handed back for its next step. */
export type DeepCheckStep = Readonly<{
  /** Where the next step begins; null when the whole series has been read and `problems` are complete. */
  next: number | null;
  candles: number;
  counted: number;
  /** The count has not changed since the first step, so that it can be compared with what was read. */
  isSteady: boolean;
  faults: LedgerFaults;
  problems: readonly Issue[];
}>;

/** Candles of one step: some tens of milliseconds, so that a check that is not wanted any more ends at once. */
const STEP_CANDLES = 50_000;
const EVERYTHING: Interval = { from: Number.MIN_SAFE_INTEGER, until: Number.MAX_SAFE_INTEGER };

/** Reads every candle of a piece once. The caller owns the transaction. */
function surveyOf(candles: CandleReader, { id, timeframe }: Series, { from, until }: Interval): Survey {
  const times: number[] = [];
  const days = new Map<number, number>();
  const broken: number[] = [];
  let total = 0;
  candles.inChunks(id, from, until, (rows) => {
    // Stored candles were closed when they came in; only their shape can be wrong now (an edited file, a bad disk).
    const { rejected } = checkCandles(candlesFromRows(rows), timeframe, Number.MAX_SAFE_INTEGER);
    for (const { row } of rejected) broken.push(row[0]);
    for (const [openTime] of rows) {
      const day = Math.floor(openTime / DAY);
      days.set(day, (days.get(day) ?? 0) + 1);
      // A candle between two open times fills neither of them.
      if (isOnGrid(timeframe, openTime)) times.push(openTime);
    }
    total += rows.length;
  });
  return { total, times, days, broken };
}

const clipped = (intervals: readonly Interval[], piece: Interval): Interval[] =>
  intervals.flatMap((interval) => intersect([interval], [piece]));

export function createIntegrityReader(statements: Statements) {
  const { prepare, db } = statements;
  const candles = createCandleReader(statements);
  const series = prepare<[SeriesId], [number, number | null, number | null]>(
    'integrity.series',
    'SELECT candles, ledger_from, ledger_until FROM series WHERE id = ?',
    'arrays',
  );
  const gaps = prepare<[SeriesId, number, number], [number, number]>(
    'integrity.gaps',
    `SELECT from_time, until_time FROM gap WHERE series_id = ? AND from_time < ? AND until_time > ?
      ORDER BY from_time`,
    'arrays',
  );
  const days = prepare<[SeriesId, number, number], [number, number]>(
    'integrity.days',
    'SELECT day, candles FROM coverage_day WHERE series_id = ? AND day >= ? AND day < ?',
    'arrays',
  );
  const timeAt = prepare<[SeriesId, number], number>(
    'integrity.timeAt',
    `SELECT open_time FROM candle WHERE series_id = ? AND open_time >= ? ORDER BY open_time
      LIMIT 1 OFFSET ${STEP_CANDLES}`,
    'value',
  );

  const ledgersOf = (id: SeriesId, piece: Interval): Ledgers & { counted: number } => {
    const [counted, from, until] = series.get(id) ?? [0, null, null];
    const gapRows = gaps.all(id, piece.until, piece.from);
    return {
      counted,
      range: from === null || until === null ? [] : clipped([{ from, until }], piece),
      gaps: clipped(
        gapRows.map(([gapFrom, gapUntil]) => ({ from: gapFrom, until: gapUntil })),
        piece,
      ),
      days: new Map(days.all(id, Math.floor(piece.from / DAY), Math.floor(piece.until / DAY))),
    };
  };

  const check = (of: Series, before: DeepCheckStep | null, piece: Interval): DeepCheckStep => {
    const found = surveyOf(candles, of, piece);
    const ledgers = ledgersOf(of.id, piece);
    const faults = addFaults(
      before?.faults ?? NO_FAULTS,
      findFaults(found, ledgers, durationOf(of.timeframe)),
    );
    const held = (before?.candles ?? 0) + found.total;
    const { counted } = ledgers;
    // Candles that came between two steps are in the new count and not in the piece that was read before them.
    const isSteady = before === null || (before.isSteady && before.counted === counted);
    return {
      next: piece.until === EVERYTHING.until ? null : piece.until,
      candles: held,
      counted,
      isSteady,
      faults,
      problems: faultIssues(faults, isSteady ? counted : held, held),
    };
  };
  const checkWhole = db.transaction((of: Series): DeepCheck => {
    const { candles: held, problems } = check(of, null, EVERYTHING);
    return { seriesId: of.id, candles: held, problems };
  });
  const checkStep = db.transaction((of: Series, before: DeepCheckStep | null): DeepCheckStep => {
    const from = before?.next ?? EVERYTHING.from;
    const last = timeAt.get(of.id, from);
    // Pieces end where a day, a week and so every candle ends: nothing lies in two of them.
    const until = last === undefined ? EVERYTHING.until : ceilToGrid('1w', last + 1);
    return check(of, before, { from, until });
  });

  return {
    survey: (of: Series): Survey => surveyOf(candles, of, EVERYTHING),
    /** Reads every candle of a series and compares it with both ledgers, in one go. */
    deepCheck: (of: Series): DeepCheck => checkWhole(of),
    /** The same piece by piece, each one transaction: begin with null and hand back the step until `next` is null. */
    deepCheckStep: (of: Series, before: DeepCheckStep | null): DeepCheckStep => checkStep(of, before),
    /** SQLite's own check of the whole file; empty when nothing is wrong. */
    checkFile(): string[] {
      try {
        const lines = db.pragma('integrity_check(20)') as { integrity_check: string }[];
        return lines.map((row) => row.integrity_check).filter((line) => line !== 'ok');
      } catch (error) {
        // Some damage is so bad that the check itself stumbles over it: that is an answer, too.
        const { code, message } = toStoreError(error);
        if (code === 'store-damaged') return [message];
        throw error;
      }
    },
  };
}

export function createIntegrityWriter(db: WritableDb, statements: Statements) {
  const { prepare } = statements;
  const reader = createIntegrityReader(statements);
  const ledger = createLedgerWriter(statements);
  const setCount = prepare<[number, SeriesId], never>(
    'integrity.count',
    'UPDATE series SET candles = ? WHERE id = ?',
  );
  const clearDays = prepare<[SeriesId], never>(
    'integrity.clearDays',
    'DELETE FROM coverage_day WHERE series_id = ?',
  );
  const addDay = prepare<[SeriesId, number, number], never>(
    'integrity.addDay',
    'INSERT INTO coverage_day (series_id, day, candles) VALUES (?, ?, ?)',
  );
  const rebuild = db.transaction((of: Series, now: number) => {
    const { total, times, days } = reader.survey(of);
    setCount.run(total, of.id);
    clearDays.run(of.id);
    for (const [day, candles] of days) addDay.run(of.id, day, candles);
    const have: IntervalSet = runsOf(times, durationOf(of.timeframe));
    const known = ledger.range(of.id);
    const range = normalize([...(known === null ? [] : [snapToGrid(of.timeframe, known)]), ...have]);
    const hull = range.length === 0 ? null : { from: range[0]!.from, until: range.at(-1)!.until };
    ledger.rebuild(of.id, hull, hull === null ? [] : subtract([hull], have), now);
  });
  return {
    /** Makes both ledgers say what the candles say; what was known about a gap that is still there is kept. */
    rebuildLedgers: (of: Series, now: number): void => rebuild.immediate(of, now),
  };
}
