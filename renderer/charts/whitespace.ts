/**
 * How finely holes are drawn: one of up to `whole` missing candles gets all its places, a longer one is broken down
 * to `broken` places. The first level whose empty places fit is taken, so that thousands of holes stay bounded too.
 */
const LEVELS = [
  { whole: 500, broken: 24 },
  { whole: 60, broken: 12 },
  { whole: 12, broken: 4 },
  { whole: 1, broken: 1 },
] as const;
/** More empty places than this would cost more than the candles between them. */
const MOST_EMPTY = 6_000;

const ascending = (openTimes: ArrayLike<number>): number[] => {
  const times = Array.from(openTimes);
  const isClean = times.every((time, i) => i === 0 || times[i - 1]! < time);
  return isClean ? times : [...new Set(times)].sort((a, b) => a - b);
};

/** Missing candles between each time and the next. */
const holesOf = (times: readonly number[], duration: number): number[] =>
  times.map((time, i) => (i === 0 ? 0 : Math.max(0, Math.round((time - times[i - 1]!) / duration) - 1)));

const emptyPlaces = (missing: number, level: (typeof LEVELS)[number]): number =>
  missing <= level.whole ? missing : level.broken;

/**
 * Returns the times the chart draws a place for: those of the candles, ascending and each once, and between them
 * empty ones for what is missing. lightweight-charts closes the holes of a series otherwise, and blanks it when times
 * repeat or go back. A hole of months is broken to a few places, evenly spaced in time: the axis never closes it.
 */
export function placesOf(openTimes: ArrayLike<number>, duration: number): readonly number[] {
  const times = ascending(openTimes);
  const holes = holesOf(times, duration);
  const fits = (level: (typeof LEVELS)[number]): boolean =>
    holes.reduce((sum, missing) => sum + emptyPlaces(missing, level), 0) <= MOST_EMPTY;
  const level = LEVELS.find(fits) ?? LEVELS[LEVELS.length - 1]!;
  const places: number[] = [];
  for (const [i, time] of times.entries()) {
    const empty = emptyPlaces(holes[i]!, level);
    const before = times[i - 1] ?? time;
    const step = (holes[i]! + 1) / (empty + 1);
    for (let n = 1; n <= empty; n += 1) places.push(before + Math.round(n * step) * duration);
    places.push(time);
  }
  return places;
}
