import { candlesFromRows } from '../../../shared/domain/candle.ts';
import { checkCandles } from '../../../shared/domain/candleRules.ts';
import {
  type Interval,
  type IntervalSet,
  lengthOf,
  normalize,
  runsOf,
  subtract,
} from '../../../shared/domain/interval.ts';
import type { Series, SeriesId } from '../../../shared/domain/series.ts';
import { DAY, toIso } from '../../../shared/domain/time.ts';
import { durationOf, isOnGrid, snapToGrid } from '../../../shared/domain/timeframe.ts';
import type { WritableDb } from '../connection.ts';
import { toStoreError } from '../errors.ts';
import type { Statements } from '../statements.ts';
import { type CandleReader, createCandleReader } from './candles.ts';
import { createLedgerWriter } from './ledger.ts';

/** What the candles themselves say, against what the ledgers say. Problems are sentences for the trader. */
export type DeepCheck = Readonly<{ seriesId: SeriesId; candles: number; problems: readonly string[] }>;

type Survey = Readonly<{
  total: number;
  /** Open times that are on the grid, ascending. */
  times: readonly number[];
  /** Candles by day since 1970. */
  days: ReadonlyMap<number, number>;
  /** Open times of candles that break the rules. */
  broken: readonly number[];
}>;

type Ledgers = Readonly<{
  candles: number;
  range: Interval | null;
  gaps: readonly Interval[];
  days: ReadonlyMap<number, number>;
}>;

/** Reads every candle of a series once. The caller owns the transaction. */
function surveyOf(candles: CandleReader, { id, timeframe }: Series): Survey {
  const times: number[] = [];
  const days = new Map<number, number>();
  const broken: number[] = [];
  let total = 0;
  candles.inChunks(id, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, (rows) => {
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

/** Hand-edited times may lie outside of every calendar. */
const nameOf = (time: number): string => (Number.isNaN(new Date(time).getTime()) ? `${time}` : toIso(time));

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

function compare(found: Survey, ledgers: Ledgers, step: number): string[] {
  const problems: string[] = [];
  if (found.broken.length > 0) {
    problems.push(
      `${count(found.broken.length, 'stored candle')} break the rules for candles, the first at ${nameOf(found.broken[0]!)}`,
    );
  }
  if (found.total !== ledgers.candles) {
    problems.push(`the series counts ${ledgers.candles} candles and holds ${found.total}`);
  }
  const wrongDays = new Set(
    [...found.days.keys(), ...ledgers.days.keys()].filter(
      (day) => (found.days.get(day) ?? 0) !== (ledgers.days.get(day) ?? 0),
    ),
  );
  if (wrongDays.size > 0) {
    const first = [...wrongDays].reduce((a, b) => Math.min(a, b));
    problems.push(
      `the coverage ledger is wrong on ${count(wrongDays.size, 'day')}, the first ${nameOf(first * DAY)}`,
    );
  }
  const have = runsOf(found.times, step);
  const gaps = normalize(ledgers.gaps);
  const total = (set: readonly Interval[]): number => Math.ceil(lengthOf(set) / step);
  if (total(gaps) !== total(ledgers.gaps)) problems.push('gaps overlap in the ledger');
  const range = ledgers.range === null ? [] : [ledgers.range];
  const unexplained = subtract(range, normalize([...have, ...gaps]));
  const outside = subtract(have, range);
  const both = total(gaps) - total(subtract(gaps, have));
  if (unexplained.length > 0) {
    problems.push(
      `${count(total(unexplained), 'missing candle')} have no gap in the ledger, the first at ${nameOf(unexplained[0]!.from)}`,
    );
  }
  if (both > 0) problems.push(`the gap ledger calls ${count(both, 'stored candle')} missing`);
  if (outside.length > 0)
    problems.push(`${count(total(outside), 'candle')} lie outside the range of the ledger`);
  if (subtract(gaps, range).length > 0) problems.push('gaps reach outside the range of the ledger');
  return problems;
}

export function createIntegrityReader(statements: Statements) {
  const { prepare, db } = statements;
  const candles = createCandleReader(statements);
  const series = prepare<[SeriesId], [number, number | null, number | null]>(
    'integrity.series',
    'SELECT candles, ledger_from, ledger_until FROM series WHERE id = ?',
    'arrays',
  );
  const gaps = prepare<[SeriesId], [number, number]>(
    'integrity.gaps',
    'SELECT from_time, until_time FROM gap WHERE series_id = ? ORDER BY from_time',
    'arrays',
  );
  const days = prepare<[SeriesId], [number, number]>(
    'integrity.days',
    'SELECT day, candles FROM coverage_day WHERE series_id = ?',
    'arrays',
  );

  return {
    survey: (of: Series): Survey => surveyOf(candles, of),
    /** Reads every candle of a series and compares it with both ledgers. */
    deepCheck(of: Series): DeepCheck {
      // One read transaction, so that a page written meanwhile does not look like a difference.
      return db.transaction(() => {
        const found = surveyOf(candles, of);
        const [stored, from, until] = series.get(of.id) ?? [0, null, null];
        const ledgers: Ledgers = {
          candles: stored,
          range: from === null || until === null ? null : { from, until },
          gaps: gaps.all(of.id).map(([gapFrom, gapUntil]) => ({ from: gapFrom, until: gapUntil })),
          days: new Map(days.all(of.id)),
        };
        const problems = compare(found, ledgers, durationOf(of.timeframe));
        return { seriesId: of.id, candles: found.total, problems };
      })();
    },
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
