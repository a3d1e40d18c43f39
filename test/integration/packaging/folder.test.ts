import { readFileSync } from 'node:fs';
import { stdout } from 'node:process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { APP_ID } from '../../../electron/shell/appId.ts';
import { type PackagedApp, packageApp } from '../../helpers/packagedApp.ts';
import { FUSE_SENTINEL } from '../../helpers/standInRuntime.ts';
import { makeTempDir, type TempDir } from '../../helpers/tempDir.ts';

// electron-builder.yml as it is, against a stand-in for Electron's runtime: what goes into the program's folder.

const NATIVE = 'node_modules/better-sqlite3/prebuilds/win32-x64.node';

/** All that may be in the archive; hashed names change with every build. */
const ALLOWED = [
  /^package\.json$/,
  /^resources\/symbols\.yaml$/,
  /^out\/(main|storeWorker|frameWorker|featureWorker|importWorker)\.js$/,
  /^out\/preload\.cjs$/,
  /^out\/chunk-[\w-]+\.js$/,
  /^out\/renderer\/(index\.html|icon\.svg)$/,
  /^out\/renderer\/assets\/[\w.-]+\.(js|css|woff2)$/,
  /^node_modules\/better-sqlite3\/package\.json$/,
  /^node_modules\/better-sqlite3\/lib\/(binding|database|index|sqlite-error|util)\.js$/,
  /^node_modules\/better-sqlite3\/lib\/methods\/\w+\.js$/,
  new RegExp(`^${NATIVE.replaceAll('.', '\\.')}$`),
];

/** All that lies beside the archive, besides what came with the runtime. */
const BESIDE = [
  'Candlekeep.exe',
  'LICENSE.electron.txt',
  'locales/en-GB.pak',
  'locales/en-US.pak',
  'locales/es-419.pak',
  'locales/es.pak',
  'resources/app.asar',
  `resources/app.asar.unpacked/${NATIVE}`,
];

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(2)} MB`;

let folder: TempDir;
let app: PackagedApp;
beforeAll(async () => {
  folder = makeTempDir();
  app = await packageApp(folder.path);
});
afterAll(() => folder.remove());

test('the archive holds the bundles and nothing unexpected', () => {
  const names = app.packed.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      'package.json',
      'resources/symbols.yaml',
      'out/main.js',
      'out/preload.cjs',
      'out/storeWorker.js',
      'out/frameWorker.js',
      'out/renderer/index.html',
      'node_modules/better-sqlite3/lib/index.js',
      NATIVE,
    ]),
  );
  expect(names.filter((name) => !ALLOWED.some((allowed) => allowed.test(name)))).toEqual([]);

  const bytes = app.packed.reduce((sum, file) => sum + file.bytes, 0);
  stdout.write(`packaged, without Electron's runtime: ${names.length} files, ${megabytes(bytes)}\n`);
});

test('nothing in it carries sources along', () => {
  const out = app.packed.filter(({ name }) => /^out\/.*\.c?js$/.test(name));
  app.extract(`${folder.path}/maps`);
  const withMaps = out.filter(({ name }) =>
    readFileSync(`${folder.path}/maps/${name}`, 'utf8').includes('sourceMappingURL='),
  );
  expect(withMaps).toEqual([]);
});

test('only the native module is unpacked, and it is the one for Windows', () => {
  expect(app.packed.filter(({ isUnpacked }) => isUnpacked).map(({ name }) => name)).toEqual([NATIVE]);
  expect([...app.beside.keys()].toSorted()).toEqual(BESIDE.toSorted());
  const unpacked = `${folder.path}/release/win-unpacked/resources/app.asar.unpacked/${NATIVE}`;
  // "MZ", then at the offset named at 0x3c "PE\0\0" and the machine: 0x8664 is x64.
  const binary = readFileSync(unpacked);
  const head = binary.readUInt32LE(0x3c);
  expect([binary.toString('latin1', 0, 2), binary.readUInt16LE(head + 4)]).toEqual(['MZ', 0x8664]);
});

test('the fuses are set: no Node, no inspector, nothing but the archive', () => {
  const executable = readFileSync(app.executable);
  const wire = executable.indexOf(FUSE_SENTINEL) + FUSE_SENTINEL.length + 2;
  const fuses = [...executable.toString('latin1', wire, wire + 8)].map((state) => state === '1');
  // In Electron's order: runAsNode, cookie encryption, NODE_OPTIONS, inspect, integrity, only asar, snapshot, file://.
  expect(fuses).toEqual([false, true, false, false, true, true, true, false]);
});

test('the package knows no scripts and no development', () => {
  app.extract(`${folder.path}/package`);
  const kept = JSON.parse(readFileSync(`${folder.path}/package/package.json`, 'utf8')) as object;
  expect(kept).toMatchObject({ main: 'out/main.js', name: 'candlekeep', version: expect.any(String) });
  expect(Object.keys(kept)).not.toEqual(expect.arrayContaining(['devDependencies']));
});

test('the window and the installer call the program alike', () => {
  expect(readFileSync('electron-builder.yml', 'utf8')).toContain(`appId: ${APP_ID}\n`);
});
