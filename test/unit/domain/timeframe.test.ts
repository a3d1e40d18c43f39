import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, WEEK } from '../../../shared/domain/time.ts';
import {
  ceilToGrid,
  closedUntil,
  durationOf,
  FRESHNESS_LIMIT,
  floorToGrid,
  isOnGrid,
  snapToGrid,
  TIMEFRAMES,
} from '../../../shared/domain/timeframe.ts';

const timeframe = fc.constantFrom(...TIMEFRAMES);
const time = fc.integer({ min: WEEK, max: Date.UTC(2100, 0, 1) });

describe('the grid of a timeframe', () => {
  it('has the length its name says', () => {
    const units = { m: MINUTE, h: HOUR, d: DAY, w: WEEK };
    for (const name of TIMEFRAMES) {
      const unit = units[name.at(-1) as keyof typeof units];
      expect(durationOf(name)).toBe(Number.parseInt(name, 10) * unit);
    }
  });

  it('contains the time between floor and the next open time', () => {
    fc.assert(
      fc.property(timeframe, time, (name, at) => {
        const floor = floorToGrid(name, at);
        const ceil = ceilToGrid(name, at);
        expect(isOnGrid(name, floor) && isOnGrid(name, ceil)).toBe(true);
        expect(floor <= at && at < floor + durationOf(name)).toBe(true);
        expect(ceil).toBe(isOnGrid(name, at) ? at : floor + durationOf(name));
      }),
    );
  });

  it('knows an open time from every other moment', () => {
    fc.assert(
      fc.property(timeframe, time, fc.integer({ min: 1, max: MINUTE - 1 }), (name, at, off) => {
        expect(isOnGrid(name, floorToGrid(name, at) + off)).toBe(false);
      }),
    );
    expect(isOnGrid('1m', 60_000.5)).toBe(false);
    expect(isOnGrid('1m', Number.NaN)).toBe(false);
  });

  it('opens days at midnight and weeks on Monday, UTC', () => {
    fc.assert(
      fc.property(time, (at) => {
        const week = new Date(floorToGrid('1w', at));
        expect([week.getUTCDay(), week.getTime() % DAY]).toEqual([1, 0]);
        expect(floorToGrid('1d', at) % DAY).toBe(0);
      }),
    );
    expect(new Date(floorToGrid('1w', Date.UTC(2026, 2, 1, 23, 59))).toISOString()).toBe(
      '2026-02-23T00:00:00.000Z',
    );
  });

  it('keeps the open times of an interval when it snaps its ends', () => {
    fc.assert(
      fc.property(timeframe, time, fc.integer({ min: 0, max: WEEK * 3 }), (name, from, length) => {
        const until = from + length;
        const snapped = snapToGrid(name, { from, until });
        const first = ceilToGrid(name, from);
        const count = Math.max(0, Math.ceil((until - first) / durationOf(name)));
        expect(snapped.from).toBe(first);
        expect(Math.max(0, snapped.until - snapped.from) / durationOf(name)).toBe(count);
      }),
    );
  });

  it('counts a candle as closed at the very moment the next one opens', () => {
    const open = Date.UTC(2026, 2, 1, 15);
    expect(closedUntil('1h', open + HOUR - 1)).toBe(open);
    expect(closedUntil('1h', open + HOUR)).toBe(open + HOUR);
  });

  it('has the freshness limits of the seeds', () => {
    expect(FRESHNESS_LIMIT).toMatchObject({
      '1m': 6 * MINUTE,
      '5m': 30 * MINUTE,
      '15m': HOUR,
      '1h': 2 * HOUR,
      '4h': 5 * HOUR,
      '1d': 25 * HOUR,
      '1w': 7 * DAY,
    });
  });
});
