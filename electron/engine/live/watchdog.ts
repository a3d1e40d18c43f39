import type { CandleRow } from '../../../shared/domain/candle.ts';
import { type EpochMs, MINUTE, SECOND } from '../../../shared/domain/time.ts';
import { durationOf, type Timeframe } from '../../../shared/domain/timeframe.ts';

/** BTC 1m is suspicious after 20 seconds, anything after 90 or two candles (facts/exchanges.md 3.4). */
const SHORTEST_MS = 20 * SECOND;
const USUAL_LONGEST_MS = 90 * SECOND;
/** Sooner than the alert of a silent symbol, so that a quiet market is known by then. */
const LONGEST_MS = 4 * MINUTE;
/** What was found quiet again and again is asked about this often. */
const LONGEST_PAUSE_MS = 10 * MINUTE;

/** How many of its usual pauses a series may be silent. */
const PAUSES = 20;

/** Weight of the newest pause in the moving average. */
const ALPHA = 0.2;

/** Returns the moving average of the pauses between two messages, milliseconds. */
export const usualPause = (before: number | null, pauseMs: number): number =>
  before === null ? pauseMs : before + ALPHA * (pauseMs - before);

/**
 * Returns how long a watched series may be silent before somebody asks the venue: twenty of its usual pauses, between
 * 20 seconds and two candles (at least 90 seconds, at most four minutes). Before it has spoken twice, the longest.
 */
export function silenceLimit(timeframe: Timeframe, usualPauseMs: number | null): number {
  const longest = Math.min(LONGEST_MS, Math.max(USUAL_LONGEST_MS, 2 * durationOf(timeframe)));
  return usualPauseMs === null
    ? longest
    : Math.min(longest, Math.max(SHORTEST_MS, Math.round(PAUSES * usualPauseMs)));
}

/** Returns when to ask again about a series that was found quiet `looks` times in a row. */
export const quietPause = (limitMs: number, looks: number): number =>
  Math.min(LONGEST_PAUSE_MS, limitMs * 2 ** looks);

/** Tells whether an answer of the venue knows more about a candle than the socket has said. */
export function hasNewer(known: CandleRow | null, answered: CandleRow | null): boolean {
  if (answered === null) return false;
  if (known === null || answered[0] > known[0]) return true;
  // Volume only grows while a candle forms; equal volume means that nobody has traded since.
  return answered[0] === known[0] && answered[5] > known[5];
}

/** What the socket has said of one series, and when; exchange time. */
export type Speech = Readonly<{ at: EpochMs | null; usualPauseMs: number | null }>;

/** Returns the speech after a message at `now`. */
export const heard = ({ at, usualPauseMs }: Speech, now: EpochMs): Speech => ({
  at: now,
  usualPauseMs: at === null || now <= at ? usualPauseMs : usualPause(usualPauseMs, now - at),
});
