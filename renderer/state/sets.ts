/** Returns what is in either. */
export const union = <T>(a: ReadonlySet<T>, b: Iterable<T>): ReadonlySet<T> => new Set([...a, ...b]);

/** Returns what is in `a` and not in `b`. */
export const without = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): ReadonlySet<T> =>
  new Set([...a].filter((one) => !b.has(one)));

/** Returns `set` with `one`, or without it when it was in. */
export const flip = <T>(set: ReadonlySet<T>, one: T): ReadonlySet<T> =>
  set.has(one) ? without(set, new Set([one])) : union(set, [one]);
