import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Files the program brings along. Bundled code lies in `out/`, sources in `electron/`; both are one level below the
 * root, so resources are found alike from either.
 */
const fromRoot = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Returns the catalog a new store begins with. */
export const seeds = (): string => readFileSync(fromRoot('resources/symbols.yaml'), 'utf8');

/** Returns the entry of the store's threads: beside the bundle, or the source itself. */
export function storeThread(): URL {
  const bundled = new URL('./storeWorker.js', import.meta.url);
  return existsSync(bundled) ? bundled : new URL('./store/worker/entry.ts', import.meta.url);
}

/** Returns the program's version, from its package.json. */
export const programVersion = (): string =>
  (JSON.parse(readFileSync(fromRoot('package.json'), 'utf8')) as { version: string }).version;
