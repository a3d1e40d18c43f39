import type { Interval } from '../../../shared/domain/interval.ts';
import { DAY } from '../../../shared/domain/time.ts';
import type { Formatters } from '../../format/formatters.ts';
import type { Level } from './levels.ts';

/** Returns the stretch of a cell in as few characters as say it: `2026`, `2026-03`, `2026-03-01`, or two times. */
export function rangeText({ zone, time }: Formatters, level: Level, { from, until }: Interval): string {
  // Cells are cut by UTC: in local time only the clock says where they begin.
  if (zone === 'utc' && level === 'year') return time(from).slice(0, 4);
  if (zone === 'utc' && level === 'month') return time(from).slice(0, 7);
  if (zone === 'utc' && level === 'day' && until - from === DAY) return time(from).slice(0, 10);
  const end = time(until);
  const isSameDay = end.slice(0, 10) === time(from).slice(0, 10);
  return `${time(from)} – ${isSameDay ? end.slice(11) : end}`;
}
