import { describe, expect, it } from 'vitest';
import { createExchangeClock } from '../../../electron/feeds/exchangeClock.ts';
import { createFakeTiming } from './fakeTiming.ts';

const VENUE = Date.UTC(2026, 8, 15, 12);

/** A PC whose clock runs beside the stopwatch and can be set. */
function stage(wrongBy: number) {
  const timing = createFakeTiming();
  const start = timing.elapsed();
  let set = wrongBy;
  const pc = { now: () => VENUE + set + (timing.elapsed() - start) };
  const clock = createExchangeClock(pc, timing);
  const venueTime = (): number => VENUE + (timing.elapsed() - start);
  const sample = (out: number, back: number) => {
    const endedAt = timing.elapsed();
    const startedAt = endedAt - out - back;
    return { serverTime: venueTime() - back, startedAt, endedAt };
  };
  const setPc = (ms: number): void => {
    set += ms;
  };
  return { timing, clock, venueTime, sample, setPc };
}

describe('exchange time', () => {
  it.each([-86_400_000 * 400, -7_200_000, 0, 5_000, 86_400_000 * 400])(
    'is the venue’s on a PC that is wrong by %d ms',
    (wrongBy) => {
      const { clock, venueTime, sample } = stage(wrongBy);
      expect(clock.adopt([sample(100, 100)]) + wrongBy).toBe(0);
      expect(clock.now()).toBe(venueTime());
    },
  );

  it('is read from the shortest of the round trips', () => {
    const { clock, venueTime, sample } = stage(0);
    clock.adopt([sample(900, 100), sample(30, 20)]);
    expect(clock.now() - venueTime()).toBe(5);
  });

  it('is at least so much as half the round trip leaves certain', () => {
    const { clock, venueTime, sample } = stage(3_000);
    clock.adopt([sample(80, 0)]);
    expect(clock.now()).toBeGreaterThan(venueTime());
    expect(clock.atLeast()).toBeLessThanOrEqual(venueTime());
  });

  it('is the PC’s until it has been measured, and says so', () => {
    const { clock } = stage(-60_000);
    expect([clock.offset(), clock.measured()]).toEqual([null, null]);
    expect([clock.isFresh(), clock.isUsable()]).toEqual([false, false]);
    expect(clock.now()).toBe(VENUE - 60_000);
  });

  it('is measured again after ten minutes; until that succeeds the old offset serves', async () => {
    const { timing, clock, sample } = stage(0);
    clock.adopt([sample(1, 1)]);
    await timing.advance(599_000);
    expect(clock.isFresh()).toBe(true);
    await timing.advance(2_000);
    expect([clock.isFresh(), clock.isUsable()]).toEqual([false, true]);
  });

  it('is not believed any more when somebody has set the clock of the PC', async () => {
    const { timing, clock, venueTime, sample, setPc } = stage(-7_200_000);
    clock.adopt([sample(1, 1)]);
    await timing.advance(1_000);
    setPc(7_200_000);
    expect([clock.isFresh(), clock.isUsable()]).toEqual([false, false]);
    clock.adopt([sample(1, 1)]);
    expect([clock.isFresh(), clock.now()]).toEqual([true, venueTime()]);
  });

  it('is measured again when the stamp of an answer contradicts it', async () => {
    const { timing, clock, sample } = stage(0);
    clock.adopt([sample(1, 1)]);
    clock.compare(clock.now() + 60_000);
    expect(clock.isFresh()).toBe(true);
    await timing.advance(6_000);
    clock.compare(clock.now() + 1_500);
    expect(clock.isFresh()).toBe(true);
    clock.compare(clock.now() - 3_000);
    expect([clock.isFresh(), clock.isUsable()]).toEqual([false, true]);
  });
});
