import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * Files the program brings along. Bundled code lies in `out/`, sources in `electron/`; both are one level below the
 * root, so resources are found alike from either.
 */
const fromRoot = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Returns the catalog a new store begins with. */
export const seeds = (): string => readFileSync(fromRoot('resources/symbols.yaml'), 'utf8');

/**
 * Threads are bundled always, also for tests and the bench: run from sources, every thread would load Node's type
 * stripper, and V8 13 dies now and then of threads that come and go with WebAssembly in them (nodejs/node#64500).
 */
const thread = (name: string): URL => pathToFileURL(fromRoot(`out/${name}.js`));

/** Returns the entry of the store's threads. */
export const storeThread = (): URL => thread('storeWorker');

/** Returns the entry of the thread that builds and writes frames. */
export const frameThread = (): URL => thread('frameWorker');

/** Returns the entry of the thread that reads files of candles. */
export const importThread = (): URL => thread('importWorker');

/** Returns the entry of the thread that writes the feature store. */
export const featureThread = (): URL => thread('featureWorker');

/** Returns the program's version, from its package.json. */
export const programVersion = (): string =>
  (JSON.parse(readFileSync(fromRoot('package.json'), 'utf8')) as { version: string }).version;
