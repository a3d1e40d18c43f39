/** One column of a frame, by name; as long as the frame has rows. */
export type FrameColumns = ReadonlyMap<string, Float64Array>;

export type ColumnVerdict = Readonly<{
  column: string;
  passed: boolean;
  /** Rows compared. */
  rows: number;
  /** The first row whose value was another one when the future was cut off: both values; null for PASS. */
  offence: Readonly<{ row: number; inFrame: number; asKnown: number }> | null;
}>;

/**
 * Rebuilds the last row of a frame from what was known when row `row`'s base candle closed, and from nothing else: all
 * series cut at that moment. Returns one value per column.
 */
export type RowAsKnown = (row: number) => ReadonlyMap<string, number>;

const isSame = (a: number, b: number): boolean => a === b || (Number.isNaN(a) && Number.isNaN(b));

/**
 * Compares a frame with what could be known at the time, row by row, for the given rows. A column passes when every
 * compared value is the same to the last bit. A column that the rebuilt row lacks fails at the first row.
 */
export function judgeLeaks(
  frame: FrameColumns,
  rows: readonly number[],
  asKnown: RowAsKnown,
): ColumnVerdict[] {
  const offences = new Map<string, ColumnVerdict['offence']>();
  const ordered = rows.toSorted((a, b) => a - b);
  for (const row of ordered) {
    const known = asKnown(row);
    for (const [column, values] of frame) {
      if (offences.has(column)) continue;
      const inFrame = values[row]!;
      const was = known.get(column);
      if (was === undefined || !isSame(inFrame, was)) {
        offences.set(column, { row, inFrame, asKnown: was ?? Number.NaN });
      }
    }
  }
  return [...frame.keys()].map((column) => {
    const offence = offences.get(column) ?? null;
    return { column, passed: offence === null, rows: ordered.length, offence };
  });
}
