import type { Interval } from '../../../shared/domain/interval.ts';
import type { Series } from '../../../shared/domain/series.ts';
import { durationOf } from '../../../shared/domain/timeframe.ts';
import type { EngineContext } from '../context.ts';
import type { FeatureFiles, FeaturePartition } from '../ports/features.ts';

/** Rows read at once: a kilobyte of JSON each. */
const ROWS_AT_ONCE = 5_000;

const startOf = (time: number): number => {
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
};
const endOf = (month: number): number => {
  const date = new Date(month);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
};
const nameOf = (month: number): string => new Date(month).toISOString().slice(0, 7);

function* monthsOf({ from, until }: Interval): Generator<number> {
  for (let month = startOf(from); month < until; month = endOf(month)) yield month;
}

async function rowsOf({ store }: EngineContext, series: Series, where: Interval) {
  const rows: (readonly [number, string])[] = [];
  const reach = ROWS_AT_ONCE * durationOf(series.timeframe);
  for (let from = where.from; from < where.until; from += reach) {
    rows.push(
      ...(await store.scan.featureRows(series.id, { from, until: Math.min(where.until, from + reach) })),
    );
  }
  return rows;
}

/** Which months of which symbols are to be written. */
async function dueMonths(
  { store }: EngineContext,
  files: FeatureFiles,
  series: readonly Series[],
  isAll: boolean,
): Promise<Map<string, Set<number>>> {
  const due = new Map<string, Set<number>>();
  const add = (symbol: string, month: number): void => {
    due.set(symbol, (due.get(symbol) ?? new Set()).add(month));
  };
  const stale = await store.read.stale('partitions');
  const sums = await store.read.featureSums();
  for (const { id, symbol } of series) {
    for (const stretch of stale.filter((one) => one.seriesId === id)) {
      for (const month of monthsOf(stretch)) add(symbol, month);
    }
    const sum = sums.find((one) => one.seriesId === id);
    if (sum === undefined || sum.first === null || sum.last === null) continue;
    for (const month of monthsOf({ from: sum.first, until: sum.last + 1 })) {
      if (isAll || !(await files.has(symbol, nameOf(month)))) add(symbol, month);
    }
  }
  return due;
}

/**
 * Writes the Parquet partitions of some symbols that are out of date, missing, or all. A partition holds every series
 * of its symbol. Returns how many were written; ends early, with those that are whole, when it is aborted.
 */
export async function writePartitions(
  context: EngineContext,
  files: FeatureFiles,
  series: readonly Series[],
  isAll: boolean,
  signal: AbortSignal,
): Promise<number> {
  const { store } = context;
  const stale = await store.read.stale('partitions');
  const all = await store.read.series();
  const due = await dueMonths(context, files, series, isAll);
  let written = 0;
  for (const [symbol, months] of due) {
    const ofSymbol = all.filter((one) => one.symbol === symbol);
    for (const month of [...months].toSorted((a, b) => a - b)) {
      if (signal.aborted) return written;
      const where = { from: month, until: endOf(month) };
      const parts: FeaturePartition['series'][number][] = [];
      for (const one of ofSymbol) {
        const rows = await rowsOf(context, one, where);
        if (rows.length > 0) parts.push({ exchange: one.exchange, timeframe: one.timeframe, rows });
      }
      await files.write({ symbol, month: nameOf(month), series: parts });
      written += 1;
    }
    // Only now: a run that is stopped in between writes the symbol's months again.
    const done = stale.filter(({ seriesId }) => ofSymbol.some(({ id }) => id === seriesId));
    const covered = done.filter((one) => [...monthsOf(one)].every((month) => months.has(month)));
    await store.write.settleStale(covered.map(({ id }) => id));
  }
  return written;
}
