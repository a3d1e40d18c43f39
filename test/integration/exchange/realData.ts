import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT =
  process.env.CANDLEKEEP_TEST_DATA ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url));

const told = new Set<string>();

/** Prints why tests are skipped: one line for a collection that is absent, however many of its files are wanted. */
function tell(place: string): void {
  if (told.has(place)) return;
  told.add(place);
  process.stderr.write(`skipped: no real data at ${place} (set CANDLEKEEP_TEST_DATA)\n`);
}

/** Returns the path of a real market data file, or null with a printed line where it is absent. */
export function realData(path: string): string | null {
  const file = `${ROOT}/${path}`;
  if (existsSync(file)) return file;
  tell(existsSync(ROOT) ? file : ROOT);
  return null;
}
