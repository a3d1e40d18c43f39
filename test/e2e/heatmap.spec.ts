import { expect, type Locator, type Page, test } from '@playwright/test';
import { DAY } from '../../shared/domain/time.ts';
import { fail, succeed } from '../../shared/lib/result.ts';
import { cellsFor, manySeries } from '../helpers/heatData.ts';
import { openPlace } from './heatStage.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const mapOf = (page: Page): Locator =>
  page.getByRole('application', { name: 'Coverage of every series over time' });
const said = (page: Page): Locator => page.getByRole('status').filter({ hasText: /USDT \d+[mhdw],/ });
const levels = (page: Page): Locator => page.getByRole('radiogroup', { name: 'Length of a cell' });
const place = (page: Page, name: string): Locator =>
  page.getByRole('navigation', { name: 'Places' }).getByRole('button', { name, exact: true });

/** A point of the map: rows are 18 px high under an axis of 36, and the names are 192 px wide at most. */
async function point(page: Page, row: number, share: number): Promise<readonly [number, number]> {
  const box = (await mapOf(page).boundingBox())!;
  return [box.x + 200 + share * (box.width - 220), box.y + 36 + row * 18 + 9];
}

test('the keys reach every cell, read it, select and order a download', async ({ page }) => {
  const { host, orders, series } = await openPlace(page, 'Heatmap');
  await expect(page.getByRole('list', { name: 'Legend' })).toContainText(/Complete [1-9]/);
  await levels(page).getByText('Days', { exact: true }).click();
  await mapOf(page).focus();
  await page.keyboard.press('ArrowDown');
  await expect(said(page)).toContainText(
    /^binance ETHUSDT 1m, \d{4}-\d\d-\d\d, .*[\d,]+ candles, [\d,]+ missing/,
  );
  await page.keyboard.press('ArrowDown');
  await expect(said(page)).toContainText('binance ETHUSDT 5m');

  for (let i = 0; i < 2; i += 1) await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowLeft');
  const selection = page.getByRole('region', { name: 'Selection' });
  await expect(selection).toContainText('3 series');
  await selection.getByRole('button', { name: 'Download what is missing' }).click();
  await expect(page.getByText('1 job started')).toBeVisible();
  expect(orders.backfills).toHaveLength(1);
  const [order] = orders.backfills;
  expect(order).toMatchObject({ exchange: 'binance', symbols: ['ETHUSDT'], timeframes: ['5m', '15m', '1h'] });
  expect(order!.until! - order!.from!).toBeLessThanOrEqual(2 * DAY);

  await selection.getByRole('button', { name: 'Repair …' }).click();
  await expect.poll(() => orders.plans.length).toBe(1);
  expect(orders.plans[0]!.stretches!.map(({ seriesId }) => seriesId)).toEqual(
    series.slice(8, 11).map(({ id }) => id),
  );
  await page.keyboard.press('Escape');
  await selection.getByRole('button', { name: 'Copy as text' }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split('\n')).toHaveLength(4);
  expect(copied).toContain('binance ETHUSDT 15m\t');
  await mapOf(page).focus();
  await page.keyboard.press('Escape');
  await expect(selection).toBeHidden();
  await host.close();
});

test('one comes nearer by wheel, keys and buttons, and back to all of it', async ({ page }) => {
  const { host } = await openPlace(page, 'Heatmap');
  const isChosen = (name: string) => expect(levels(page).getByRole('radio', { name })).toBeChecked();
  await isChosen('Months');
  await page.mouse.move(...(await point(page, 2, 0.8)));
  for (let i = 0; i < 8; i += 1) await page.mouse.wheel(0, -150);
  await isChosen('Days');
  await mapOf(page).focus();
  for (let i = 0; i < 8; i += 1) await page.keyboard.press('+');
  await isChosen('Hours');
  await page.keyboard.press('0');
  await isChosen('Months');
  for (let i = 0; i < 6; i += 1) await page.getByRole('button', { name: 'Zoom out' }).click();
  await isChosen('Years');
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await isChosen('Months');
  await host.close();
});

test('the pointer is told what it is on; a click opens it, Shift and a drag select', async ({ page }) => {
  const { host, series } = await openPlace(page, 'Heatmap');
  await levels(page).getByText('Days', { exact: true }).click();
  await page.mouse.move(...(await point(page, 3, 0.5)));
  await expect(
    page.getByText('Click: chart at this time').or(page.getByText('Click: gaps of this series')),
  ).toBeVisible();
  await page.keyboard.down('Shift');
  await page.mouse.down();
  await page.mouse.move(...(await point(page, 13, 0.7)), { steps: 5 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  const selection = page.getByRole('region', { name: 'Selection' });
  await expect(selection).toContainText(`${series.length - 3} series`);
  await selection.getByRole('button', { name: 'Show gaps' }).click();
  await expect(place(page, 'Gaps')).toHaveAttribute('aria-current', 'page');
  await place(page, 'Heatmap').click();
  await page.mouse.click(...(await point(page, 3, 0.5)));
  await expect(place(page, 'Chart').and(page.locator('[aria-current=page]'))).toBeVisible();
  await host.close();
});

test('it fills while a backfill runs', async ({ page }) => {
  let isFilled = false;
  const series = manySeries(14, 900, Date.now());
  const { host, changed } = await openPlace(page, 'Heatmap', {
    'coverage.cells': async (request) => {
      const { series: all } = cellsFor(series, request);
      for (const { cells } of isFilled ? [] : all) {
        cells.missing = cells.missing.map((missing, i) => missing + cells.candles[i]!);
        cells.candles.fill(0);
        cells.kind.fill(1);
      }
      return succeed({ series: all });
    },
  });
  const legend = page.getByRole('list', { name: 'Legend' });
  await expect(legend).toContainText('Complete 0');
  isFilled = true;
  changed(series.map(({ id }) => id));
  await expect(legend).toContainText(/Complete [1-9]/);
  await host.close();
});

test('the filter finds as the table of series does, and says when nothing matches', async ({ page }) => {
  const { host } = await openPlace(page, 'Heatmap');
  await page.getByRole('textbox', { name: 'Filter the heatmap' }).fill('binance 1h');
  await expect(page.getByText('1 of 14 series')).toBeVisible();
  await page.getByRole('textbox', { name: 'Filter the heatmap' }).fill('zzz');
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(page.getByText('14 of 14 series')).toBeVisible();
  await host.close();
});

test('an empty store, and cells that cannot be read, say what to do', async ({ page }) => {
  const empty = await openPlace(page, 'Heatmap', { 'coverage.list': async () => succeed({ series: [] }) });
  await page.getByRole('button', { name: 'Choose symbols' }).click();
  await expect(place(page, 'Coverage')).toHaveAttribute('aria-current', 'page');
  await empty.host.close();

  let isDown = true;
  const series = manySeries(14, 900, Date.now());
  const { host } = await openPlace(page, 'Heatmap', {
    'coverage.cells': async (request) =>
      isDown ? fail({ code: 'internal', message: 'the disk is slow' }) : succeed(cellsFor(series, request)),
  });
  await expect(page.getByRole('alert')).toContainText('the disk is slow');
  isDown = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('alert')).toBeHidden();
  await expect(page.getByRole('list', { name: 'Legend' })).toContainText(/Complete [1-9]/);
  await host.close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`pictures, ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('of every level, at the usual size and on a small screen at 200 %', async ({ page, browser }) => {
      const { host } = await openPlace(page, 'Heatmap');
      for (const level of ['Years', 'Months', 'Days', 'Hours']) {
        await levels(page).getByText(level, { exact: true }).click();
        await expect(page.getByRole('list', { name: 'Legend' })).toContainText(/Complete [1-9]/);
        await page.screenshot({
          path: `test-results/screens/heatmap-${level.toLowerCase()}-${colorScheme}.png`,
        });
      }
      await host.close();
      const viewport = { width: 1024, height: 700 };
      const sharp = await browser.newPage({ viewport, deviceScaleFactor: 2, colorScheme });
      const other = await openPlace(sharp, 'Heatmap');
      await expect(sharp.getByRole('list', { name: 'Legend' })).toContainText(/Complete [1-9]/);
      await sharp.screenshot({ path: `test-results/screens/heatmap-1024-2x-${colorScheme}.png` });
      await sharp.close();
      await other.host.close();
    });
  });
}
