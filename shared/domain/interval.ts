/** Half-open stretch of time [from, until), milliseconds UTC. */
export type Interval = Readonly<{ from: number; until: number }>;

/** Sorted, disjoint, non-touching and non-empty: what every function here returns and all but `normalize` expect. */
export type IntervalSet = readonly Interval[];

/** Returns the set of moments covered by any of `intervals`, whatever their order and overlap. */
export function normalize(intervals: readonly Interval[]): IntervalSet {
  const sorted = intervals.filter((i) => i.from < i.until).toSorted((a, b) => a.from - b.from);
  const merged: { from: number; until: number }[] = [];
  for (const { from, until } of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last.until) last.until = Math.max(last.until, until);
    else merged.push({ from, until });
  }
  return merged;
}

export const union = (a: IntervalSet, b: IntervalSet): IntervalSet => normalize([...a, ...b]);

/** Returns the moments that are in both. */
export function intersect(a: IntervalSet, b: IntervalSet): IntervalSet {
  const common: Interval[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const left = a[i]!;
    const right = b[j]!;
    const from = Math.max(left.from, right.from);
    const until = Math.min(left.until, right.until);
    if (from < until) common.push({ from, until });
    if (left.until < right.until) i += 1;
    else j += 1;
  }
  return common;
}

/** Returns the moments of `a` that are not in `b`. */
export function subtract(a: IntervalSet, b: IntervalSet): IntervalSet {
  const rest: Interval[] = [];
  let j = 0;
  for (const { from, until } of a) {
    let start = from;
    while (j < b.length && b[j]!.until <= start) j += 1;
    for (let k = j; k < b.length && b[k]!.from < until; k += 1) {
      if (b[k]!.from > start) rest.push({ from: start, until: b[k]!.from });
      start = Math.max(start, b[k]!.until);
    }
    if (start < until) rest.push({ from: start, until });
  }
  return rest;
}

/** Returns the total length in milliseconds. */
export const lengthOf = (set: IntervalSet): number => set.reduce((sum, i) => sum + i.until - i.from, 0);

/** Returns the runs of equally spaced `times` (ascending, on one grid of `step` ms) as intervals. */
export function runsOf(times: ArrayLike<number>, step: number): IntervalSet {
  const runs: { from: number; until: number }[] = [];
  for (let i = 0; i < times.length; i += 1) {
    const time = times[i]!;
    const last = runs.at(-1);
    if (last !== undefined && last.until === time) last.until += step;
    else runs.push({ from: time, until: time + step });
  }
  return runs;
}
