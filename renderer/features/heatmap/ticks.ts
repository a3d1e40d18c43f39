import { DAY, type EpochMs, HOUR } from '../../../shared/domain/time.ts';
import type { TimeUnit, Zone } from '../../format/time.ts';

/** One mark of the time axis; `unit` is the coarsest thing that begins there, which is what it is named by. */
export type Tick = Readonly<{ at: EpochMs; unit: TimeUnit }>;

type Step = Readonly<{ unit: 'hour' | 'day' | 'month' | 'year'; every: number; ms: number }>;

const step = (unit: Step['unit'], every: number, one: number): Step => ({ unit, every, ms: every * one });

const STEPS: readonly Step[] = [
  ...[1, 2, 3, 6, 12].map((n) => step('hour', n, HOUR)),
  ...[1, 2, 5, 10].map((n) => step('day', n, DAY)),
  ...[1, 3, 6].map((n) => step('month', n, 30 * DAY)),
  ...[1, 2, 5, 10].map((n) => step('year', n, 365 * DAY)),
];

/** Two marks need this many CSS pixels not to touch. */
const APART_PX = 56;

type Fields = readonly [year: number, month: number, day: number, hour: number];

/** Reads and makes times by the calendar of a zone; in local time a day may have 23 or 25 hours. */
const calendars = {
  utc: {
    read: (at: EpochMs): Fields => {
      const d = new Date(at);
      return [d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate(), d.getUTCHours()];
    },
    make: ([year, month, day, hour]: Fields): EpochMs => Date.UTC(year, month, day, hour),
  },
  local: {
    read: (at: EpochMs): Fields => {
      const d = new Date(at);
      return [d.getFullYear(), d.getMonth(), d.getDate(), d.getHours()];
    },
    make: ([year, month, day, hour]: Fields): EpochMs => new Date(year, month, day, hour).getTime(),
  },
};

const down = (value: number, every: number): number => Math.floor(value / every) * every;

function floorTo({ unit, every }: Step, [year, month, day, hour]: Fields): Fields {
  if (unit === 'year') return [down(year, every), 0, 1, 0];
  if (unit === 'month') return [year, down(month, every), 1, 0];
  if (unit === 'day') return [year, month, 1 + down(day - 1, every), 0];
  return [year, month, day, down(hour, every)];
}

function nextOf({ unit, every }: Step, [year, month, day, hour]: Fields): Fields {
  if (unit === 'year') return [year + every, 0, 1, 0];
  if (unit === 'month') return [year, month + every, 1, 0];
  if (unit === 'hour') return [year, month, day, hour + every];
  // Days are counted from the first of each month, so that the same ones are named in every month; the 31st of a
  // count by two, five or ten would touch the first of the next.
  const next = day + every;
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return next > length - every / 2 && every > 1 ? [year, month + 1, 1, 0] : [year, month, next, 0];
}

const unitAt = ([, month, day, hour]: Fields): TimeUnit => {
  if (hour !== 0) return 'minute';
  if (day !== 1) return 'day';
  return month === 0 ? 'year' : 'month';
};

/** Returns the marks between two times that fit beside each other, by the calendar of the zone. */
export function ticksFor(from: EpochMs, until: EpochMs, msPerPx: number, zone: Zone): readonly Tick[] {
  const chosen = STEPS.find(({ ms }) => ms / msPerPx >= APART_PX) ?? STEPS.at(-1)!;
  const { read, make } = calendars[zone];
  const ticks: Tick[] = [];
  let at = make(floorTo(chosen, read(from)));
  while (at < until) {
    const fields = read(at);
    if (at >= from) ticks.push({ at, unit: unitAt(fields) });
    const next = make(nextOf(chosen, fields));
    // Where the clock is put back, an hour comes twice and would be its own successor.
    at = next > at ? next : at + HOUR;
  }
  return ticks;
}

/** Returns what the marks leave unsaid at the left edge: the day, the month and year, or nothing under years. */
export function contextOf(ticks: readonly Tick[]): 'day' | 'month' | 'year' {
  if (ticks.some(({ unit }) => unit === 'minute')) return 'day';
  return ticks.some(({ unit }) => unit === 'day') ? 'month' : 'year';
}
