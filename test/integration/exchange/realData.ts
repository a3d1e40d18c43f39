import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT =
  process.env.CANDLEKEEP_TEST_DATA ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url));

/** Returns the path of a real market data file, or null with a printed line where the collection is absent. */
export function realData(path: string): string | null {
  const file = `${ROOT}/${path}`;
  if (existsSync(file)) return file;
  process.stderr.write(`skipped: no real data at ${file} (set CANDLEKEEP_TEST_DATA)\n`);
  return null;
}
