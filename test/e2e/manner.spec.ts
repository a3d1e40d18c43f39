import { expect, test } from './fixtures.ts';
import { backfill, choose, chooseSymbols } from './page.ts';

test('everything speaks Spanish, and still does after a reload', async ({ app }) => {
  const page = await app.open();
  await choose(page, 'Language', 'ES');
  await expect(page.getByRole('heading', { name: 'Aún no hay nada guardado' })).toBeVisible();
  await page.getByRole('button', { name: 'Descargar', exact: true }).click();
  await expect(page.getByText('Elige al menos un símbolo.')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Descarga' })).toBeVisible();
});

test('the keyboard alone is enough', async ({ app }) => {
  const page = await app.open();
  const field = page.getByRole('combobox', { name: 'Symbols' });
  for (let i = 0; i < 12; i += 1) {
    if (await field.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.type('btc/usdt,');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Jobs' }).getByText('Done')).toBeVisible();

  const first = page.getByRole('button', { name: 'Bitget BTCUSDT, timeframes' });
  for (let i = 0; i < 40; i += 1) {
    if (await first.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
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
  await chooseSymbols(page, ['BTCUSDT']);
  await backfill(page);
  await expect(page.getByRole('region', { name: 'Jobs' }).getByText('Done')).toBeVisible();
  const daily = page.getByRole('row').filter({ has: page.getByRole('button', { name: / BTCUSDT 1d$/ }) });
  await expect(daily.getByText(/ 00:00$/)).toHaveCount(2);
  await choose(page, /Time zone/, 'Local');
  await expect(daily.getByText(/ 0[12]:00$/)).toHaveCount(2);
});

test('the filter finds by any word and says when nothing matches', async ({ app }) => {
  const page = await app.open();
  await chooseSymbols(page, ['BTCUSDT', 'ETHUSDT']);
  await backfill(page);
  const table = page.getByRole('table', { name: 'Series' });
  await expect(table.getByRole('row')).toHaveCount(15);
  await page.getByRole('textbox', { name: 'Filter' }).fill('1h eth');
  await expect(table.getByRole('row')).toHaveCount(3);
  await page.getByRole('textbox', { name: 'Filter' }).fill('zzz');
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(table.getByRole('row')).toHaveCount(15);
});
