import type { TimeUnit } from '../../../shared/domain/import.ts';
import { HOUR } from '../../../shared/domain/time.ts';

/** Below these a number of its unit would lie before 1973 or after 5100: no file of candles is from then. */
const MOST_SECONDS = 1e11;
const MOST_MS = 1e14;
const MOST_US = 1e17;

/** Tells the unit of a time by its magnitude: files mix them (CryptoDataDownload seconds and milliseconds). */
export function unitOf(value: number): Exclude<TimeUnit, 'text'> {
  if (value < MOST_SECONDS) return 's';
  if (value < MOST_MS) return 'ms';
  return value < MOST_US ? 'us' : 'ns';
}

const PER_MS = { s: 1e-3, ms: 1, us: 1e3, ns: 1e6 } as const;

/** Returns milliseconds; parts of one, which jitter into some files, are cut off. */
export const toMs = (value: number, unit: keyof typeof PER_MS): number =>
  unit === 's' ? Math.round(value * 1_000) : Math.floor(value / PER_MS[unit]);

/** Date, optional time of day, optional fraction, optional offset: ISO, a blank for the T, dots or slashes for dashes. */
const TEXT =
  /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[T ](\d{1,2})(?::(\d{2}))?(?::(\d{2}))?(?:\.\d+)?(?:-?([AP]M))?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/;

const FORMATS = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(zone);
  if (known !== undefined) return known;
  const parts = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  } as const;
  const made = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', ...parts });
  FORMATS.set(zone, made);
  return made;
}

/** How far the clocks of `zone` are ahead of UTC at a moment, milliseconds. */
function offsetAt(zone: string, utc: number): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(utc)) parts[type] = Number(value);
  const local = Date.UTC(parts.year!, parts.month! - 1, parts.day!, parts.hour!, parts.minute!);
  return local - Math.floor(utc / 60_000) * 60_000;
}

/** The offset holds for an hour of local time at least: asking Intl for each row would take most of the import. */
const offsets = new Map<string, number>();

function localToUtc(zone: string, local: number): number {
  if (zone === 'UTC') return local;
  const key = `${zone} ${Math.floor(local / HOUR)}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    // Twice, because the first guess may lie on the other side of a change of clocks.
    offset = offsetAt(zone, local - offsetAt(zone, local));
    if (offsets.size > 10_000) offsets.clear();
    offsets.set(key, offset);
  }
  return local - offset;
}

function hourOf(text: string | undefined, half: string | undefined): number {
  const hour = Number(text ?? 0);
  if (half === undefined) return hour;
  return (hour % 12) + (half === 'PM' ? 12 : 0);
}

function offsetIn(text: string): number {
  if (text === 'Z' || text === 'UTC') return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return (text.startsWith('-') ? -1 : 1) * minutes * 60_000;
}

/** Reads a textual time; one without an offset is of `zone`. Null for anything else: nobody guesses what 03/01 meant. */
export function readTextTime(text: string, zone: string): number | null {
  const found = TEXT.exec(text.trim());
  if (found === null) return null;
  const [, year, month, day, hour, minute, second, half, offset] = found;
  const date = Date.UTC(Number(year), Number(month) - 1, Number(day));
  // Date.UTC rolls 30 February over into March.
  if (new Date(date).getUTCDate() !== Number(day)) return null;
  const local = date + hourOf(hour, half) * HOUR + Number(minute ?? 0) * 60_000 + Number(second ?? 0) * 1_000;
  return offset === undefined ? localToUtc(zone, local) : local - offsetIn(offset);
}

/** Tells whether this is a zone the system knows. */
export function isZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}
