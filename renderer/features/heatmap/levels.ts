import { DAY, type EpochMs, HOUR } from '../../../shared/domain/time.ts';
import { durationOf, floorToGrid, type Timeframe } from '../../../shared/domain/timeframe.ts';

/** How long one cell of the map is, from far to near. */
export const LEVELS = ['year', 'month', 'day', 'hour'] as const;
export type Level = (typeof LEVELS)[number];

/** The two sizes the engine is asked for; years and months are sums of days, because they are not equally long. */
export type Unit = 'day' | 'hour';
export const UNIT_MS: Readonly<Record<Unit, number>> = { day: DAY, hour: HOUR };

export const unitOf = (level: Level): Unit => (level === 'hour' ? 'hour' : 'day');

const NOMINAL_MS: Readonly<Record<Level, number>> = {
  year: 365.25 * DAY,
  month: 30.44 * DAY,
  day: DAY,
  hour: HOUR,
};

/** A cell narrower than this, in CSS pixels, is a line nobody can point at; then the next coarser level is drawn. */
const NARROWEST_PX = 4;

/** Returns the finest level whose cells can still be told apart at this zoom. */
export function levelFor(msPerPx: number): Level {
  return LEVELS.findLast((level) => NOMINAL_MS[level] / msPerPx >= NARROWEST_PX) ?? 'year';
}

/** Width of a cell, in CSS pixels, that each level is entered with when it is chosen by name. */
const ENTRY_PX: Readonly<Record<Level, number>> = { year: 40, month: 16, day: 8, hour: 10 };

export const zoomOf = (level: Level): number => NOMINAL_MS[level] / ENTRY_PX[level];

const startOfMonth = (time: EpochMs, months = 0): EpochMs => {
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months);
};
const startOfYear = (time: EpochMs, years = 0): EpochMs =>
  Date.UTC(new Date(time).getUTCFullYear() + years, 0);

/**
 * Returns the start of the cell that contains `time`. Cells are UTC days as the coverage ledger counts them; where a
 * candle is longer than the level's own cell, the candle is the cell.
 */
export function cellStart(level: Level, timeframe: Timeframe, time: EpochMs): EpochMs {
  if (level === 'year') return startOfYear(time);
  if (level === 'month') return startOfMonth(time);
  const unit = NOMINAL_MS[level];
  return durationOf(timeframe) > unit ? floorToGrid(timeframe, time) : Math.floor(time / unit) * unit;
}

/** Returns the end of the cell that starts at `start`, which is the start of the next one. */
export function cellEnd(level: Level, timeframe: Timeframe, start: EpochMs): EpochMs {
  if (level === 'year') return startOfYear(start, 1);
  if (level === 'month') return startOfMonth(start, 1);
  return start + Math.max(NOMINAL_MS[level], durationOf(timeframe));
}
