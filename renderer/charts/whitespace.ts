/** More empty places than this would push the candles themselves off the chart. */
const MOST_EMPTY = 3_000;

/**
 * Returns the open times the chart draws a place for: those of the candles, ascending and each once, and those of
 * the candles that are missing between them. lightweight-charts closes the gaps of a series otherwise, and blanks it
 * when times repeat or go back.
 */
export function placesOf(openTimes: ArrayLike<number>, duration: number): readonly number[] {
  const sorted = [...new Set(Array.from(openTimes))].sort((a, b) => a - b);
  const span = ((sorted.at(-1) ?? 0) - (sorted[0] ?? 0)) / duration + 1;
  if (span - sorted.length > MOST_EMPTY) return sorted;
  const places: number[] = [];
  for (const time of sorted) {
    for (let empty = (places.at(-1) ?? time) + duration; empty < time; empty += duration) places.push(empty);
    places.push(time);
  }
  return places;
}
