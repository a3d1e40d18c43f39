import {
  allocateCandles,
  type CandleColumns,
  type CandleRow,
  candleRows,
  candlesFromRows,
  setCandle,
} from '../../shared/domain/candle.ts';

/** Open time, open, high, low, close, volume in base currency: the first columns of both venues, and of ccxt. */
const FIELDS = 6;

/** Reads a cell of a venue: a number, or text that is one; NaN for anything else. */
export const toNumber = (value: unknown): number =>
  typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')
    ? Number(value)
    : Number.NaN;

/**
 * Copies rows into columns, whether their cells are numbers or text; null when any row does not begin with six
 * numbers. The copy is made here and at once: rows of `watchOHLCV` are live references that later updates overwrite
 * (facts trap 10).
 */
export function parseCandles(rows: readonly unknown[]): CandleColumns | null {
  const columns = allocateCandles(rows.length);
  for (const [i, row] of rows.entries()) {
    if (!Array.isArray(row) || row.length < FIELDS) return null;
    const cells = row.slice(0, FIELDS).map(toNumber);
    if (!cells.every(Number.isFinite)) return null;
    setCandle(columns, i, cells as unknown as CandleRow);
  }
  return columns;
}

/** Merges rows that changed twice: the newer row of each open time, ascending. */
export function mergeCandles(older: CandleColumns, newer: CandleColumns): CandleColumns {
  const rows = new Map([...candleRows(older), ...candleRows(newer)].map((row) => [row[0], row]));
  return candlesFromRows([...rows.values()].sort((a, b) => a[0] - b[0]));
}
