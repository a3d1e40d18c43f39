import type { Page } from '@playwright/test';
import type { Alert, AlertChannel, AlertRule } from '../../shared/domain/alert.ts';
import type { SeriesId } from '../../shared/domain/series.ts';
import { MINUTE } from '../../shared/domain/time.ts';
import { fail, succeed } from '../../shared/lib/result.ts';
import { sampleAlert, sampleChannel, sampleRule } from '../helpers/watchSamples.ts';
import { expect, test } from './fixtures.ts';
import { choose, goTo } from './page.ts';
import { openScripted, quietBackend } from './scripted.ts';

const NOW = Date.now();
const stale = sampleAlert({
  raisedAt: NOW - 40 * MINUTE,
  lastAt: NOW - MINUTE,
  count: 40,
  seriesId: 1 as SeriesId,
});
const silent = sampleAlert({
  id: 2,
  kind: 'venue-silent',
  severity: 'error',
  subject: 'binance',
  exchange: 'binance',
  params: { symbols: 12, silentMs: 3 * MINUTE },
  raisedAt: NOW - 10 * MINUTE,
});
const over = sampleAlert({ id: 3, kind: 'disk-space', subject: 'C:', resolvedAt: NOW, params: {} });

type Stage = { alerts: Alert[]; rules: AlertRule[]; channels: AlertChannel[]; secrets: string[] };

/** A backend that keeps what it is told, as the engine does. */
function keepingBackend(start: Partial<Stage> = {}) {
  const stage: Stage = {
    alerts: [stale, silent, over],
    rules: [sampleRule(), sampleRule({ kind: 'disk-space', threshold: 2e9 })],
    channels: [sampleChannel(), sampleChannel({ kind: 'telegram', enabled: false })],
    secrets: [],
    ...start,
  };
  const channels = () => succeed({ channels: [...stage.channels], secretsKept: 'session' as const });
  const backend = quietBackend([], {
    'alerts.list': async () => succeed({ alerts: [...stage.alerts], open: 2 }),
    'alerts.acknowledge': async ({ ids }) => {
      const known = stage.alerts.filter(({ id }) => ids.includes(id));
      return succeed({ alerts: known.map((alert) => ({ ...alert, acknowledgedAt: NOW })) });
    },
    'alerts.rules': async () => succeed({ rules: [...stage.rules] }),
    'alerts.setRule': async (rule) => {
      stage.rules = stage.rules.map((one) => (one.kind === rule.kind ? rule : one));
      return succeed({ rules: [...stage.rules] });
    },
    'alerts.channels': async () => channels(),
    'alerts.setChannel': async ({ kind, enabled, target, secret }) => {
      if (typeof secret === 'string') stage.secrets.push(secret);
      stage.channels = stage.channels.map((one) =>
        one.kind === kind
          ? {
              ...one,
              enabled: enabled ?? one.enabled,
              target: target === undefined ? one.target : target,
              hasSecret: secret === undefined ? one.hasSecret : secret !== null,
            }
          : one,
      );
      return channels();
    },
    'alerts.test': async ({ kind }) =>
      succeed({ problem: kind === 'window' ? null : { code: 'token-refused', detail: 'Unauthorized' } }),
  });
  return { backend, stage };
}

const row = (page: Page, name: RegExp) =>
  page.getByRole('table', { name: 'Alerts' }).getByRole('row', { name });

test('what is wrong is listed with what to do, acknowledged and followed to its place', async ({ page }) => {
  const { backend } = keepingBackend();
  const host = await openScripted(page, backend);
  await goTo(page, /^Alerts/);
  const rows = page.getByRole('table', { name: 'Alerts' }).getByRole('row');
  await expect(rows).toHaveCount(4);
  await expect(rows.nth(1), 'the newest open one on top').toContainText('binance sends nothing');
  await page.getByRole('combobox', { name: 'Which' }).selectOption('resolved');
  await expect(rows).toHaveCount(2);
  await page.getByRole('combobox', { name: 'Which' }).selectOption('all');
  await page.getByRole('textbox', { name: 'Filter' }).fill('btcusdt');
  await expect(rows).toHaveCount(2);
  await page.getByRole('textbox', { name: 'Filter' }).fill('');

  const binance = row(page, /binance/);
  await binance.getByRole('button', { name: /^Acknowledge: / }).click();
  await expect(binance).toContainText('Acknowledged');
  await expect(rows.nth(1)).toContainText('BTCUSDT');
  await page.getByRole('button', { name: 'Acknowledge all (1)' }).click();
  await expect(page.getByRole('button', { name: 'Acknowledge all (0)' })).toBeDisabled();

  await row(page, /BTCUSDT/)
    .getByRole('button', { name: /^Details: / })
    .press('Enter');
  const details = page.getByRole('region', { name: /^Details: .*stale/ });
  await expect(details).toContainText('fresh means at most 2 h');
  await expect(details).toContainText('seen 40 times');
  await details.getByRole('button', { name: 'Gaps', exact: true }).click();
  await expect(page.getByRole('main', { name: 'Gaps' })).toBeVisible();
  await host.close();
});

test('several are acknowledged at once with the keyboard', async ({ page }) => {
  const { backend } = keepingBackend();
  const host = await openScripted(page, backend);
  await goTo(page, /^Alerts/);
  await page.getByRole('checkbox', { name: 'Choose all open ones' }).press('Space');
  await page.getByRole('button', { name: 'Acknowledge 2 chosen' }).press('Enter');
  await expect(row(page, /Acknowledged/)).toHaveCount(2);
  await row(page, /binance/)
    .getByRole('button', { name: /^Details: / })
    .focus();
  await page.keyboard.press('ArrowDown');
  await expect(row(page, /BTCUSDT/).getByRole('button', { name: /^Details: / })).toBeFocused();
  await host.close();
});

test('a new alert is told wherever one is, a flood in one sentence, and nothing when the window is off', async ({
  page,
}) => {
  const { backend } = keepingBackend({ alerts: [] });
  const host = await openScripted(page, backend);
  await expect(page.getByRole('navigation')).toBeVisible();
  await goTo(page, /^Alerts/);
  await expect(page.getByRole('heading', { name: 'Nothing has been wrong' })).toBeVisible();
  await goTo(page, 'Coverage');
  backend.emit('alerts.changed', { alerts: [silent], open: 1 });
  const toasts = page.getByRole('alert').filter({ hasText: /Error|Warning/ });
  await expect(toasts).toHaveText([/Error · binance sends nothing/]);
  backend.emit('alerts.changed', { alerts: [{ ...silent, count: 2 }], open: 1 });
  await toasts.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByRole('region', { name: 'Details: binance sends nothing' })).toBeVisible();
  await expect(toasts).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Notifications, 1 unread' })).toBeVisible();

  const flood = Array.from({ length: 20 }, (_, i) => sampleAlert({ id: 100 + i, subject: `S${i}` }));
  backend.emit('alerts.changed', { alerts: flood, open: 21 });
  await expect(toasts).toHaveText([/20 new alerts/]);
  await toasts.getByRole('button', { name: 'Close' }).click();

  await choose(page, 'What to show', 'Channels');
  await page.getByRole('switch', { name: 'In the app' }).click({ force: true });
  await expect(page.getByRole('switch', { name: 'In the app' })).not.toBeChecked();
  backend.emit('alerts.changed', { alerts: [sampleAlert({ id: 200 })], open: 22 });
  await expect(page.getByRole('button', { name: 'Notifications, 21 unread' })).toBeVisible();
  await expect(toasts).toHaveCount(0);
  await host.close();
});

test('a rule is changed in human units, kept at once, and taken back', async ({ page }) => {
  const { backend, stage } = keepingBackend();
  const host = await openScripted(page, backend);
  await goTo(page, /^Alerts/);
  await choose(page, 'What to show', 'Rules');
  const limit = page.getByRole('textbox', { name: 'Limit: A symbol is silent, min' });
  await expect(limit).toHaveValue('5');
  await limit.fill('soon');
  await limit.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'A number like 5' })).toBeVisible();
  await limit.fill('7,5');
  await limit.press('Enter');
  await expect(limit).toHaveValue('7.5');
  expect(stage.rules[0]?.threshold).toBe(7.5 * MINUTE);
  await page.getByRole('button', { name: 'Undo: Changed: A symbol is silent' }).click();
  await expect(limit).toHaveValue('5');
  await expect(page.getByRole('textbox', { name: 'Limit: The disk is filling up, GB' })).toHaveValue('2');
  await page.getByRole('checkbox', { name: 'A symbol is silent: Telegram' }).press('Space');
  await expect.poll(() => stage.rules[0]?.channels).toEqual(['window', 'system', 'telegram']);
  await host.close();
});

test('a secret goes in, is tried, never comes out, and is forgotten only after a question', async ({
  page,
}) => {
  const { backend, stage } = keepingBackend();
  const host = await openScripted(page, backend);
  await goTo(page, /^Alerts/);
  await choose(page, 'What to show', 'Channels');
  const telegram = page.getByRole('region', { name: 'Telegram' });
  const token = telegram.getByRole('textbox', { name: 'Bot token' });
  await expect(telegram).toContainText('Kept until the program is closed');
  await expect(telegram.getByRole('button', { name: 'Send a test: Telegram' })).toBeDisabled();
  await telegram.getByText('How to get a bot token and a chat').click();
  await expect(telegram.getByRole('listitem').first()).toContainText('@BotFather');

  await token.fill('password');
  await telegram.getByRole('textbox', { name: 'Chat' }).fill('123456');
  await telegram.getByRole('button', { name: 'Save' }).click();
  await expect(telegram).toContainText('A token like');
  await token.fill('123456789:AAFdeadbeefdeadbeefdeadbeef');
  await token.press('Enter');
  await expect(token).toHaveValue('');
  await expect(token).toHaveAttribute('placeholder', /^kept/);
  expect(stage.secrets).toEqual(['123456789:AAFdeadbeefdeadbeefdeadbeef']);
  await telegram.getByRole('button', { name: 'Send a test: Telegram' }).click();
  await expect(telegram.getByRole('status')).toContainText('Telegram does not know this bot token');
  await page.getByRole('button', { name: 'Send a test: In the app' }).click();
  await expect(page.getByText('The test message was sent.')).toBeVisible();
  await expect(page.getByText('Alerts of Candlekeep arrive here.')).toBeVisible();

  await telegram.getByRole('button', { name: 'Forget: Bot token' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Forget it' }).click();
  await expect(telegram.getByRole('button', { name: 'Forget: Bot token' })).toHaveCount(0);
  await host.close();
});

test('alerts that cannot be read, or acknowledged, say why', async ({ page }) => {
  const refuse = async () => fail({ code: 'internal', message: 'SQLITE_IOERR' } as const);
  const backend = quietBackend([], {
    'alerts.list': refuse,
    'alerts.rules': refuse,
    'alerts.channels': refuse,
  });
  const host = await openScripted(page, backend);
  await goTo(page, /^Alerts/);
  for (const tab of ['Alerts', 'Rules', 'Channels']) {
    await choose(page, 'What to show', tab);
    await expect(page.getByRole('main').getByRole('alert')).toContainText('SQLITE_IOERR');
  }
  await host.close();
});

test('the engine raises an alert, the window tells it, and it is over once the rule says so', async ({
  app,
}) => {
  const page = await app.open();
  await goTo(page, /^Alerts/);
  await choose(page, 'What to show', 'Rules');
  const limit = page.getByRole('textbox', { name: 'Limit: The disk is filling up, GB' });
  await limit.fill('999999');
  await limit.press('Enter');
  await expect(page.getByRole('button', { name: /^Undo: Changed/ })).toBeVisible();
  await goTo(page, 'Schedule');
  // The end of a task makes the engine look at once, instead of within a minute.
  await page.getByRole('button', { name: 'Run now: Verify' }).click();
  const toast = page.getByRole('alert').filter({ hasText: 'Warning · The disk is almost full' });
  await toast.getByRole('button', { name: 'Show' }).click();
  await page
    .getByRole('region', { name: 'Details: The disk is almost full' })
    .getByRole('button', { name: 'Acknowledge' })
    .click();
  await expect(row(page, /The disk is almost full/)).toContainText('Acknowledged');

  await choose(page, 'What to show', 'Rules');
  await limit.fill('0,01');
  await limit.press('Enter');
  await expect(limit).toHaveValue('0.01');
  await goTo(page, 'Schedule');
  await page.getByRole('button', { name: 'Run now: Verify' }).click();
  await goTo(page, /^Alerts/);
  await expect(row(page, /The disk is almost full/)).toContainText('Resolved');
});
