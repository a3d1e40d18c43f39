import { describe, expect, it } from 'vitest';
import { closedBefore, GRACE_MS, takeClosed } from '../../../electron/engine/live/closing.ts';
import { formed, merged } from '../../../electron/engine/live/forming.ts';
import { confirmDelay, nextConfirm, pollInterval, renewalAt } from '../../../electron/engine/live/rhythm.ts';
import type { CandleRow } from '../../../shared/domain/candle.ts';
import { DAY, MINUTE, SECOND } from '../../../shared/domain/time.ts';
import { MONDAY } from '../../helpers/sampleCandles.ts';

const row = (openTime: number, volume = 1): CandleRow => [openTime, 10, 12, 9, 11, volume];

describe('what is closed', () => {
  const facts = { timeframe: '1m', newestSeen: MONDAY, now: MONDAY + MINUTE } as const;

  it('is not closed by time before the grace is over', () => {
    expect(closedBefore({ ...facts, now: MONDAY + MINUTE + GRACE_MS - 1 })).toBe(MONDAY);
    expect(closedBefore({ ...facts, now: MONDAY + MINUTE + GRACE_MS })).toBe(MONDAY + MINUTE);
  });

  it('is closed as soon as a newer one has been seen, whatever the clock says', () => {
    expect(closedBefore({ ...facts, newestSeen: MONDAY + MINUTE, now: MONDAY })).toBe(MONDAY + MINUTE);
  });

  it('is never closed by a clock that cannot be trusted', () => {
    expect(closedBefore({ ...facts, now: null })).toBe(MONDAY);
    expect(closedBefore({ timeframe: '1m', newestSeen: null, now: null })).toBe(0);
  });

  it('is taken once, oldest first', () => {
    const rows = new Map([row(MONDAY + MINUTE), row(MONDAY), row(MONDAY + 2 * MINUTE)].map((r) => [r[0], r]));
    const taken = takeClosed(rows, MONDAY + 2 * MINUTE);
    expect(taken.map(([time]) => time)).toEqual([MONDAY, MONDAY + MINUTE]);
    expect([...rows.keys()]).toEqual([MONDAY + 2 * MINUTE]);
  });
});

describe('the rhythm of looks', () => {
  it('asks about every close within ten seconds of it', () => {
    for (let share = 0; share < 1; share += 0.05) {
      for (let now = MONDAY; now < MONDAY + 2 * MINUTE; now += 777) {
        const at = nextConfirm('1m', now, confirmDelay(share));
        expect(at).toBeGreaterThan(now);
        expect(at % MINUTE).toBeLessThan(8 * SECOND);
        expect(at - now).toBeLessThanOrEqual(MINUTE);
      }
    }
  });

  it('polls a fraction of the timeframe, from five seconds to a minute', () => {
    expect([pollInterval('1m'), pollInterval('5m'), pollInterval('1h')]).toEqual([
      5 * SECOND,
      25 * SECOND,
      MINUTE,
    ]);
  });

  it('renews a line hours after it was opened, before the cut and away from the closes', () => {
    for (let n = 0; n < 50; n += 1) {
      const at = renewalAt(MONDAY + n * 1_237_111, DAY, () => n / 50);
      expect(at).toBeLessThan(MONDAY + n * 1_237_111 + DAY - 20 * MINUTE);
      expect(at).toBeGreaterThan(MONDAY + n * 1_237_111 + DAY / 2);
      expect(at % (5 * MINUTE)).toBe(2.5 * MINUTE);
    }
  });
});

describe('a candle that forms out of finer ones', () => {
  it('has the first open, the extremes, the last close and the sum of volumes without the dust of doubles', () => {
    expect(formed(MONDAY, [])).toBeNull();
    const first: CandleRow = [MONDAY, 10, 12, 9, 11, 0.1];
    const second: CandleRow = [MONDAY + MINUTE, 11, 15, 10, 14, 0.2];
    expect(formed(MONDAY, [first, second])).toEqual([MONDAY, 10, 15, 9, 14, 0.3]);
    expect(merged(MONDAY, first, second)).toEqual([MONDAY, 10, 15, 9, 14, 0.3]);
  });
});
