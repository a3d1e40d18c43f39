/** One measured promise: how many times faster (or how much smaller) than the baseline, and what was promised. */
export type BenchResult = Readonly<{
  name: string;
  baseline: string;
  ratio: number;
  target: number;
  detail: string;
}>;

/** Returns the middle value; half-way between the two middle ones of an even number. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Returns the value that `share` (0 to 1) of all values do not exceed; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;

/** Returns the milliseconds `work` takes. */
export async function stopwatch(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

type Contestants = Readonly<Record<string, (round: number) => unknown>>;

/**
 * Runs every contestant once a round, one after the other, so that a slow minute of the machine slows them all, and
 * returns the median milliseconds of each. `tidy` runs after each of them, and its time is nobody's.
 */
export async function race<C extends Contestants>(
  rounds: number,
  contestants: C,
  tidy: () => unknown = () => undefined,
): Promise<Record<keyof C, number>> {
  const times = new Map<string, number[]>(Object.keys(contestants).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, run] of Object.entries(contestants)) {
      times.get(name)!.push(await stopwatch(() => run(round)));
      await tidy();
    }
  }
  return Object.fromEntries([...times].map(([name, all]) => [name, median(all)])) as Record<keyof C, number>;
}
