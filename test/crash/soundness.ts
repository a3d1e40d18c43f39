import type { ReadableDb } from '../../electron/store/connection.ts';
import { createReadOperations } from '../../electron/store/operations.ts';
import type { CandleRow } from '../../shared/domain/candle.ts';
import { type SeriesKey, seriesName } from '../../shared/domain/series.ts';
import { storedRows, withDatabase } from '../helpers/storedRows.ts';

type Truth = ReadonlyMap<string, ReadonlyMap<number, CandleRow>>;
type Wanted = readonly SeriesKey[];

/** Everything that is wrong with a store, in words; `rows` counts what it holds. */
type Soundness = Readonly<{ faults: readonly string[]; rows: number }>;

const isSame = (a: CandleRow, b: CandleRow | undefined): boolean =>
  b !== undefined && a.every((value, i) => value === b[i]);

/** The checks any program could make with SQL alone. */
function faultsOfFile(dataDir: string): string[] {
  return withDatabase(dataDir, (db) => {
    const integrity = db.pragma('integrity_check', { simple: true });
    const twice = db
      .prepare("SELECT count(*) - count(DISTINCT series_id || ' ' || open_time) FROM candle")
      .pluck()
      .get();
    return [
      ...(integrity === 'ok' ? [] : [`integrity_check: ${String(integrity)}`]),
      ...(twice === 0 ? [] : [`${String(twice)} duplicates`]),
    ];
  });
}

/** Compares both ledgers with what a rebuild would make of the candles. */
const faultsOfLedgers = (dataDir: string): string[] =>
  withDatabase(dataDir, (db) => {
    const { series, deepCheck } = createReadOperations(db as ReadableDb, () => undefined);
    return series().flatMap((one) =>
      deepCheck(one).problems.map((problem) => `${seriesName(one)}: ${problem}`),
    );
  });

/** Reads every candle and compares it with the truth. */
function faultsOfCandles(dataDir: string, wanted: Wanted, truth: Truth): Soundness {
  let rows = 0;
  const faults: string[] = [];
  for (const key of wanted) {
    const expected = truth.get(seriesName(key))!;
    const found = storedRows(dataDir, key);
    const wrong = found.filter((row) => !isSame(row, expected.get(row[0]))).length;
    if (wrong > 0) faults.push(`${seriesName(key)}: ${wrong} candles differ from the venue's`);
    rows += found.length;
  }
  return { faults, rows };
}

/** Examines a store that nobody has open, without changing it. */
export function examine(dataDir: string, wanted: Wanted, truth: Truth): Soundness {
  const candles = faultsOfCandles(dataDir, wanted, truth);
  return { ...candles, faults: [...faultsOfFile(dataDir), ...faultsOfLedgers(dataDir), ...candles.faults] };
}

/** Indexes rows by open time. */
export const byTime = (rows: readonly CandleRow[]): ReadonlyMap<number, CandleRow> =>
  new Map(rows.map((row) => [row[0], row]));
