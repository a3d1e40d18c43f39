import { DAY, HOUR } from '../../../shared/domain/time.ts';
import { durationOf, floorToGrid, type Timeframe } from '../../../shared/domain/timeframe.ts';

/** Where candles of one timeframe open; `shift` is 0 for UTC days, −8 h for Bitget's UTC+8 days. Milliseconds. */
export type Grid = Readonly<{ timeframe: Timeframe; duration: number; shift: number }>;

export const utcGrid = (timeframe: Timeframe): Grid => ({
  timeframe,
  duration: durationOf(timeframe),
  shift: 0,
});

/** Bitget's plain 6H, 12H, 1D and 1W count in UTC+8 (facts/exchanges.md, trap 3). */
export const utc8Grid = (timeframe: Timeframe): Grid => ({ ...utcGrid(timeframe), shift: -8 * HOUR });

/** Returns the open time of the candle that contains `time`, milliseconds UTC. */
export const openOf = (grid: Grid, time: number): number =>
  floorToGrid(grid.timeframe, time - grid.shift) + grid.shift;

/** Returns the first open time at or after `time`, milliseconds UTC. */
export function nextOpen(grid: Grid, time: number): number {
  const open = openOf(grid, time);
  return open === time ? open : open + grid.duration;
}

/** Days the recent endpoint of Bitget reaches back (ccxt bitget.js:1701-1716, which found the documented ones wrong). */
const RECENT_DAYS: Readonly<Record<Timeframe, number>> = {
  '1m': 30,
  '3m': 30,
  '5m': 30,
  '15m': 30,
  '30m': 30,
  '1h': 60,
  '2h': 120,
  '4h': 240,
  '6h': 360,
  '12h': 720,
  '1d': 1_440,
  '1w': 10_080,
};

/** Returns how far back Bitget's recent endpoint reaches, in milliseconds. */
export const recentReach = (timeframe: Timeframe): number => RECENT_DAYS[timeframe] * DAY;
