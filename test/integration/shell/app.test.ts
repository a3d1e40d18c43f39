import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { ensureCliBuilt } from '../../helpers/builtCli.ts';
import { type AppProcess, BUILT_MAIN, startApp } from '../../helpers/electron/appProcess.ts';
import { makeTempDir, type TempDir } from '../../helpers/tempDir.ts';

// out/main.js under Node, with a stand-in for Electron: the order of start and stop, not what Electron makes of it.

beforeAll(ensureCliBuilt);

let folder: TempDir;
let app: AppProcess;
beforeEach(() => {
  folder = makeTempDir();
  app = startApp(BUILT_MAIN, ['--data-dir', folder.path]);
});
afterEach(async () => {
  app.child.kill('SIGKILL');
  await app.ended;
  folder.remove();
});

const page = { sender: { id: 1 }, senderFrame: { url: 'app://candlekeep/index.html', parent: null } };
const log = (): string => readFileSync(path.join(folder.path, 'logs', 'candlekeep.log'), 'utf8');
const crash = (reason: string): void =>
  app.say({ to: 'contents', event: 'render-process-gone', given: [{}, { reason, exitCode: 1 }] });

test('the window is opened locked, loaded last, served, and the store is closed before the end', async () => {
  expect(await app.hears('loadURL')).toEqual(['app://candlekeep/index.html']);
  expect(app.told.map(({ what }) => what)).toEqual([
    'setPath',
    'setAppUserModelId',
    'registerSchemesAsPrivileged',
    'menu',
    'window',
    'loadURL',
  ]);
  expect((await app.hears('setPath'))[1]).toBe(path.join(folder.path, 'window'));
  expect((await app.hears('window'))[0]).toMatchObject({
    show: false,
    webPreferences: { contextIsolation: true, sandbox: true, nodeIntegration: false, devTools: false },
  });

  const call = { kind: 'call', id: 1, name: 'coverage.list', request: {} };
  app.say({ to: 'page', event: 'candlekeep:client', given: [page, call] });
  const [channel, answer] = await app.hears('send');
  expect(channel).toBe('candlekeep:host');
  expect(answer).toMatchObject({ kind: 'value', id: 1, value: { series: expect.any(Array) } });

  app.say({ to: 'window', event: 'close', given: [] });
  app.say({ to: 'app', event: 'window-all-closed', given: [] });
  expect(await app.ended).toMatchObject({ code: 0 });
  expect(JSON.parse(readFileSync(path.join(folder.path, 'window', 'window.json'), 'utf8'))).toEqual({
    bounds: { x: 10, y: 20, width: 1440, height: 900 },
    isMaximized: false,
  });
});

test('a second start raises the window of the first', async () => {
  await app.hears('loadURL');
  app.say({ to: 'app', event: 'second-instance', given: [] });
  await app.hears('focus');
  expect(app.told.slice(-3).map(({ what }) => what)).toEqual(['restore', 'show', 'focus']);

  const second = startApp(BUILT_MAIN, ['--data-dir', folder.path], { STAND_IN_SECOND: '1' });
  expect(await second.ended).toMatchObject({ code: 0 });
  expect(second.told.map(({ what }) => what)).not.toContain('window');
});

test('a page that crashes is loaded again three times, then the trader is asked', async () => {
  await app.hears('loadURL');
  for (let n = 1; n <= 3; n += 1) {
    crash('oom');
    await app.hears('reload', n);
  }
  crash('oom');
  expect((await app.hears('showMessageBox'))[0]).toMatchObject({
    message: 'The window keeps crashing.',
    detail: expect.stringContaining('"oom"'),
  });
  expect(log()).toContain('"reason":"oom"');
  app.say({ to: 'dialog', button: 0 });
  await app.hears('reload', 4);
});

test('a window that does not answer is asked about, and no more once it answers', async () => {
  await app.hears('loadURL');
  app.say({ to: 'window', event: 'unresponsive', given: [] });
  await app.hears('showMessageBox');
  app.say({ to: 'window', event: 'responsive', given: [] });
  await app.hears('questionTakenBack');
  app.say({ to: 'window', event: 'unresponsive', given: [] });
  await app.hears('showMessageBox', 2);
  app.say({ to: 'dialog', button: 1 });
  await app.hears('forcefullyCrashRenderer');
});

test('processes without a page that go are in the log', async () => {
  await app.hears('loadURL');
  const gone = { type: 'GPU', reason: 'crashed', exitCode: 9 };
  app.say({ to: 'app', event: 'child-process-gone', given: [{}, gone] });
  await expect.poll(log).toContain('"type":"GPU","reason":"crashed"');
});
