import type { CandleColumns } from '../../shared/domain/candle.ts';
import type { EpochMs } from '../../shared/domain/time.ts';
import { isSameValue, SUM_TOLERANCE, VALUE_FIELDS, type ValueField } from './compareCandles.ts';

export type FieldTally = Readonly<{
  field: ValueField;
  equal: number;
  different: number;
  /** Greatest difference, absolute; null where there is none. */
  largest: number | null;
  firstAt: EpochMs | null;
}>;

export type Reconciliation = Readonly<{ compared: number; fields: readonly FieldTally[] }>;

/**
 * Compares derived candles with the venue's own at the same open times, field by field: prices must be equal to the
 * last bit, volumes but for the rounding of their sum. Both are ascending, each open time once.
 */
export function reconcileCandles(venue: CandleColumns, derived: CandleColumns): Reconciliation {
  const pairs: [number, number][] = [];
  for (let i = 0, k = 0; i < venue.openTime.length; i += 1) {
    while (k < derived.openTime.length && derived.openTime[k]! < venue.openTime[i]!) k += 1;
    if (derived.openTime[k] === venue.openTime[i]) pairs.push([i, k]);
  }
  const fields = VALUE_FIELDS.map((field) => {
    const tally = {
      field,
      equal: 0,
      different: 0,
      largest: null as number | null,
      firstAt: null as number | null,
    };
    for (const [i, k] of pairs) {
      const theirs = venue[field][i]!;
      const ours = derived[field][k]!;
      if (isSameValue(field, theirs, ours, SUM_TOLERANCE)) {
        tally.equal += 1;
        continue;
      }
      tally.different += 1;
      tally.largest = Math.max(tally.largest ?? 0, Math.abs(theirs - ours));
      tally.firstAt ??= venue.openTime[i]!;
    }
    return tally;
  });
  return { compared: pairs.length, fields };
}
