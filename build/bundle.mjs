// Builds out/ with Vite: `node build/bundle.mjs [node] [renderer] [package]`. Runs under the project's own Node.
import { existsSync, renameSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { build } from 'vite';
import { publish } from './publish.mjs';
import { windowBuild } from './windowBuild.mjs';

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
  frameWorker: ['electron/files/frames/worker/entry.ts'],
  importWorker: ['electron/files/import/worker/entry.ts'],
  featureWorker: ['electron/files/features/worker/entry.ts'],
};
/** What is packaged: main.ts brings the headless program along, and there is no browser host. */
const PACKAGED_ENTRIES = {
  main: NODE_ENTRIES.main,
  storeWorker: NODE_ENTRIES.storeWorker,
  frameWorker: NODE_ENTRIES.frameWorker,
  importWorker: NODE_ENTRIES.importWorker,
  featureWorker: NODE_ENTRIES.featureWorker,
};
const PRELOAD = 'electron/shell/preload.ts';

const missing = (files) => files.find((file) => !existsSync(at(file)));

/** Options of one build of Node programs; imports of venues stay chunks of their own, loaded on first use. */
function nodeBuild(outDir, input, output) {
  return {
    ...shared,
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node22',
      minify: true,
      emptyOutDir: false,
      outDir,
      rolldownOptions: { input, external: EXTERNAL, output },
    },
  };
}

async function buildPrograms(entries, outDir) {
  const input = {};
  for (const [name, files] of Object.entries(entries)) {
    const absent = missing(files);
    if (absent === undefined) input[name] = at(files[0]);
    else process.stdout.write(`out/${name}.js skipped: there is no ${absent} yet\n`);
  }
  await build(
    nodeBuild(outDir, input, {
      format: 'es',
      entryFileNames: '[name].js',
      // Beside the entries, so that `import.meta.dirname` is out/ wherever a module ends up.
      chunkFileNames: 'chunk-[name]-[hash].js',
    }),
  );
  // A sandboxed preload is loaded as a CommonJS script and may require nothing but electron.
  if (missing([PRELOAD]) === undefined) {
    await build(nodeBuild(outDir, { preload: at(PRELOAD) }, { format: 'cjs', entryFileNames: '[name].cjs' }));
  }
}

async function buildNode() {
  await buildPrograms(NODE_ENTRIES, staging('node'));
  publish(staging('node'), at('out'), (name) => name.startsWith('chunk-'));
}

async function buildRenderer() {
  await build(windowBuild(staging('renderer')));
  publish(staging('renderer'), at('out', 'renderer'), (name) => name.startsWith('assets'));
}

/** A clean folder for the installers: no host, and nothing of earlier builds. Nobody runs a program in it. */
async function buildPackage() {
  await buildPrograms(PACKAGED_ENTRIES, staging('package'));
  await build(windowBuild(path.join(staging('package'), 'renderer')));
  rmSync(at('out', 'package'), { recursive: true, force: true });
  renameSync(staging('package'), at('out', 'package'));
}

const targets = { node: buildNode, renderer: buildRenderer, package: buildPackage };
const wanted = process.argv.slice(2);
for (const name of wanted.length > 0 ? wanted : ['node', 'renderer']) {
  if (!Object.hasOwn(targets, name)) throw new Error(`there is no target ${name}`);
  rmSync(staging(name), { recursive: true, force: true });
  await targets[name]();
}
