import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { MINUTE, SECOND } from '../../../shared/domain/time.ts';
import { startMessageServer } from '../../helpers/messageServer.ts';
import { type AlertStage, aSeries, aVenue, NOON, setAlertStage } from './alertStage.ts';

const TOKEN = '123456789:AAExampleTokenNobodyMaySee';
const HOOK = '/hooks/secretPathNobodyMaySee';

async function begin(surroundings: Parameters<typeof setAlertStage>[0] = {}) {
  const server = await startMessageServer();
  const room = await setAlertStage(surroundings, server.url);
  onTestFinished(() => room.alerts.stop());
  const { channels } = room.alerts;
  await channels.set({ kind: 'telegram', enabled: true, target: '-1001234567890', secret: TOKEN });
  await channels.set({ kind: 'webhook', enabled: true, secret: `${server.url}${HOOK}` });
  return { server, room, channels };
}

const only = async ({ alerts }: AlertStage, kind: 'telegram' | 'webhook'): Promise<void> => {
  await alerts.channels.set({ kind: kind === 'telegram' ? 'webhook' : 'telegram', enabled: false });
};

const resultOf = async ({ alerts }: AlertStage, kind: string) =>
  (await alerts.channels.list()).channels.find((one) => one.kind === kind)!.lastResult;

const wrongClock = (room: AlertStage): void => {
  room.world.venues = [aVenue({ clockOffsetMs: -45 * SECOND })];
};

/** Every byte below a folder. */
const everythingIn = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');

it('an alert arrives by Telegram, by webhook and as a notification, in the language that was chosen', async () => {
  const { server, room, channels } = await begin();
  await channels.setLanguage('es');
  wrongClock(room);
  await room.stage.advance(10 * SECOND);
  const received = await server.hears(2);
  const telegram = received.find(({ path: to }) => to === `/bot${TOKEN}/sendMessage`)!;
  expect(telegram.body).toMatchObject({
    chat_id: '-1001234567890',
    text: expect.stringMatching(/^El reloj de este PC está mal\nVa 45 s por delante del exchange \(bitget\)/),
  });
  const webhook = received.find(({ path: to }) => to === HOOK)!;
  expect(webhook.body).toEqual({
    app: 'Candlekeep',
    kind: 'clock-skew',
    severity: 'error',
    subject: 'clock',
    title: 'El reloj de este PC está mal',
    body: expect.stringContaining('Sincronizar ahora'),
    params: { offsetMs: -45_000, limitMs: 30_000, exchange: 'bitget' },
    raisedAt: '2026-03-04T12:00:10+00:00',
    more: 0,
  });
  expect(room.notified).toEqual(['El reloj de este PC está mal']);
  await room.stage.settle();
  expect(await resultOf(room, 'telegram')).toEqual({ at: NOON + 10 * SECOND, problem: null });
});

it('goes only by the channels its rule names and that are on', async () => {
  const { server, room, channels } = await begin();
  await channels.set({ kind: 'webhook', enabled: false });
  room.world.freeBytes = 1e9;
  await room.stage.advance(MINUTE);
  expect((await server.hears(1))[0]!.path).toContain(TOKEN);
  expect(room.notified).toEqual([]);
});

it('the test button tells what is wrong, in a code that both languages have words for', async () => {
  const { server, room, channels } = await begin();
  expect(await channels.test('telegram')).toBeNull();
  expect(server.received[0]!.body).toMatchObject({
    text: 'Candlekeep: test\nAlerts of Candlekeep arrive here.',
  });
  server.react({ status: 401, body: { ok: false, description: `Unauthorized: ${TOKEN}` } });
  expect(await channels.test('telegram')).toEqual({
    code: 'token-refused',
    detail: 'HTTP 401 Unauthorized: …',
  });
  server.react({ status: 400, body: { ok: false, description: 'Bad Request: chat not found' } });
  expect(await channels.test('telegram')).toMatchObject({ code: 'chat-refused' });
  server.react({ status: 302, headers: { location: 'http://127.0.0.1:1/' } });
  expect(await channels.test('webhook')).toEqual({ code: 'refused', detail: 'HTTP 302' });
  await channels.set({ kind: 'telegram', secret: null });
  expect(await channels.test('telegram')).toEqual({ code: 'no-secret', detail: '' });
  await server.close();
  expect(await channels.test('webhook')).toEqual({
    code: 'unreachable',
    detail: expect.stringMatching(/^(ECONN|UND_ERR)/),
  });
  expect((await resultOf(room, 'webhook'))?.problem).toMatchObject({ code: 'unreachable' });
  expect(await channels.test('system')).toBeNull();
  expect(room.notified).toEqual(['Candlekeep: test']);
});

it('tries again what may arrive later, as late as the other side wants, and keeps the problem until then', async () => {
  const { server, room } = await begin();
  await only(room, 'telegram');
  const busy = { status: 429, body: { ok: false, parameters: { retry_after: 40 } } };
  server.react({ status: 502 }, busy);
  wrongClock(room);
  await room.stage.advance(20 * SECOND);
  await server.hears(2);
  await room.stage.settle();
  expect(await resultOf(room, 'telegram')).toMatchObject({ problem: { code: 'too-many' } });
  await room.stage.advance(30 * SECOND);
  expect(server.received).toHaveLength(2);
  await room.stage.advance(20 * SECOND);
  await server.hears(3);
  await room.stage.settle();
  expect(await resultOf(room, 'telegram')).toMatchObject({ problem: null });
});

it('does not try again what will never arrive', async () => {
  const { server, room } = await begin();
  await only(room, 'telegram');
  server.react({ status: 403, body: { ok: false, description: 'Forbidden: bot was blocked by the user' } });
  wrongClock(room);
  await room.stage.advance(10 * MINUTE);
  expect(server.received).toHaveLength(1);
});

it('gives up after a few attempts, and the evaluator has never waited', async () => {
  const { server, room } = await begin();
  await only(room, 'webhook');
  server.react(...Array.from({ length: 4 }, () => ({ status: 500 })));
  wrongClock(room);
  await room.stage.advance(10 * SECOND);
  room.world.freeBytes = 1e9;
  await room.stage.advance(MINUTE);
  expect(await room.told()).toEqual(['disk-space disk', 'clock-skew clock']);
  await room.stage.advance(10 * MINUTE);
  expect(await server.hears(5)).toMatchObject([
    ...Array(4).fill({ body: { kind: 'clock-skew' } }),
    { body: { kind: 'disk-space' } },
  ]);
});

it('sums up a flood: five messages in a minute, the last of them for all the rest', async () => {
  const { server, room } = await begin();
  await only(room, 'webhook');
  const rule = room.alerts.rules().find(({ kind }) => kind === 'errors-in-a-row')!;
  await room.alerts.setRule({ ...rule, threshold: 1, channels: ['webhook'] });
  const exchanges = ['bitget', 'binance'] as const;
  room.world.series = exchanges.flatMap((exchange) =>
    [1, 2, 3].map((id) => aSeries(id, { exchange, errors: 2 })),
  );
  room.world.venues = [aVenue({ clockOffsetMs: 90 * SECOND })];
  room.world.freeBytes = 1;
  await room.stage.advance(50 * SECOND);
  const received = await server.hears(5);
  expect(received.map(({ body }) => (body as { more: number }).more)).toEqual([0, 0, 0, 0, 2]);
  expect(received[4]!.body).toMatchObject({ title: expect.stringMatching(/, and 2 more$/) });
});

it('refuses addresses and tokens that cannot be right, without repeating them', async () => {
  const { channels } = await begin();
  const refused = async (change: Parameters<typeof channels.set>[0]): Promise<string> => {
    const answer = await channels.set(change);
    return answer.ok ? 'taken' : answer.error.message;
  };
  for (const secret of ['http://example.com/secretPath', 'ftp://127.0.0.1/secretPath', 'secretPath']) {
    const message = await refused({ kind: 'webhook', secret });
    expect(message).not.toBe('taken');
    expect(message).not.toContain('secretPath');
  }
  expect(await refused({ kind: 'webhook', secret: 'https://example.com/hook' })).toBe('taken');
  expect(await refused({ kind: 'webhook', secret: 'http://localhost:8080/hook' })).toBe('taken');
  expect(await refused({ kind: 'telegram', secret: '12:ab/../..' })).toContain('BotFather');
  expect(await refused({ kind: 'telegram', target: 'my chat' })).toContain('not a chat');
  expect(await refused({ kind: 'window', secret: 'x' })).toContain('no secret');
});

it('says what a keychain says that takes no secrets, and keeps nothing', async () => {
  const refuse = () => Promise.reject(new Error('This system offers no keychain.'));
  const room = await setAlertStage({
    secrets: { kept: 'keychain', get: async () => null, set: refuse, delete: async () => undefined },
  });
  onTestFinished(() => room.alerts.stop());
  const answer = await room.alerts.channels.set({ kind: 'telegram', enabled: true, secret: TOKEN });
  expect(answer).toEqual({
    ok: false,
    error: { code: 'conflict', message: 'This system offers no keychain.' },
  });
  expect((await room.alerts.channels.list()).channels.find(({ kind }) => kind === 'telegram')).toMatchObject({
    enabled: false,
    hasSecret: false,
  });
});

it('leaves no secret in the store, in a log line or in an answer', async () => {
  const { server, room, channels } = await begin();
  server.react(
    { status: 500, body: { echo: `${server.url}${HOOK}`, token: TOKEN } },
    { status: 500, body: { description: TOKEN } },
  );
  wrongClock(room);
  await room.stage.advance(30 * SECOND);
  await server.hears(4);
  await server.close();
  await channels.test('telegram');
  await channels.test('webhook');
  const answers = JSON.stringify([
    await channels.list(),
    await room.alerts.list(10),
    await room.stage.store.read.audit(10),
  ]);
  await room.stage.reopen();
  const kept = everythingIn(room.stage.dataDir);
  expect(kept).toContain('clock-skew');
  for (const text of [kept, answers, JSON.stringify(room.stage.log)]) {
    expect(text).not.toContain('NobodyMaySee');
  }
});

it('a host without notifications says so, and nothing is sent there in vain', async () => {
  const { room, channels } = await begin({ notifier: null });
  const system = async () => (await channels.list()).channels.find(({ kind }) => kind === 'system');
  expect(await system()).toMatchObject({ available: false, lastResult: null });
  wrongClock(room);
  await room.stage.advance(MINUTE);
  expect(await room.told()).toEqual(['clock-skew clock']);
  expect(await system()).toMatchObject({ available: false, lastResult: null });
  expect(await channels.test('system')).toMatchObject({ code: 'system' });
});
