import type { Timing } from '../../electron/platform/timing.ts';
import { createRandom } from '../exchange/random.ts';

type Sleeper = Readonly<{ due: number; wake: () => void }>;

export type VirtualTime = Readonly<{
  timing: Timing;
  /** When the next sleeper is due, on the scale of `timing.elapsed`; Infinity when nobody sleeps. */
  nextDue(): number;
  /** Wakes everybody who is due, in the order of their times; tells how many those were. */
  wakeDue(): number;
  /** Sleeps begun so far: a sign of life. */
  begun(): number;
}>;

/** Waiting that takes no time of its own: a sleeper wakes when `elapsed`, which somebody else moves, has reached it. */
export function createVirtualTime(elapsed: () => number, seed: number): VirtualTime {
  const sleepers = new Set<Sleeper>();
  let begun = 0;
  const nextDue = (): number => {
    let next = Number.POSITIVE_INFINITY;
    for (const { due } of sleepers) if (due < next) next = due;
    return next;
  };
  return {
    timing: {
      elapsed,
      random: createRandom(seed),
      sleep: (ms, signal) =>
        new Promise((resolve) => {
          begun += 1;
          if (signal.aborted) return resolve();
          const wake = (): void => {
            sleepers.delete(sleeper);
            signal.removeEventListener('abort', wake);
            resolve();
          };
          const sleeper: Sleeper = { due: elapsed() + Math.max(0, ms), wake };
          sleepers.add(sleeper);
          signal.addEventListener('abort', wake);
        }),
    },
    nextDue,
    wakeDue() {
      const now = elapsed();
      const due = [...sleepers].filter((one) => one.due <= now).sort((a, b) => a.due - b.due);
      for (const one of due) one.wake();
      return due.length;
    },
    begun: () => begun,
  };
}
