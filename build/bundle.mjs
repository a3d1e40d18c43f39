// Builds out/ with Vite: `node build/bundle.mjs [node] [renderer]`. Runs under the project's own Node.
import { existsSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { publish } from './publish.mjs';

const ROOT = path.resolve(import.meta.dirname, '..');
const at = (...parts) => path.join(ROOT, ...parts);

/** Native code, and what ccxt loads only where it is installed: found in node_modules at run time. */
const EXTERNAL = [
  'electron',
  'better-sqlite3',
  'protobufjs',
  'bufferutil',
  'utf-8-validate',
  ...builtinModules,
  /^node:/,
  /^protobufjs\//,
];

/** ccxt exports only its whole; the venues are imported by path, as in vitest.config.ts. */
const alias = {
  'ccxt-pro': at('node_modules', 'ccxt', 'js', 'src', 'pro'),
  'ccxt-base': at('node_modules', 'ccxt', 'js', 'src', 'base'),
};

/** Builds land here first, so that a program that starts meanwhile never finds half of one. */
const staging = (target) => at('out', `.staging-${target}`);

const shared = { configFile: false, root: ROOT, logLevel: 'warn', resolve: { alias } };

/** Entries of the programs, and what each of them cannot do without. */
const NODE_ENTRIES = {
  main: ['electron/main.ts', 'electron/backend.ts'],
  cli: ['electron/cli.ts'],
  host: ['test/host/main.ts', 'electron/backend.ts'],
  storeWorker: ['electron/store/worker/entry.ts'],
};
const PRELOAD = 'electron/shell/preload.ts';

const missing = (files) => files.find((file) => !existsSync(at(file)));

/** Options of one build of Node programs; imports of venues stay chunks of their own, loaded on first use. */
function nodeBuild(input, output) {
  return {
    ...shared,
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node22',
      minify: true,
      emptyOutDir: false,
      outDir: staging('node'),
      rolldownOptions: { input, external: EXTERNAL, output },
    },
  };
}

async function buildNode() {
  const input = {};
  for (const [name, files] of Object.entries(NODE_ENTRIES)) {
    const absent = missing(files);
    if (absent === undefined) input[name] = at(files[0]);
    else process.stdout.write(`out/${name}.js skipped: there is no ${absent} yet\n`);
  }
  await build(
    nodeBuild(input, {
      format: 'es',
      entryFileNames: '[name].js',
      // Beside the entries, so that `import.meta.dirname` is out/ wherever a module ends up.
      chunkFileNames: 'chunk-[name]-[hash].js',
    }),
  );
  // A sandboxed preload is loaded as a CommonJS script and may require nothing but electron.
  if (missing([PRELOAD]) === undefined) {
    await build(nodeBuild({ preload: at(PRELOAD) }, { format: 'cjs', entryFileNames: '[name].cjs' }));
  }
  publish(staging('node'), at('out'), (name) => name.startsWith('chunk-'));
}

async function buildRenderer() {
  await build({
    ...shared,
    root: at('renderer'),
    base: './',
    plugins: [react()],
    build: {
      outDir: staging('renderer'),
      emptyOutDir: true,
      target: 'es2024',
      // Vite's polyfill would be an inline script, which the Content-Security-Policy forbids; nothing here needs it.
      modulePreload: { polyfill: false },
      // The window loads from the disk beside it: one file of a megabyte is one read.
      chunkSizeWarningLimit: 2_000,
      // A file turned into a data: address would be one more source to allow.
      assetsInlineLimit: 0,
    },
  });
  publish(staging('renderer'), at('out', 'renderer'), (name) => name.startsWith('assets'));
}

const targets = { node: buildNode, renderer: buildRenderer };
const wanted = process.argv.slice(2);
for (const name of wanted.length > 0 ? wanted : Object.keys(targets)) {
  if (!Object.hasOwn(targets, name)) throw new Error(`there is no target ${name}`);
  rmSync(staging(name), { recursive: true, force: true });
  await targets[name]();
}
