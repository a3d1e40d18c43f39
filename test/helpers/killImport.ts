import { argv, stderr, stdout } from 'node:process';
import type { StoreClient } from '../../electron/store/storeClient.ts';
import { startTestEngine } from './testEngine.ts';

/**
 * Imports the file given as the second argument into the store given as the first, and waits to be killed. Prints one
 * line when the file has been looked into and one a page.
 */
const [, , dataDir = '', path = '', now = '0'] = argv;

/** Tells of every page that has been written. */
const telling = (store: StoreClient): StoreClient => ({
  ...store,
  write: new Proxy(store.write, {
    get: (target, name, proxy) => {
      if (name !== 'writePage') return Reflect.get(target, name, proxy);
      return async (...args: Parameters<typeof target.writePage>) => {
        const outcome = await target.writePage(...args);
        stdout.write('page\n');
        return outcome;
      };
    },
  }),
});

try {
  const clock = { now: () => Number(now) };
  const url = 'http://127.0.0.1:9';
  const { ask } = await startTestEngine({ dataDir, url, clock, around: { store: telling } });
  const { files } = await ask('imports.inspect', { paths: [path] });
  stdout.write('open\n');
  await ask('imports.run', {
    files: files.map((file) => ({ path: file.path, mapping: file.mapping! })),
    conflict: 'take-file',
  });
  // The engine's threads keep the process alive.
} catch (error) {
  stderr.write(`${error}\n`);
  process.exitCode = 1;
}
