import { copyFileSync, existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AppProcess, startApp } from '../../helpers/electron/appProcess.ts';
import { packageApp } from '../../helpers/packagedApp.ts';
import { skip } from '../../helpers/skip.ts';
import { makeTempDir, type TempDir } from '../../helpers/tempDir.ts';

// The packaged files, taken out of the archive, under Node with a stand-in for Electron: nothing the program needs has
// been left out. This system's binary takes the place of the one for Windows.

const BINARY = `${process.platform}-${process.arch}.node`;
const native = fileURLToPath(
  new URL(`../../../node_modules/better-sqlite3/prebuilds/${BINARY}`, import.meta.url),
);

let folder: TempDir;
let root: string;
beforeAll(async () => {
  folder = makeTempDir();
  root = path.join(folder.path, 'app');
  (await packageApp(folder.path)).extract(root);
  const prebuilds = path.join(root, 'node_modules', 'better-sqlite3', 'prebuilds');
  rmSync(path.join(prebuilds, 'win32-x64.node'));
  if (existsSync(native)) copyFileSync(native, path.join(prebuilds, BINARY));
});
afterAll(() => folder.remove());

const start = (...args: string[]): AppProcess =>
  startApp(path.join(root, 'out', 'main.js'), args, { CANDLEKEEP_DATA_DIR: path.join(folder.path, 'data') });

test('the window is served, and what it asks comes out of the store', async (context) => {
  if (!existsSync(native)) skip(context, `better-sqlite3 brings no binary for ${BINARY}`);
  const app = start();
  await app.hears('loadURL');
  app.say({ to: 'protocol', url: 'app://candlekeep/index.html' });
  const [status, policy, page] = await app.hears('served');
  expect([status, policy]).toEqual([200, expect.stringContaining("default-src 'none'")]);
  const script = /src="\.(\/assets\/[^"]+\.js)"/.exec(String(page))?.[1];
  app.say({ to: 'protocol', url: `app://candlekeep${script}` });
  expect((await app.hears('served', 2))[0]).toBe(200);

  const from = { sender: { id: 1 }, senderFrame: { url: 'app://candlekeep/index.html', parent: null } };
  const call = { kind: 'call', id: 1, name: 'coverage.list', request: {} };
  app.say({ to: 'page', event: 'candlekeep:client', given: [from, call] });
  expect((await app.hears('send'))[1]).toMatchObject({ kind: 'value', id: 1 });
  app.say({ to: 'app', event: 'window-all-closed', given: [] });
  expect(await app.ended).toMatchObject({ code: 0, stderr: '' });
});

test('a command reads what the window left', async (context) => {
  if (!existsSync(native)) skip(context, `better-sqlite3 brings no binary for ${BINARY}`);
  const { code, stdout } = await start('--cli', 'catalog', 'list', '--json').ended;
  expect(code).toBe(0);
  expect((JSON.parse(stdout) as object[]).length).toBeGreaterThan(0);
});
