import type { IngestionSource } from '../../../shared/domain/live.ts';
import { type EpochMs, MINUTE, SECOND } from '../../../shared/domain/time.ts';
import { closedUntil, durationOf, type Timeframe } from '../../../shared/domain/timeframe.ts';

/** The absence of a candle means something only some time after its close (feeds/pager.ts); asked a little later. */
const CONFIRM_AFTER_MS = 2.5 * SECOND;
/** Requests of many series are spread over this long; everything is asked within seven seconds of the close. */
const SPREAD_MS = 4.5 * SECOND;

const SHORTEST_POLL_MS = 5 * SECOND;
const LONGEST_POLL_MS = MINUTE;
/** A polled candle is looked at this often while it forms. */
const POLLS_PER_CANDLE = 12;

/** Returns how long after a close the venue is asked about it; `share` from 0 to 1 spreads the series. */
export const confirmDelay = (share: number): number => CONFIRM_AFTER_MS + share * SPREAD_MS;

/** Returns the next moment after `now` at which the candle that has closed is asked for. */
export function nextConfirm(timeframe: Timeframe, now: EpochMs, delayMs: number): EpochMs {
  const due = closedUntil(timeframe, now) + delayMs;
  return due > now ? due : due + durationOf(timeframe);
}

/** Returns how often a polled series is looked at, milliseconds: 1m every 5 s, 5m every 25 s, from 15m on every minute. */
export const pollInterval = (timeframe: Timeframe): number =>
  Math.min(LONGEST_POLL_MS, Math.max(SHORTEST_POLL_MS, durationOf(timeframe) / POLLS_PER_CANDLE));

/** A series that is up to date but for the newest candle is asked about again this soon. */
export const SOON_MS = 2 * SECOND;

/** Returns when a series is looked at again that was answered at `now`; `share` spreads the series after a close. */
export function nextLook(
  timeframe: Timeframe,
  now: EpochMs,
  pace: IngestionSource | 'catching-up',
  share: number,
): EpochMs {
  if (pace === 'catching-up') return now + SOON_MS;
  const confirm = nextConfirm(timeframe, now, confirmDelay(share));
  return pace === 'polling' ? Math.min(confirm, now + pollInterval(timeframe)) : confirm;
}

const FIRST_PAUSE_MS = SECOND;
const LONGEST_PAUSE_MS = MINUTE;

/** Returns the pause after the n-th failure in a row (from 1): doubling from a second to a minute, half of it chance. */
export const pauseAfter = (failures: number, random: () => number): number =>
  Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1)) * (0.5 + random() / 2);

/** A line is renewed this long before the venue would cut it, so that there is time to choose a good moment. */
const RENEW_BEFORE_MS = 30 * MINUTE;

/**
 * Returns when a line that was opened at `since` is renewed: well before the venue cuts it, spread by chance over an
 * hour, and in the middle of a minute that is not one in which five-minute candles close.
 */
export function renewalAt(since: EpochMs, longestLifeMs: number, random: () => number): EpochMs {
  const latest = since + longestLifeMs - Math.min(RENEW_BEFORE_MS, longestLifeMs / 4);
  const chosen = latest - random() * Math.min(60 * MINUTE, longestLifeMs / 4);
  return Math.floor(chosen / (5 * MINUTE)) * 5 * MINUTE + 2.5 * MINUTE;
}
