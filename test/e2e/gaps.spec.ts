import { expect, type Locator, type Page, test } from '@playwright/test';
import { fail, succeed } from '../../shared/lib/result.ts';
import { manyGaps, openPlace } from './heatStage.ts';
import { goTo } from './page.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const table = (page: Page): Locator => page.getByRole('table', { name: 'Gaps' });
const lines = (page: Page): Locator => table(page).getByRole('row');

test('the list is sorted, filtered and opened, and tells the story of a gap', async ({ page }) => {
  const { host } = await openPlace(page, 'Gaps');
  await expect(page.getByText('60 of 60 gaps, 150 candles missing')).toBeVisible();
  await expect(table(page).getByRole('columnheader', { name: 'First missing' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await table(page).getByRole('button', { name: 'Candles' }).click();
  await expect(table(page).getByRole('columnheader', { name: 'Candles' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await page.getByRole('combobox', { name: 'State' }).selectOption('Confirmed empty');
  await expect(page.getByText(/^7 of 60 gaps/)).toBeVisible();
  await page.getByRole('combobox', { name: 'State' }).selectOption('Any state');
  await page.getByRole('combobox', { name: 'Why' }).selectOption('Request failed');
  await page.getByRole('textbox', { name: 'Filter the gaps' }).fill('binance');
  await expect(page.getByText(/^15 of 60 gaps/)).toBeVisible();

  await lines(page).nth(1).getByRole('button').press('Enter');
  const details = page.getByRole('region', { name: /^Gap of binance/ });
  await expect(details).toContainText('no answer could be used');
  await expect(details).toContainText('2 attempts so far.');
  await expect(details).toContainText('Record: GET /candles');
  await details.getByRole('button', { name: 'Close the details of the gap' }).click();
  await expect(details).toBeHidden();
  await page.getByRole('textbox', { name: 'Filter the gaps' }).fill('zzz');
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(page.getByText(/^60 of 60 gaps/)).toBeVisible();
  await host.close();
});

test('a gap leads to its place on the heatmap and in the chart', async ({ page }) => {
  const { host } = await openPlace(page, 'Gaps');
  await lines(page).nth(3).getByRole('button').click();
  await page.getByRole('button', { name: 'Show on the heatmap' }).click();
  await expect(page.getByRole('status').filter({ hasText: /^bitget BTCUSDT 1h, / })).toBeVisible();
  await goTo(page, 'Gaps');
  await page.getByRole('button', { name: 'Open in the chart' }).click();
  const places = page.getByRole('navigation', { name: 'Places' });
  await expect(places.getByRole('button', { name: 'Chart', exact: true })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await host.close();
});

test('several gaps are downloaded again in as few jobs as they need, and copied', async ({ page }) => {
  const { host, orders } = await openPlace(page, 'Gaps');
  await page.getByRole('textbox', { name: 'Filter the gaps' }).fill('bitget');
  for (const row of [1, 2, 4]) await lines(page).nth(row).getByRole('checkbox').check();
  const chosen = page.getByRole('region', { name: 'Chosen gaps' });
  await expect(chosen).toContainText('3 gaps chosen');
  await chosen.getByRole('button', { name: 'Copy rows' }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split('\n')).toHaveLength(4);
  expect(copied).toMatch(/bitget BTCUSDT 1h\t\d{4}-\d\d-\d\dT\d\d:00:00\+00:00\t/);
  await chosen.getByRole('button', { name: 'Fetch again' }).click();
  await expect(page.getByText('2 jobs started')).toBeVisible();
  expect(orders.refetches).toHaveLength(2);
  await chosen.getByRole('button', { name: 'Choose none' }).click();
  await expect(chosen).toBeHidden();
  await page.getByRole('checkbox', { name: 'Choose all gaps that are shown' }).check();
  await expect(chosen).toContainText('30 gaps chosen');
  await host.close();
});

test('the gaps of one series are reached from the heatmap, and all of them from there', async ({ page }) => {
  const { host } = await openPlace(page, 'Heatmap');
  await page.getByRole('application').focus();
  for (let i = 0; i < 4; i += 1) await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('status').filter({ hasText: /^binance ETHUSDT 1h, / })).toBeVisible();
  await page.keyboard.press('g');
  await expect(page.getByText('Only binance ETHUSDT 1h.')).toBeVisible();
  await expect(page.getByText(/^30 of 30 gaps/)).toBeVisible();
  await page.getByRole('button', { name: 'Show the gaps of all series' }).click();
  await expect(page.getByText(/^60 of 60 gaps/)).toBeVisible();
  await host.close();
});

test('no gaps is good news, and a list that cannot be read says so', async ({ page }) => {
  let isDown = true;
  const { host } = await openPlace(page, 'Gaps', {
    'gaps.list': async () =>
      isDown ? fail({ code: 'internal', message: 'the disk is slow' }) : succeed({ gaps: [], total: 0 }),
  });
  await expect(page.getByRole('alert')).toContainText('the disk is slow');
  isDown = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: 'No gaps' })).toBeVisible();
  await host.close();
});

test('thousands of gaps cost a screenful of rows, and the last one is reached by its keys', async ({
  page,
}) => {
  const gaps = manyGaps(5_000, Date.now());
  const { host } = await openPlace(page, 'Gaps', {
    'gaps.list': async () => succeed({ gaps, total: gaps.length }),
  });
  await expect(page.getByText(/^5,000 of 5,000 gaps/)).toBeVisible();
  expect(await lines(page).count()).toBeLessThan(120);
  await lines(page).nth(1).getByRole('button').focus();
  await page.keyboard.press('End');
  await expect(lines(page).last().getByRole('button')).toBeFocused();
  expect(await lines(page).count()).toBeLessThan(120);
  await host.close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 1024, height: 700 },
  ]) {
    test.describe(`pictures, ${colorScheme} ${viewport.width}`, () => {
      test.use({ colorScheme, viewport });

      test('of the list with a gap opened and two chosen', async ({ page }) => {
        const { host } = await openPlace(page, 'Gaps');
        for (const row of [2, 3]) await lines(page).nth(row).getByRole('checkbox').check();
        await lines(page).nth(5).getByRole('button').click();
        await expect(page.getByRole('region', { name: /^Gap of/ })).toBeVisible();
        await page.screenshot({ path: `test-results/screens/gaps-${viewport.width}-${colorScheme}.png` });
        await host.close();
      });
    });
  }
}
