/** A time left out of less than this is a guess. */
const ENOUGH_MS = 500;

/** Returns what tells how long the rest of even work will take, ms; null while nobody can know. */
export function createTimeLeft(now: () => number): (done: number, total: number) => number | null {
  const startedAt = now();
  return (done, total) => {
    const elapsed = now() - startedAt;
    return done <= 0 || elapsed < ENOUGH_MS ? null : Math.max(0, (elapsed / done) * (total - done));
  };
}
