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

/** Returns the entry of the thread that builds and writes frames. */
export function frameThread(): URL {
  const bundled = new URL('./frameWorker.js', import.meta.url);
  return existsSync(bundled) ? bundled : new URL('./files/frames/worker/entry.ts', import.meta.url);
}

/** Returns the entry of the thread that reads files of candles. */
export function importThread(): URL {
  const bundled = new URL('./importWorker.js', import.meta.url);
  return existsSync(bundled) ? bundled : new URL('./files/import/worker/entry.ts', import.meta.url);
}

/** Returns the entry of the thread that writes the feature store. */
export function featureThread(): URL {
  const bundled = new URL('./featureWorker.js', import.meta.url);
  return existsSync(bundled) ? bundled : new URL('./files/features/worker/entry.ts', import.meta.url);
}

/** Returns the program's version, from its package.json. */
export const programVersion = (): string =>
  (JSON.parse(readFileSync(fromRoot('package.json'), 'utf8')) as { version: string }).version;
