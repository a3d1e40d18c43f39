import { setTimeout as delay } from 'node:timers/promises';

/** Waiting and chance, injected so that a test of back-off needs neither patience nor luck. */
export type Timing = Readonly<{
  /** Milliseconds on a clock that only goes forward; its zero means nothing. */
  elapsed(): number;
  /** Resolves after `ms`, or at once when `signal` aborts; it never rejects. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** From 0 to just under 1. */
  random(): number;
}>;

export const systemTiming: Timing = {
  elapsed: () => performance.now(),
  sleep: (ms, signal) => delay(ms, undefined, { signal }).catch(() => undefined),
  random: () => Math.random(),
};
