import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import type { SystemEvent } from '../../shared/domain/event.ts';
import type { SeriesId } from '../../shared/domain/series.ts';
import { succeed } from '../../shared/lib/result.ts';
import { sampleCoverage, sampleJob } from '../helpers/samples.ts';
import type { Host } from '../host/host.ts';
import { choose, goTo } from './page.ts';
import { openScripted, quietBackend } from './scripted.ts';

/** In the order of the rail; the digits reach the first nine. */
const PLACES = [
  'Coverage',
  'Heatmap',
  'Chart',
  'Ingestion',
  'Jobs',
  'Gaps',
  'Review',
  'Verify',
  'Frames',
  'Features',
  'Import',
  'Schedule',
  'Alerts',
  'Events',
  'Catalog',
] as const;
const series = (['1h', '4h'] as const).flatMap((timeframe, i) => [
  sampleCoverage({ id: (2 * i + 1) as SeriesId, timeframe }),
  sampleCoverage({ id: (2 * i + 2) as SeriesId, timeframe, symbol: 'ETHUSDT' }),
]);

let host: Host | undefined;
const open = async (page: Page, backend = quietBackend(series)): Promise<void> => {
  host = await openScripted(page, backend);
};
// A test that was skipped has opened none.
test.afterEach(() => host?.close());

const place = (page: Page, name: string) => page.getByRole('main', { name });

test('every place is one key or one click away, and says where one is', async ({ page }) => {
  await open(page);
  const rail = page.getByRole('navigation', { name: 'Places' });
  for (const [i, name] of PLACES.entries()) {
    if (i < 9) await page.keyboard.press(`Control+${i + 1}`);
    else await goTo(page, name);
    await expect(place(page, name)).toBeVisible();
    await expect(rail.getByRole('button', { name, exact: true })).toHaveAttribute('aria-current', 'page');
    await expect(page).toHaveTitle(`${name} · Candlekeep`);
  }
  await goTo(page, 'Jobs');
  await expect(place(page, 'Jobs')).toBeVisible();
  await expect(rail.locator('[aria-current]')).toHaveCount(1);
});

test('the way back is kept, and the place survives a reload', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Control+6');
  await goTo(page, 'Events');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(place(page, 'Gaps')).toBeVisible();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(place(page, 'Events')).toBeVisible();
  await page.reload();
  await expect(place(page, 'Events')).toBeVisible();
});

test('the rail folds to its icons and stays so', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Collapse' }).click();
  await expect(page.getByText('Ctrl 1')).toBeHidden();
  await page.reload();
  await page.getByRole('button', { name: 'Heatmap', exact: true }).click();
  await expect(place(page, 'Heatmap')).toBeVisible();
  await page.keyboard.press('Control+b');
  await expect(page.getByText('Ctrl 1')).toBeVisible();
});

test('the palette finds places, series and actions, and remembers', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Search' });
  await expect(field).toBeFocused();
  await field.fill('ETH 4h');
  await expect(page.getByRole('option')).toHaveText([/^ETHUSDT 4h · Bitget/]);
  await page.keyboard.press('Enter');
  await expect(place(page, 'Chart')).toBeVisible();
  await expect(place(page, 'Chart')).toContainText('ETHUSDT');

  await page.keyboard.press('Control+k');
  await expect(page.getByRole('option').first(), 'recent first').toHaveText(/^ETHUSDT 4h/);
  await field.fill('lang span');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Lugares' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Buscar' }).fill('qqqq');
  await expect(page.getByText('Nada se llama “qqqq”.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('combobox', { name: 'Buscar' })).toBeHidden();
});

test('the arrow keys move through the palette, round its ends', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Control+k');
  const active = page.getByRole('option', { selected: true });
  await expect(active).toContainText('Coverage');
  await page.keyboard.press('ArrowDown');
  await expect(active).toContainText('Heatmap');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(active).toContainText('ETHUSDT 4h');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(place(page, 'Heatmap')).toBeVisible();
});

test('a question mark shows the keys, except to somebody who types one', async ({ page }) => {
  await open(page);
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(keys.getByRole('row', { name: /Search places/ })).toContainText('Ctrl');
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();
  const filter = page.getByRole('textbox', { name: 'Filter' });
  await filter.focus();
  await page.keyboard.type('a?');
  await expect(filter).toHaveValue('a?');
  await expect(keys).toBeHidden();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Search' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(filter, 'whoever thought better of it goes on where they were').toBeFocused();
});

test('settings are changed in one place and survive a reload', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Settings' }).click();
  await choose(page, 'Theme', 'Dark');
  await choose(page, 'Density', 'Roomy');
  await choose(page, 'Rising and falling', 'Blue and orange');
  await choose(page, 'Language', 'Español');
  await page.reload();
  const html = page.locator('html');
  await expect(html).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await expect(html).toHaveAttribute('data-density', 'roomy');
  await expect(html).toHaveAttribute('data-candles', 'safe');
  await expect(html).toHaveAttribute('lang', 'es');
});

test('what happens meanwhile is told, counted until it is read, and kept over a reload', async ({ page }) => {
  const running = sampleJob();
  const backend = quietBackend(series, { 'jobs.list': async () => succeed({ jobs: [running] }) });
  await open(page, backend);
  await expect(page.getByRole('button', { name: /^1 job, 50.00%/ })).toBeVisible();
  backend.emit('jobs.changed', { jobs: [{ ...running, state: 'failed', problem: 'the venue is down' }] });
  await expect(page.getByText('Backfill · Bitget · BTCUSDT · 1h failed.')).toBeVisible();
  const event: SystemEvent = {
    id: 1,
    at: Date.now() as SystemEvent['at'],
    type: 'store-failed',
    severity: 'critical',
    component: 'store',
    message: 'the disk is full',
  };
  backend.emit('events.logged', { events: [event] });
  await page.getByRole('button', { name: 'Notifications, 2 unread' }).click();
  const news = page.getByRole('list', { name: 'Notifications' });
  await expect(news.getByRole('listitem')).toHaveText([/Critical.*the disk is full/, /Error.*failed\./]);
  await page.reload();
  await page.getByRole('button', { name: 'Notifications', exact: true }).click();
  await expect(news.getByRole('listitem')).toHaveCount(2);
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(page.getByText('Nothing to tell yet.')).toBeVisible();
});

test('a removal can be taken back for some seconds, and is made when the window goes', async ({ page }) => {
  const removed: number[] = [];
  const backend = quietBackend(series, {
    'series.remove': async ({ seriesId }) => {
      removed.push(seriesId);
      return succeed({ removedCandles: 0 });
    },
  });
  await open(page, backend);
  const remove = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Actions for bitget BTCUSDT 1h' }).click();
    await page.getByRole('menuitem', { name: 'Remove …' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  };
  const row = page.getByRole('button', { name: 'Details of bitget BTCUSDT 1h' });
  await remove();
  await expect(row).toBeHidden();
  await page.getByRole('button', { name: /^Undo: / }).click();
  await expect(row).toBeVisible();
  expect(removed).toEqual([]);

  await remove();
  await expect(row).toBeHidden();
  await page.reload();
  await expect.poll(() => removed).toEqual([1]);
});

test('the status bar says how each venue is, and counts a pause down', async ({ page }) => {
  const backend = quietBackend(series, {
    'app.status': async () =>
      succeed({
        venues: [
          { exchange: 'bitget', clockOffsetMs: 12, blockedUntil: null, lastError: null },
          { exchange: 'binance', clockOffsetMs: -3, blockedUntil: Date.now() + 90_000, lastError: 'banned' },
        ],
        storeBytes: 734_000_000,
        openJobs: 0,
      }) as never,
  });
  await open(page, backend);
  const bar = page.getByRole('region', { name: 'Status' });
  await expect(bar).toContainText('+12 ms');
  await expect(bar).toContainText('734 MB');
  await expect(bar).toContainText(/pause of 1m \d+s/);
  await bar.getByRole('button', { name: /Time zone/ }).click();
  await expect(bar.getByRole('button', { name: /Time zone.*Local/ })).toBeVisible();
});
