import { parseTime } from '../../../shared/domain/time.ts';
import type { Zone } from '../../format/time.ts';

/** Reads what a date field holds (`2026-03-01T15:00`), which names no zone, in the zone that is shown. */
export function parseLocal(text: string, zone: Zone): number | null {
  const utc = parseTime(text);
  if (utc === null || zone === 'utc') return utc;
  const local = new Date(text).getTime();
  return Number.isNaN(local) ? null : local;
}
