import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { ensureCliBuilt } from '../../helpers/builtCli.ts';
import { BUILT_MAIN, startApp } from '../../helpers/electron/appProcess.ts';
import { makeTempDir } from '../../helpers/tempDir.ts';

// The `--cli` of the packaged program, under Node with a stand-in for Electron.

const CATALOG = fileURLToPath(new URL('../../../resources/symbols.yaml', import.meta.url));

beforeAll(ensureCliBuilt);

function run(...args: string[]) {
  const folder = makeTempDir();
  onTestFinished(() => folder.remove());
  return { folder: folder.path, app: startApp(BUILT_MAIN, args, { CANDLEKEEP_DATA_DIR: folder.path }) };
}

test('a command answers on stdout and opens no window', async () => {
  const { app } = run('--cli', 'catalog', 'list', '--json');
  const { code, stdout } = await app.ended;
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual(expect.any(Array));
  expect(app.told.map(({ what }) => what)).toEqual(['setPath', 'disableHardwareAcceleration', 'exit']);
});

test('its exit code is the program’s', async () => {
  const wrong = run('--cli', 'no-such-command');
  expect(await wrong.app.ended).toMatchObject({ code: 2, stdout: '' });
  const missing = run('--cli', 'catalog', 'import', 'no-such-file.yaml');
  expect((await missing.app.ended).code).toBe(1);
});

test('a store named before the mark is the one the command works on', async () => {
  const named = makeTempDir();
  onTestFinished(() => named.remove());
  const { folder, app } = run('--data-dir', named.path, '--cli', 'catalog', 'import', CATALOG);
  expect((await app.ended).code).toBe(0);
  const stores = [named.path, folder].map((one) => existsSync(path.join(one, 'candlekeep.sqlite')));
  expect(stores).toEqual([true, false]);
});
