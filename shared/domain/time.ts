import { z } from 'zod';

/** Milliseconds since 1970-01-01T00:00:00 UTC. */
export const EpochMs = z.number().int().min(0).max(8_640_000_000_000_000);
export type EpochMs = number;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;

/** Returns ISO 8601 with an explicit UTC offset, as the seeds write it: `2026-03-01T15:00:00+00:00`. */
export function toIso(time: EpochMs): string {
  return new Date(time).toISOString().replace(/(\.000)?Z$/, '+00:00');
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?$/;

/**
 * Reads a date (`2026-03-01`, midnight UTC) or an ISO date-time; one without an offset is UTC, never the PC's zone.
 * Returns null for anything else, so that nobody guesses what `03/01` meant.
 */
export function parseTime(text: string): EpochMs | null {
  if (!DATE.test(text) && !DATE_TIME.test(text)) return null;
  const iso = text.replace(' ', 'T');
  const zoned = DATE.test(text) || /(Z|[+-]\d{2}:\d{2})$/.test(iso) ? iso : `${iso}Z`;
  const time = Date.parse(zoned);
  const day = Number(text.slice(8, 10));
  // Date.parse rolls 2026-02-30 over into March; a trader who typed it wants to hear about it.
  const rolled = new Date(`${text.slice(0, 10)}T00:00:00Z`).getUTCDate() !== day;
  // There were no markets before 1970, and `EpochMs` has no number for it.
  return Number.isNaN(time) || time < 0 || rolled ? null : time;
}
