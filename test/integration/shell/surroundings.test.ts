import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import type { CallName } from '../../../shared/contract/calls.ts';
import { ensureCliBuilt } from '../../helpers/builtCli.ts';
import { type AppProcess, BUILT_MAIN, startApp } from '../../helpers/electron/appProcess.ts';
import { startMessageServer } from '../../helpers/messageServer.ts';
import { makeTempDir } from '../../helpers/tempDir.ts';

// What the shell gives the engine, in the built program: secrets, notifications. Through the stand-in for Electron.

beforeAll(ensureCliBuilt);

const TOKEN = '123456789:AAExampleTokenNobodyMaySee';

const page = { sender: { id: 1 }, senderFrame: { url: 'app://candlekeep/index.html', parent: null } };

type Answer = Readonly<{ kind: string; value?: unknown; error?: unknown }>;

function open(dataDir: string, env: Record<string, string> = {}): AppProcess {
  const app = startApp(BUILT_MAIN, ['--data-dir', dataDir], env);
  onTestFinished(async () => {
    app.child.kill('SIGKILL');
    await app.ended;
  });
  return app;
}

/** Calls the engine as the window does, once its page is there. */
function caller(app: AppProcess): (name: CallName, request: unknown) => Promise<Answer> {
  let id = 0;
  return async (name, request) => {
    await app.hears('loadURL');
    id += 1;
    const mine = id;
    app.say({
      to: 'page',
      event: 'candlekeep:client',
      given: [page, { kind: 'call', id: mine, name, request }],
    });
    for (let nth = 1; ; nth += 1) {
      const [, answer] = (await app.hears('send', nth)) as [string, Answer & { id?: number }];
      if (answer.id === mine) return answer;
    }
  };
}

async function quit(app: AppProcess): Promise<void> {
  app.say({ to: 'app', event: 'window-all-closed', given: [] });
  expect(await app.ended).toMatchObject({ code: 0 });
}

function folder(): string {
  const dir = makeTempDir();
  onTestFinished(dir.remove);
  return dir.path;
}

it('a token is sealed by the system, survives a restart, sends, and can be forgotten', async () => {
  const dataDir = folder();
  const telegram = await startMessageServer();
  const first = open(dataDir);
  expect(
    await caller(first)('alerts.setChannel', { kind: 'telegram', target: '42', secret: TOKEN }),
  ).toMatchObject({
    value: { secretsKept: 'keychain' },
  });
  await quit(first);
  const file = path.join(dataDir, 'window', 'secrets.json');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ 'alerts.telegram.token': expect.any(String) });
  expect(readFileSync(file, 'utf8')).not.toContain(TOKEN);

  const second = open(dataDir, { CANDLEKEEP_TELEGRAM_URL: telegram.url });
  const call = caller(second);
  expect(await call('alerts.test', { kind: 'telegram' })).toMatchObject({ value: { problem: null } });
  expect(telegram.received).toMatchObject([{ path: `/bot${TOKEN}/sendMessage`, body: { chat_id: '42' } }]);
  await call('alerts.setChannel', { kind: 'telegram', secret: null });
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({});
  expect(await call('alerts.test', { kind: 'telegram' })).toMatchObject({
    value: { problem: { code: 'no-secret' } },
  });
});

it('without a keychain a secret is refused in words, and nothing is written', async () => {
  const dataDir = folder();
  const call = caller(open(dataDir, { STAND_IN_KEYCHAIN: '0' }));
  expect(await call('alerts.setChannel', { kind: 'telegram', secret: TOKEN })).toMatchObject({
    error: { code: 'conflict', message: expect.stringContaining('keychain') },
  });
  expect(() => readFileSync(path.join(dataDir, 'window', 'secrets.json'))).toThrow();
});

it('a notification is shown, and a click on it raises the window', async () => {
  const app = open(folder());
  const answer = caller(app)('alerts.test', { kind: 'system' });
  expect((await app.hears('notification'))[0]).toMatchObject({ title: 'Candlekeep: test' });
  app.say({ to: 'notification', event: 'show', given: [] });
  expect(await answer).toMatchObject({ value: { problem: null } });
  app.say({ to: 'notification', event: 'click', given: [] });
  await app.hears('focus');
});

it('a system that shows no notifications is a problem with a name', async () => {
  const refusing = open(folder());
  const answer = caller(refusing)('alerts.test', { kind: 'system' });
  await refusing.hears('notification');
  refusing.say({ to: 'notification', event: 'failed', given: [{}, 'switched off in the settings'] });
  expect(await answer).toMatchObject({
    value: { problem: { code: 'system', detail: 'switched off in the settings' } },
  });
  const without = open(folder(), { STAND_IN_NOTIFICATIONS: '0' });
  expect(await caller(without)('alerts.test', { kind: 'system' })).toMatchObject({
    value: { problem: { code: 'system' } },
  });
});

it('only a server on this PC may stand in for Telegram', async () => {
  const app = open(folder(), { CANDLEKEEP_TELEGRAM_URL: 'https://example.com' });
  expect(await caller(app)('alerts.channels', {})).toMatchObject({
    error: { code: 'invalid-request', message: expect.stringContaining('CANDLEKEEP_TELEGRAM_URL') },
  });
});
