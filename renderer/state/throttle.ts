import type { Dispose } from '../../shared/lib/disposable.ts';

export type Throttled = Readonly<{ request(): void; dispose: Dispose }>;

/** Returns a way to ask for `run`: at once when it has rested, else once at the end of the interval. */
export function createThrottle(run: () => void, intervalMs: number): Throttled {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastRun = Number.NEGATIVE_INFINITY;
  const now = (): void => {
    timer = undefined;
    lastRun = performance.now();
    run();
  };
  return {
    request: () => {
      if (timer !== undefined) return;
      const rest = lastRun + intervalMs - performance.now();
      if (rest <= 0) now();
      else timer = setTimeout(now, rest);
    },
    dispose: () => clearTimeout(timer),
  };
}
