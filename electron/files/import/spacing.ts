import { durationOf, isOnGrid, TIMEFRAMES, type Timeframe } from '../../../shared/domain/timeframe.ts';

/** A distance that occurs in fewer neighbours than this share is a slip, not the length of a candle. */
const COMMON_SHARE = 0.01;

/** What the distances between the rows say: the smallest common one, and the timeframe of that length if there is one. */
export type Spacing = Readonly<{ step: number | null; timeframe: Timeframe | null }>;

/** Finds the length of a candle from open times in any order, also where most candles are missing (Kraken, thin pairs). */
export function spacingOf(times: Float64Array): Spacing {
  const sorted = times.slice().sort();
  const counts = new Map<number, number>();
  let steps = 0;
  for (let i = 1; i < sorted.length; i += 1) {
    const distance = sorted[i]! - sorted[i - 1]!;
    if (!(distance > 0)) continue;
    steps += 1;
    counts.set(distance, (counts.get(distance) ?? 0) + 1);
  }
  const common = [...counts].filter(([, count]) => count >= Math.max(1, steps * COMMON_SHARE));
  if (common.length === 0) return { step: null, timeframe: null };
  const step = Math.min(...common.map(([distance]) => distance));
  return { step, timeframe: TIMEFRAMES.find((one) => durationOf(one) === step) ?? null };
}

/** Fewer rows than this may all be far apart by chance. */
const FEWEST_ROWS = 10;

/**
 * Tells whether rows cannot be candles of a timeframe: they lie closer together, or never as close as that. Null where
 * they can be.
 */
export function contradiction(timeframe: Timeframe, times: Float64Array): string | null {
  const { step } = spacingOf(times);
  if (step === null) return null;
  const length = durationOf(timeframe);
  const inMinutes = step / 60_000;
  const said = `the rows are ${inMinutes} minutes apart, a ${timeframe} candle has ${length / 60_000}`;
  if (step < length && !mostlyOnGrid(timeframe, times)) return said;
  return step > length && times.length >= FEWEST_ROWS ? said : null;
}

function mostlyOnGrid(timeframe: Timeframe, times: Float64Array): boolean {
  let on = 0;
  for (const time of times) if (isOnGrid(timeframe, time)) on += 1;
  return on * 2 > times.length;
}
