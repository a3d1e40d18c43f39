import { z } from 'zod';
import type { Interval } from './interval.ts';
import { DAY, type EpochMs, HOUR, MINUTE, WEEK } from './time.ts';

export const TIMEFRAMES = [
  '1m',
  '3m',
  '5m',
  '15m',
  '30m',
  '1h',
  '2h',
  '4h',
  '6h',
  '12h',
  '1d',
  '1w',
] as const;
export const Timeframe = z.enum(TIMEFRAMES);
export type Timeframe = z.infer<typeof Timeframe>;

const DURATION: Readonly<Record<Timeframe, number>> = {
  '1m': MINUTE,
  '3m': 3 * MINUTE,
  '5m': 5 * MINUTE,
  '15m': 15 * MINUTE,
  '30m': 30 * MINUTE,
  '1h': HOUR,
  '2h': 2 * HOUR,
  '4h': 4 * HOUR,
  '6h': 6 * HOUR,
  '12h': 12 * HOUR,
  '1d': DAY,
  '1w': WEEK,
};

/** Weeks open on Monday 00:00 UTC at both venues; 1970-01-01 was a Thursday, so the grid is shifted by four days. */
const MONDAY_OFFSET = 4 * DAY;

/** Returns the length of one candle in milliseconds. */
export const durationOf = (timeframe: Timeframe): number => DURATION[timeframe];

const offsetOf = (timeframe: Timeframe): number => (timeframe === '1w' ? MONDAY_OFFSET : 0);

/** Returns the open time of the candle that contains `time`. */
export function floorToGrid(timeframe: Timeframe, time: EpochMs): EpochMs {
  const duration = durationOf(timeframe);
  const offset = offsetOf(timeframe);
  return Math.floor((time - offset) / duration) * duration + offset;
}

/** Returns the first open time at or after `time`. */
export function ceilToGrid(timeframe: Timeframe, time: EpochMs): EpochMs {
  const floor = floorToGrid(timeframe, time);
  return floor === time ? time : floor + durationOf(timeframe);
}

/** Tells whether a candle of this timeframe can open at `time`. */
export const isOnGrid = (timeframe: Timeframe, time: EpochMs): boolean =>
  Number.isInteger(time) && floorToGrid(timeframe, time) === time;

/** Returns the same open times with both ends on the grid: [from, until) may begin and end anywhere. */
export const snapToGrid = (timeframe: Timeframe, { from, until }: Interval): Interval => ({
  from: ceilToGrid(timeframe, from),
  until: ceilToGrid(timeframe, until),
});

/** Returns the open time of the candle that is still forming at `now`: the exclusive end of what can be closed. */
export const closedUntil = (timeframe: Timeframe, now: EpochMs): EpochMs => floorToGrid(timeframe, now);

/** Days of history wanted unless told otherwise; 1m to 1w as in the seeds, the others as their nearest finer one. */
export const DEFAULT_HISTORY_DAYS: Readonly<Record<Timeframe, number>> = {
  '1m': 7,
  '3m': 7,
  '5m': 14,
  '15m': 30,
  '30m': 30,
  '1h': 90,
  '2h': 90,
  '4h': 180,
  '6h': 180,
  '12h': 180,
  '1d': 365,
  '1w': 730,
};

/**
 * Greatest age of a fresh series, measured from the close of its last candle. The seeds' table; the timeframes it
 * does not name take twice their length plus five minutes (freqtrade's rule, facts/field.md 2.1).
 */
export const FRESHNESS_LIMIT: Readonly<Record<Timeframe, number>> = {
  '1m': 6 * MINUTE,
  '3m': 11 * MINUTE,
  '5m': 30 * MINUTE,
  '15m': HOUR,
  '30m': 65 * MINUTE,
  '1h': 2 * HOUR,
  '2h': 4 * HOUR + 5 * MINUTE,
  '4h': 5 * HOUR,
  '6h': 12 * HOUR + 5 * MINUTE,
  '12h': DAY + 5 * MINUTE,
  '1d': 25 * HOUR,
  '1w': WEEK,
};
