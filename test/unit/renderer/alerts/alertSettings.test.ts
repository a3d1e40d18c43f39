import { describe, expect, test } from 'vitest';
import {
  createAlertSettingsStore,
  isToldInWindow,
} from '../../../../renderer/features/alerts/alertSettingsStore.ts';
import { changeOf, formOf, isReady, problemOf } from '../../../../renderer/features/alerts/channelForm.ts';
import { fromUnit, inUnit } from '../../../../renderer/features/alerts/ruleForm.ts';
import { scriptedClient } from '../../../helpers/scriptedClient.ts';
import { sampleChannel, sampleRule } from '../../../helpers/watchSamples.ts';

async function loaded() {
  const scripted = scriptedClient();
  const store = createAlertSettingsStore(scripted.client);
  const loading = store.load();
  await scripted.last('alerts.rules').answer({ rules: [sampleRule()] });
  await scripted.last('alerts.channels').answer({ channels: [sampleChannel()], secretsKept: 'session' });
  await loading;
  return { ...scripted, store };
}

describe('the settings of alerts', () => {
  test('decide what is told over the window; what is not known is not held back', async () => {
    const { client } = scriptedClient();
    expect(isToldInWindow(createAlertSettingsStore(client).getState(), 'symbol-silent')).toBe(true);
    const { store, last } = await loaded();
    expect(isToldInWindow(store.getState(), 'symbol-silent')).toBe(true);

    const ruling = store.setRule(sampleRule({ channels: ['telegram'] }));
    await last('alerts.setRule').answer({ rules: [sampleRule({ channels: ['telegram'] })] });
    expect(await ruling).toBe(true);
    expect(isToldInWindow(store.getState(), 'symbol-silent'), 'the rule says no').toBe(false);
    expect(isToldInWindow(store.getState(), 'disk-space')).toBe(true);

    const switching = store.setChannel({ kind: 'window', enabled: false });
    const channels = [sampleChannel({ enabled: false })];
    await last('alerts.setChannel').answer({ channels, secretsKept: 'session' });
    await switching;
    expect(isToldInWindow(store.getState(), 'disk-space'), 'the channel is off').toBe(false);
  });

  test('say why a change was refused and stay as they were', async () => {
    const { store, last } = await loaded();
    const ruling = store.setRule(sampleRule({ enabled: false }));
    await last('alerts.setRule').refuse({ code: 'conflict', message: 'not now' });
    expect(await ruling).toBe(false);
    expect(store.getState()).toMatchObject({
      rules: { value: [{ enabled: true }] },
      error: { code: 'conflict' },
    });
  });

  test('keep what came of a test, and ask what the channel says afterwards', async () => {
    const { store, last } = await loaded();
    const testing = store.test('telegram');
    expect(store.getState().tests.telegram).toBe('busy');
    const problem = { code: 'token-refused', detail: '' } as const;
    await last('alerts.test').answer({ problem });
    expect(store.getState().tests.telegram).toEqual({ problem });
    await last('alerts.channels').answer({ channels: [], secretsKept: 'session' });
    await testing;
    expect(store.getState().channels.value?.channels).toEqual([]);
  });
});

describe('an amount', () => {
  test.each([
    [300_000, 'minutes', '5', '5'],
    [150_000, 'minutes', '2.5', '2,5'],
    [30_000, 'seconds', '30', '30'],
    [2_000_000_000, 'gigabytes', '2', '2'],
    [1_500_000_000, 'gigabytes', '1.5', '1,5'],
    [5, 'count', '5', '5'],
  ] as const)('of %d is written in %s and read back', (value, unit, english, spanish) => {
    expect(inUnit(value, unit, 'en')).toBe(english);
    expect(inUnit(value, unit, 'es')).toBe(spanish);
    expect(fromUnit(english, unit)).toBe(value);
    expect(fromUnit(spanish, unit)).toBe(value);
  });

  test.each(['', 'five', '-1', '1.500', '1.5.5', '1e3'])('is not read out of “%s”', (text) => {
    expect(fromUnit(text, 'minutes')).toBeNull();
  });

  test('of errors is whole', () => expect(fromUnit('2.5', 'count')).toBeNull());
});

describe('a channel', () => {
  const telegram = sampleChannel({ kind: 'telegram', target: '123456', hasSecret: true });
  const TOKEN = '123456789:AAFdeadbeefdeadbeefdeadbeef';

  test('sends only what was changed, and never an empty secret', () => {
    const form = formOf(telegram);
    expect(changeOf(telegram, form)).toBeNull();
    expect(changeOf(telegram, { ...form, target: ' -100200 ' })).toEqual({
      kind: 'telegram',
      target: '-100200',
    });
    expect(changeOf(telegram, { target: '', secret: TOKEN })).toEqual({
      kind: 'telegram',
      target: null,
      secret: TOKEN,
    });
  });

  test.each([
    ['telegram', { target: 'me', secret: '' }, 'chat'],
    ['telegram', { target: '@channel', secret: 'password' }, 'token'],
    ['telegram', { target: '-1001', secret: TOKEN }, null],
    ['webhook', { target: '', secret: 'example.com' }, 'address'],
    ['webhook', { target: '', secret: 'ftp://example.com' }, 'address'],
    ['webhook', { target: '', secret: 'https://example.com/hook' }, null],
    ['window', { target: '', secret: '' }, null],
  ] as const)('of %s with %o has the problem %s', (kind, form, problem) => {
    expect(problemOf(kind, form)).toBe(problem);
  });

  test('is ready when it has what it needs', () => {
    expect(isReady(telegram)).toBe(true);
    expect(isReady({ ...telegram, target: null })).toBe(false);
    expect(isReady(sampleChannel({ kind: 'webhook' }))).toBe(false);
    expect(isReady(sampleChannel())).toBe(true);
  });
});
