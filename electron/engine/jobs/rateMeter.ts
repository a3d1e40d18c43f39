import { SECOND } from '../../../shared/domain/time.ts';

const WINDOW_MS = 30 * SECOND;
/** A rate out of less than this is a guess, and a time left out of a guess is a lie. */
const ENOUGH_MS = SECOND;

/** Measures how fast something counts up, over the last half minute. */
export function createRateMeter(now: () => number): {
  add(amount: number): void;
  perSecond(): number | null;
} {
  let samples: { at: number; amount: number }[] = [];
  const started = now();
  return {
    add: (amount) => {
      const at = now();
      samples = samples.filter((sample) => sample.at > at - WINDOW_MS);
      samples.push({ at, amount });
    },
    perSecond: () => {
      const at = now();
      const span = Math.min(WINDOW_MS, at - started);
      if (span < ENOUGH_MS) return null;
      const total = samples.reduce(
        (sum, sample) => (sample.at > at - WINDOW_MS ? sum + sample.amount : sum),
        0,
      );
      return total / (span / SECOND);
    },
  };
}
