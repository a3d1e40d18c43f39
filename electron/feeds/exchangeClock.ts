import { type EpochMs, MINUTE, SECOND } from '../../shared/domain/time.ts';
import type { Clock } from '../platform/clock.ts';
import type { Timing } from '../platform/timing.ts';

const REFRESH_AFTER = 10 * MINUTE;
/** More than this between the PC's clock and its stopwatch: somebody has set the clock. */
const JUMP = SECOND;
/** An answer's stamp further away than this says that the offset is out of date … */
const DRIFT = 2 * SECOND;
/** … unless it was measured only just now, or the stamp is from another day and means nothing. */
const SETTLED_AFTER = 5 * SECOND;
const PLAUSIBLE = 24 * 60 * MINUTE;

export type ClockSample = Readonly<{ serverTime: EpochMs; startedAt: number; endedAt: number }>;

export type ExchangeClock = ReturnType<typeof createExchangeClock>;

/**
 * Keeps exchange time: the PC's clock plus a measured offset. The PC's clock alone decides nothing; a wrong one would
 * choose the wrong endpoint, ask for the future, or take a forming candle for a closed one.
 */
export function createExchangeClock(clock: Clock, timing: Timing) {
  let measured: { offset: number; uncertainty: number; wall: number; elapsed: number } | null = null;
  let distrusted = false;

  const now = (): EpochMs => Math.round(clock.now() + (measured?.offset ?? 0));
  const age = (): number => (measured === null ? Infinity : timing.elapsed() - measured.elapsed);
  const wasSet = (): boolean => measured !== null && Math.abs(clock.now() - measured.wall - age()) > JUMP;

  return {
    now,
    /** Exchange time, or null while it is only what the PC believes. */
    measured: (): EpochMs | null => (measured === null ? null : now()),
    /** Exchange minus PC time in milliseconds, positive when the PC is behind; null before the first measurement. */
    offset: (): number | null => (measured === null ? null : Math.round(measured.offset)),
    /** Exchange time at the earliest: a candle that has closed by then has closed. */
    atLeast: (): EpochMs => now() - Math.ceil(measured?.uncertainty ?? 0),
    /** Whether the offset may still be used: not too old, and the PC's clock not set since. */
    isFresh: (): boolean => measured !== null && !distrusted && age() < REFRESH_AFTER && !wasSet(),
    /** Whether the offset is better than nothing when the venue's time cannot be read. */
    isUsable: (): boolean => measured !== null && !wasSet(),
    /**
     * Takes the best of some readings of the venue's clock, started and ended by the stopwatch. The venue's clock was
     * read half-way through, give or take half the round trip; the shortest trip is the best reading, because the
     * first one usually pays for the connection, and only on its way out.
     */
    adopt(samples: readonly ClockSample[]): number {
      const trip = (sample: ClockSample): number => sample.endedAt - sample.startedAt;
      const best = samples.toSorted((a, b) => trip(a) - trip(b))[0];
      if (best === undefined) throw new RangeError('no sample of the venue’s clock');
      const elapsed = timing.elapsed();
      const wall = clock.now();
      const serverTime = best.serverTime + (elapsed - (best.startedAt + trip(best) / 2));
      measured = { offset: serverTime - wall, uncertainty: trip(best) / 2, wall, elapsed };
      distrusted = false;
      return Math.round(measured.offset);
    },
    /** Compares with the venue's stamp on an answer; a difference asks for a new measurement. */
    compare(stamp: EpochMs): void {
      const difference = Math.abs(stamp - now());
      if (difference > DRIFT && difference < PLAUSIBLE && age() > SETTLED_AFTER) distrusted = true;
    },
  };
}
