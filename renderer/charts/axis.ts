/** What the places of the chart stand for: place `i` is `times[i]`, ascending; beyond the ends it goes on in candles. */
export type Axis = Readonly<{ times: readonly number[]; duration: number }>;

/** A chart without candles. */
export const EMPTY_AXIS: Axis = { times: [], duration: 60_000 };

/** Returns how many of the ascending `times` are before `time`: where it is, or would be put. */
export function lowerBound(times: ArrayLike<number>, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Returns the place of a time, with a fraction where it lies between two; time runs evenly between them. */
export function placeAt({ times, duration }: Axis, time: number): number {
  const last = times.length - 1;
  if (last < 0) return 0;
  if (time <= times[0]!) return (time - times[0]!) / duration;
  if (time >= times[last]!) return last + (time - times[last]!) / duration;
  const right = lowerBound(times, time);
  const from = times[right - 1]!;
  return right - 1 + (time - from) / (times[right]! - from);
}

/** Returns the time of a place, fractions included: the inverse of `placeAt`. */
export function timeAt({ times, duration }: Axis, place: number): number {
  const last = times.length - 1;
  if (last < 0) return 0;
  if (place <= 0) return times[0]! + place * duration;
  if (place >= last) return times[last]! + (place - last) * duration;
  const left = Math.floor(place);
  return times[left]! + (place - left) * (times[left + 1]! - times[left]!);
}
