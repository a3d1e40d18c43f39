import { type CandleRow, candlesFromRows } from '../../../shared/domain/candle.ts';
import { checkCandles } from '../../../shared/domain/candleRules.ts';
import {
  type Interval,
  type IntervalSet,
  normalize,
  runsOf,
  subtract,
} from '../../../shared/domain/interval.ts';
import type { Series, SeriesId } from '../../../shared/domain/series.ts';
import { DAY, toIso } from '../../../shared/domain/time.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import type { WritableDb } from '../connection.ts';
import type { Statements } from '../statements.ts';
import { createCandleReader } from './candles.ts';
import { createLedgerWriter } from './ledger.ts';

/** What the candles themselves say, against what the ledgers say. Problems are sentences for the trader. */
export type DeepCheck = Readonly<{ seriesId: SeriesId; candles: number; problems: readonly string[] }>;

type Survey = Readonly<{
  times: readonly number[];
  days: ReadonlyMap<number, number>;
  broken: readonly CandleRow[];
}>;

type Ledgers = Readonly<{
  candles: number;
  range: Interval | null;
  gaps: readonly Interval[];
  days: ReadonlyMap<number, number>;
}>;

/** Candles judged at a time: large enough for columns to pay, small enough to keep the memory flat. */
const CHUNK = 10_000;

function survey(rows: Iterable<CandleRow>, { timeframe }: Series): Survey {
  const times: number[] = [];
  const days = new Map<number, number>();
  const broken: CandleRow[] = [];
  let chunk: CandleRow[] = [];
  const judge = (): void => {
    // Stored candles were closed when they came in; only their shape can be wrong now (an edited file, a bad disk).
    const { rejected } = checkCandles(candlesFromRows(chunk), timeframe, Number.MAX_SAFE_INTEGER);
    broken.push(...rejected.map(({ row }) => row));
    chunk = [];
  };
  for (const row of rows) {
    times.push(row[0]);
    const day = Math.floor(row[0] / DAY);
    days.set(day, (days.get(day) ?? 0) + 1);
    chunk.push(row);
    if (chunk.length === CHUNK) judge();
  }
  judge();
  return { times, days, broken };
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

function compare(found: Survey, ledgers: Ledgers, step: number): string[] {
  const problems: string[] = [];
  if (found.broken.length > 0) {
    const [first] = found.broken;
    problems.push(
      `${count(found.broken.length, 'stored candle')} break the rules for candles, the first at ${toIso(first![0])}`,
    );
  }
  if (found.times.length !== ledgers.candles) {
    problems.push(`the series counts ${ledgers.candles} candles and holds ${found.times.length}`);
  }
  const wrongDays = new Set(
    [...found.days.keys(), ...ledgers.days.keys()].filter(
      (day) => (found.days.get(day) ?? 0) !== (ledgers.days.get(day) ?? 0),
    ),
  );
  if (wrongDays.size > 0) {
    problems.push(
      `the coverage ledger is wrong on ${count(wrongDays.size, 'day')}, the first ${toIso(Math.min(...wrongDays) * DAY)}`,
    );
  }
  const have = runsOf(found.times, step);
  const gaps = normalize(ledgers.gaps);
  const total = (set: readonly Interval[]): number =>
    set.reduce((sum, i) => sum + (i.until - i.from) / step, 0);
  if (total(gaps) !== total(ledgers.gaps)) problems.push('gaps overlap in the ledger');
  const range = ledgers.range === null ? [] : [ledgers.range];
  const unexplained = subtract(range, normalize([...have, ...gaps]));
  const outside = subtract(have, range);
  const both = total(gaps) - total(subtract(gaps, have));
  if (unexplained.length > 0) {
    problems.push(
      `${count(total(unexplained), 'missing candle')} have no gap in the ledger, the first at ${toIso(unexplained[0]!.from)}`,
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
  const everything = (id: SeriesId): Iterable<CandleRow> =>
    candles.rows(id, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);

  return {
    survey: (of: Series): Survey => survey(everything(of.id), of),
    /** Reads every candle of a series and compares it with both ledgers. */
    deepCheck(of: Series): DeepCheck {
      // One read transaction, so that a page written meanwhile does not look like a difference.
      return db.transaction(() => {
        const found = survey(everything(of.id), of);
        const [stored, from, until] = series.get(of.id) ?? [0, null, null];
        const ledgers: Ledgers = {
          candles: stored,
          range: from === null || until === null ? null : { from, until },
          gaps: gaps.all(of.id).map(([gapFrom, gapUntil]) => ({ from: gapFrom, until: gapUntil })),
          days: new Map(days.all(of.id)),
        };
        const problems = compare(found, ledgers, durationOf(of.timeframe));
        return { seriesId: of.id, candles: found.times.length, problems };
      })();
    },
    /** SQLite's own check of the whole file; empty when nothing is wrong. */
    checkFile: (): string[] =>
      (db.pragma('integrity_check(20)') as { integrity_check: string }[])
        .map((row) => row.integrity_check)
        .filter((line) => line !== 'ok'),
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
    const { times, days } = reader.survey(of);
    setCount.run(times.length, of.id);
    clearDays.run(of.id);
    for (const [day, candles] of days) addDay.run(of.id, day, candles);
    const step = durationOf(of.timeframe);
    const have: IntervalSet = runsOf(times, step);
    const known = ledger.range(of.id);
    const range = normalize([...(known === null ? [] : [known]), ...have]);
    if (range.length === 0) return;
    const hull = { from: range[0]!.from, until: range.at(-1)!.until };
    ledger.rebuild(of.id, hull, subtract([hull], have), now);
  });
  return {
    /** Makes both ledgers say what the candles say; what was known about a gap that is still there is kept. */
    rebuildLedgers: (of: Series, now: number): void => rebuild.immediate(of, now),
  };
}
