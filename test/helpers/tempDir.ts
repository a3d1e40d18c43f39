import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A directory of its own, and what removes it. */
export type TempDir = Readonly<{ path: string; remove(): void }>;

/** Makes an empty directory; a path with a blank and an accent in it, as Windows users have them. */
export function makeTempDir(): TempDir {
  const path = mkdtempSync(join(tmpdir(), 'candlekeep tést-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}
