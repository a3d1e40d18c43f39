import type { EpochMs } from '../../shared/domain/time.ts';
import { durationOf, floorToGrid, type Timeframe } from '../../shared/domain/timeframe.ts';

/** Marks a base row for which nothing is known of the joined series. */
export const UNKNOWN = -1;

/**
 * Returns the open time of the newest candle of `joined` that has closed when the base candle at `baseOpen` closes:
 * the only one a row may show (DESIGN.md, aligned frames). Anything later would be the future.
 */
export function knownAt(base: Timeframe, baseOpen: EpochMs, joined: Timeframe): EpochMs {
  const close = baseOpen + durationOf(base);
  return floorToGrid(joined, close) - durationOf(joined);
}

/**
 * Finds for each base row the row of the joined series that is known when the base candle closes. `baseOpen` and
 * `joinedOpen` are open times, ascending, each once. Returns one index into `joinedOpen` per base row, or UNKNOWN
 * where exactly that candle is missing: an older one never stands in for it.
 */
export function alignRows(
  base: Timeframe,
  baseOpen: Float64Array,
  joined: Timeframe,
  joinedOpen: Float64Array,
): Int32Array {
  const rows = new Int32Array(baseOpen.length);
  let at = 0;
  for (let i = 0; i < baseOpen.length; i += 1) {
    const wanted = knownAt(base, baseOpen[i]!, joined);
    while (at < joinedOpen.length && joinedOpen[at]! < wanted) at += 1;
    rows[i] = joinedOpen[at] === wanted ? at : UNKNOWN;
  }
  return rows;
}

/** Returns the values of the joined column row by row; NaN where `rows` says UNKNOWN. */
export function pick(column: Float64Array, rows: Int32Array): Float64Array {
  const picked = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i += 1) picked[i] = rows[i] === UNKNOWN ? Number.NaN : column[rows[i]!]!;
  return picked;
}
