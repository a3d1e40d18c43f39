import { SECOND } from '../../../shared/domain/time.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Timing } from '../../platform/timing.ts';

export const HEARTBEAT_MS = 10 * SECOND;
/** A heart that beats this much too late has not been beating: the PC slept, or was as good as asleep. */
const SLEEP_AFTER_MS = 20 * SECOND;
/** More than this between the PC's clock and its stopwatch is no drift. */
const JUMP_MS = 2 * SECOND;

/**
 * What happened since the last beat. `slept`: nothing ran for `gapMs`. `jumped`: the clock shows `gapMs` more than the
 * stopwatch, which stands still in sleep on some systems; only the venue's time tells sleep from a clock being set.
 */
export type Beat = Readonly<{ kind: 'steady' } | { kind: 'slept' | 'jumped'; gapMs: number }>;

/** Notices sleep and clock changes on hosts that do not tell of them. */
export function createPulse(clock: Clock, timing: Timing) {
  let last = { wall: clock.now(), elapsed: timing.elapsed() };
  const since = () => ({ shown: clock.now() - last.wall, ran: timing.elapsed() - last.elapsed });
  const reset = (): void => {
    last = { wall: clock.now(), elapsed: timing.elapsed() };
  };
  return {
    reset,
    /** Returns what happened since the last beat; to be called at least every `HEARTBEAT_MS`. */
    beat(): Beat {
      const { shown, ran } = since();
      reset();
      if (ran > HEARTBEAT_MS + SLEEP_AFTER_MS) return { kind: 'slept', gapMs: ran };
      return Math.abs(shown - ran) > JUMP_MS ? { kind: 'jumped', gapMs: shown - ran } : { kind: 'steady' };
    },
    /** Milliseconds since the last beat, by whichever clock saw more. */
    gap(): number {
      const { shown, ran } = since();
      return Math.max(0, shown, ran);
    },
  };
}
