import type { Timing } from '../../../electron/platform/timing.ts';

export type FakeTiming = Timing &
  Readonly<{
    /** Moves the stopwatch and lets everything that was waiting for it happen. */
    advance(ms: number): Promise<void>;
    /** Pauses asked for so far, milliseconds. */
    pauses: readonly number[];
  }>;

/** Lets pending promises run to where they wait for something else. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A stopwatch that moves only when told; `random` always gives the same number. */
export function createFakeTiming(random = 0): FakeTiming {
  let now = 1_000;
  const sleepers = new Set<{ at: number; wake: () => void }>();
  const pauses: number[] = [];
  return {
    pauses,
    elapsed: () => now,
    random: () => random,
    sleep(ms, signal) {
      pauses.push(ms);
      return new Promise((resolve) => {
        const sleeper = {
          at: now + ms,
          wake: () => {
            sleepers.delete(sleeper);
            resolve();
          },
        };
        sleepers.add(sleeper);
        if (signal.aborted) sleeper.wake();
        signal.addEventListener('abort', sleeper.wake);
      });
    },
    async advance(ms) {
      await settle();
      const until = now + ms;
      for (;;) {
        const next = [...sleepers].filter((one) => one.at <= until).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        now = Math.max(now, next.at);
        next.wake();
        await settle();
      }
      now = until;
    },
  };
}
