import type { CandleColumns } from '../../shared/domain/candle.ts';
import type { EpochMs } from '../../shared/domain/time.ts';

export const VALUE_FIELDS = ['open', 'high', 'low', 'close', 'volume'] as const;
export type ValueField = (typeof VALUE_FIELDS)[number];

/** One candle that is not what it should be: the first field that differs, with both values, and all that do. */
export type Difference = Readonly<{
  openTime: EpochMs;
  field: ValueField;
  stored: number;
  expected: number;
  fields: readonly ValueField[];
}>;

export type Comparison = Readonly<{
  /** Candles that both have. */
  compared: number;
  differences: readonly Difference[];
  /** Open times only `stored` has. */
  unmatched: readonly EpochMs[];
}>;

/** Volumes are sums of many floats, and the order of adding shows in the last digits. */
export const SUM_TOLERANCE = 1e-9;

/** Tells whether two values of a field are the same; volumes may differ by `volumeTolerance`, relative. */
export const isSameValue = (field: ValueField, a: number, b: number, volumeTolerance: number): boolean =>
  a === b || (field === 'volume' && Math.abs(a - b) <= volumeTolerance * Math.max(Math.abs(a), Math.abs(b)));

/**
 * Compares candles field by field: prices must be equal to the last bit, volumes within `volumeTolerance`, relative.
 * Both are ascending, each open time once.
 */
export function compareCandles(
  stored: CandleColumns,
  expected: CandleColumns,
  volumeTolerance: number,
): Comparison {
  const differences: Difference[] = [];
  const unmatched: EpochMs[] = [];
  let compared = 0;
  for (let i = 0, k = 0; i < stored.openTime.length; i += 1) {
    const openTime = stored.openTime[i]!;
    while (k < expected.openTime.length && expected.openTime[k]! < openTime) k += 1;
    if (expected.openTime[k] !== openTime) {
      unmatched.push(openTime);
      continue;
    }
    compared += 1;
    const fields = VALUE_FIELDS.filter(
      (field) => !isSameValue(field, stored[field][i]!, expected[field][k]!, volumeTolerance),
    );
    const [field] = fields;
    if (field !== undefined) {
      differences.push({
        openTime,
        field,
        stored: stored[field][i]!,
        expected: expected[field][k]!,
        fields,
      });
    }
  }
  return { compared, differences, unmatched };
}
