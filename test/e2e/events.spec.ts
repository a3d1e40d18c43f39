import { expect, test } from '@playwright/test';
import type { AuditEntry, SystemEvent } from '../../shared/domain/event.ts';
import { succeed } from '../../shared/lib/result.ts';
import { goTo } from './page.ts';
import { openScripted, quietBackend } from './scripted.ts';

const SEVERITIES = ['info', 'warning', 'error', 'critical'] as const;
const event = (id: number, change: Partial<SystemEvent> = {}): SystemEvent => ({
  id,
  at: (Date.UTC(2026, 2, 1) + id * 1_000) as SystemEvent['at'],
  type: 'page-failed',
  severity: SEVERITIES[id % 4]!,
  component: id % 2 === 0 ? 'backfill' : 'store',
  message: `number ${id}`,
  ...change,
});
const entry: AuditEntry = {
  id: 1,
  at: Date.UTC(2026, 2, 1) as AuditEntry['at'],
  actor: 'window',
  action: 'catalog.remove',
  subject: 'bitget BTCUSDT',
  detail: '9000 candles deleted',
};

test('what happened is listed live, filtered, copied and drawn a screenful at a time', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const events = Array.from({ length: 5_000 }, (_, i) => event(5_000 - i));
  const backend = quietBackend([], {
    'events.list': async () => succeed({ events }),
    'audit.list': async () => succeed({ entries: [entry] }),
  });
  const host = await openScripted(page, backend);
  await goTo(page, 'Events');
  const log = page.getByRole('table', { name: 'Events' });
  await expect(page.getByText('5,000 of 5,000')).toBeVisible();
  expect(await log.getByRole('row').count()).toBeLessThan(120);

  backend.emit('events.logged', {
    events: [event(5_001, { severity: 'error', message: 'the newest of all' })],
  });
  await expect(log.getByRole('row').nth(1)).toContainText('the newest of all');
  await page.getByRole('combobox', { name: 'Severity, at least' }).selectOption('error');
  await page.getByRole('combobox', { name: 'Component' }).selectOption('store');
  await page.getByRole('textbox', { name: 'Filter' }).fill('newest ALL');
  await expect(log.getByRole('row')).toHaveCount(2);
  await page.getByRole('button', { name: 'Copy' }).click();
  await expect(page.getByText('Copied')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    /\tError\tStore\tthe newest of all$/,
  );
  await page.getByRole('textbox', { name: 'Filter' }).fill('zzz');
  await expect(page.getByText('Nothing matches the filter.')).toBeVisible();

  await page.getByRole('radiogroup', { name: 'What to show' }).getByText('Audit').click();
  await expect(page.getByRole('table', { name: 'Audit' }).getByRole('row').nth(1)).toContainText(
    'catalog.remove',
  );
  await host.close();
});

test('an empty log says what will be there', async ({ page }) => {
  const host = await openScripted(
    page,
    quietBackend([], {
      'events.list': async () => succeed({ events: [] }),
      'audit.list': async () => succeed({ entries: [] }),
    }),
  );
  await goTo(page, 'Events');
  await expect(page.getByText('Nothing has happened yet.')).toBeVisible();
  await page.getByRole('radiogroup', { name: 'What to show' }).getByText('Audit').click();
  await expect(page.getByText('Nothing was changed yet.')).toBeVisible();
  await host.close();
});
