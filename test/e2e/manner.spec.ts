import { expect, test } from './fixtures.ts';
import { backfill, waitForJobs } from './page.ts';

test('everything speaks Spanish, and still does after a reload', async ({ app }) => {
  const page = await app.open();
  await page.getByRole('button', { name: 'Language: EN' }).click();
  await expect(page.getByRole('heading', { name: 'Aún no hay nada guardado' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await page.reload();
  await expect(page.getByRole('navigation', { name: 'Lugares' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Ninguna tarea en marcha' })).toBeVisible();
});

test('the keyboard alone is enough', async ({ app }) => {
  const page = await app.open();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Search' })).toBeFocused();
  await page.keyboard.type('backfill');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Symbols' })).toBeFocused();
  await page.keyboard.type('btc/usdt,');
  const start = page.getByRole('button', { name: 'Start the backfill' });
  for (let i = 0; i < 40; i += 1) {
    if (await start.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await waitForJobs(page);

  const first = page.getByRole('button', { name: /^Bitget, / });
  for (let i = 0; i < 40; i += 1) {
    if (await first.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('button', { name: 'Details of bitget BTCUSDT 1m' })).toBeFocused();
  await page.keyboard.press('Enter');
  const details = page.getByRole('region', { name: 'Details of bitget BTCUSDT 1m' });
  await expect(details).toBeVisible();
  await details.getByRole('button', { name: 'Close the details' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Details of bitget BTCUSDT 1m' })).toBeFocused();
});

test('times are shown in UTC or in local time', async ({ app }) => {
  const page = await app.open();
  await backfill(page, ['BTCUSDT']);
  await waitForJobs(page);
  const daily = page
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name: /^Details of .* BTCUSDT 1d$/ }) });
  await expect(daily.getByText(/ 00:00$/)).toHaveCount(2);
  await page.getByRole('button', { name: /^Time zone .*UTC/ }).click();
  await expect(daily.getByText(/ 0[12]:00$/)).toHaveCount(2);
});

test('the filter finds by any word and says when nothing matches', async ({ app }) => {
  const page = await app.open();
  await backfill(page, ['BTCUSDT', 'ETHUSDT']);
  const table = page.getByRole('table', { name: 'Series' });
  await expect(table.getByRole('row')).toHaveCount(14);
  await page.getByRole('textbox', { name: 'Filter' }).fill('1h eth');
  await expect(table.getByRole('row')).toHaveCount(4);
  await page.getByRole('textbox', { name: 'Filter' }).fill('zzz');
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(table.getByRole('row')).toHaveCount(14);
});
