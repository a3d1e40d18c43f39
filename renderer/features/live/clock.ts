import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { LiveVenue } from '../../../shared/domain/live.ts';

/**
 * Returns the moment of exchange time `at` by this PC's clock, so that an age counts right on a PC whose clock is off.
 * `offset` is exchange time minus this PC's, in milliseconds.
 */
export const byThisClock = <T extends number | null>(at: T, offset: number): T =>
  (at === null ? null : at - offset) as T;

/** Returns a venue's clock minus this PC's; 0 before the first measurement. */
export const offsetOf = (venues: readonly LiveVenue[], exchange: ExchangeId): number =>
  venues.find((venue) => venue.exchange === exchange)?.clockOffsetMs ?? 0;
