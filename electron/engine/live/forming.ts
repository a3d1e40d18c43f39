import type { CandleRow } from '../../../shared/domain/candle.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { plainVolume } from '../../analysis/aggregate.ts';

/** Returns one candle of both, which opens at `openTime`; `before` is the older one. */
export const merged = (openTime: EpochMs, before: CandleRow, after: CandleRow): CandleRow => [
  openTime,
  before[1],
  Math.max(before[2], after[2]),
  Math.min(before[3], after[3]),
  after[4],
  plainVolume(before[5] + after[5]),
];

/** Returns finer candles, ascending, as the one they form so far; null when there are none. */
export function formed(openTime: EpochMs, finer: readonly CandleRow[]): CandleRow | null {
  const [first, ...rest] = finer;
  if (first === undefined) return null;
  const begin: CandleRow = [openTime, first[1], first[2], first[3], first[4], first[5]];
  return rest.reduce((sum, row) => merged(openTime, sum, row), begin);
}
