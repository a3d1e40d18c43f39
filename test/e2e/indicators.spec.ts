import { expect, type Page, test } from '@playwright/test';
import { type ChartStage, openChart, summaryOf } from './chartStage.ts';

let stage: ChartStage;
// A test that was skipped has opened none.
test.afterEach(async () => stage?.host.close());

const overlays = (page: Page) => page.getByRole('list', { name: 'Indicators over the candles' });
const row = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });

async function add(page: Page, ...names: string[]): Promise<void> {
  await stage.chart().focus();
  await page.keyboard.press('Alt+i');
  const picker = page.getByRole('combobox', { name: 'Add an indicator' });
  for (const name of names) {
    await picker.fill(name);
    await picker.press('Enter');
  }
  await picker.press('Escape');
  await expect(picker).toBeHidden();
}

test('indicators are added by keys, tell their values under the crosshair, and are there after a reload', async ({
  page,
}) => {
  stage = await openChart(page);
  await expect(summaryOf(stage.chart())).toContainText('2026-03-01 12:00');
  await add(page, 'simple', 'bollinger', 'rsi', 'macd');
  await expect(stage.chart()).toBeFocused();
  await expect(overlays(page).getByRole('listitem')).toHaveCount(2);
  // The scripted engine answers with the mean of open and close, plus the number of the column.
  const value = row(page, 'SMA 20').locator('[data-value="value"]');
  await expect(value).toHaveText(/^[\d,]+\.\d$/);
  await expect(row(page, 'MACD 12 26 9').locator('[data-value]')).toHaveCount(3);
  const newest = await value.textContent();

  const box = (await stage.chart().getByRole('img').boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 4);
  await expect(value).not.toHaveText(newest!);
  await expect(row(page, 'RSI 14').locator('[data-value="value"]')).toHaveText(/^[\d,]+\.\d\d$/);

  await page.reload();
  await page.getByRole('button', { name: 'Chart', exact: true }).click();
  await expect(row(page, 'RSI 14').locator('[data-value="value"]')).toHaveText(/\d/);
  await expect(page.getByRole('listitem').filter({ hasText: /^(SMA|BB|RSI|MACD)/ })).toHaveCount(4);
});

test('parameters are edited within their bounds, and what is hidden or removed is gone from the chart', async ({
  page,
}) => {
  stage = await openChart(page);
  await expect(summaryOf(stage.chart())).toContainText('2026-03-01 12:00');
  await add(page, 'ema', 'obv');
  await row(page, 'EMA 12').hover();
  await page.getByRole('button', { name: 'Settings of EMA 12' }).click();
  const form = page.getByRole('dialog', { name: 'exponential moving average' });
  const field = form.getByLabel('Candles');
  await field.fill('0');
  await expect(form.getByText('More than 0 and at most 5000.')).toBeVisible();
  await expect(form.getByRole('button', { name: 'Apply' })).toBeDisabled();
  await field.fill('50');
  await form.getByLabel('Colour 3').check();
  await form.getByRole('button', { name: 'Apply' }).click();
  const value = row(page, 'EMA 50').locator('[data-value="value"]');
  await expect(value).toHaveText(/\d/);

  const hide = page.getByRole('button', { name: 'Hide or show EMA 50' });
  await hide.focus();
  await page.keyboard.press('Enter');
  await expect(hide).toHaveAttribute('aria-pressed', 'true');
  await expect(value).toHaveText('–');
  await page.getByRole('button', { name: 'Remove OBV' }).focus();
  await page.keyboard.press('Enter');
  await expect(row(page, 'OBV')).toHaveCount(0);
});

test('a second symbol is drawn on the percent scale, and each symbol keeps its own indicators', async ({
  page,
}) => {
  stage = await openChart(page);
  const chart = stage.chart();
  await expect(summaryOf(chart)).toContainText('2026-03-01 12:00');
  await add(page, 'rsi');
  await chart.focus();
  await page.keyboard.type('ETH 4h');
  await page.keyboard.press('Enter');
  await expect(chart).toHaveAccessibleName('Chart 1: bitget ETHUSDT 4h');
  await expect(row(page, 'RSI 14'), 'a symbol without its own begins with the last ones').toHaveCount(1);
  await add(page, 'adx');

  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  const picker = page.getByRole('combobox', { name: 'Compare with another symbol' });
  await picker.fill('xrp');
  await picker.press('Enter');
  await picker.press('Escape');
  await expect(page.getByRole('radio', { name: '%' })).toBeChecked();
  await expect(row(page, 'XRPUSDT Bitget').locator('[data-value="value"]')).toHaveText(/\d/);
  await row(page, 'XRPUSDT Bitget').hover();
  await page.getByRole('button', { name: 'Remove XRPUSDT Bitget' }).click();
  await expect(page.getByRole('radio', { name: 'Linear' })).toBeChecked();

  await chart.focus();
  await page.keyboard.type('BTC 1h');
  await page.keyboard.press('Enter');
  await expect(row(page, 'RSI 14')).toHaveCount(1);
  await expect(row(page, 'ADX 14')).toHaveCount(0);
});

/** Everything the canvases of the chart show. */
const drawn = (): Promise<string> =>
  stage
    .chart()
    .locator('canvas')
    .evaluateAll((all) => all.map((one) => (one as HTMLCanvasElement).toDataURL()).join());

test('averages and bands are drawn on the percent scale too', async ({ page }) => {
  stage = await openChart(page);
  await expect(summaryOf(stage.chart())).toContainText('2026-03-01 12:00');
  await add(page, 'bollinger');
  await expect(row(page, 'BB 20').locator('[data-value]').first()).toHaveText(/\d/);
  await page.getByText('%', { exact: true }).click();
  await expect(page.getByRole('radio', { name: '%' })).toBeChecked();
  await row(page, 'BB 20').hover();
  const hide = page.getByRole('button', { name: /^Hide or show BB 20/ });
  // Each time without the mouse over the chart, so that the crosshair is no part of the picture.
  await hide.focus();
  await page.mouse.move(0, 0);
  const withBands = await drawn();
  await page.keyboard.press('Space');
  await expect.poll(drawn, 'hidden, they are not in the picture').not.toBe(withBands);
  await page.keyboard.press('Space');
  await expect.poll(drawn, 'and shown again they are where they were').toBe(withBands);
});

test('a pane keeps the height it was given, for its symbol, over a reload', async ({ page }) => {
  stage = await openChart(page);
  await expect(summaryOf(stage.chart())).toContainText('2026-03-01 12:00');
  await add(page, 'rsi');
  const pane = page.getByRole('list', { name: 'Indicator in a pane of its own' });
  const top = async (): Promise<number> => (await pane.boundingBox())!.y;
  await expect(row(page, 'RSI 14').locator('[data-value="value"]')).toHaveText(/\d/);
  const before = await top();
  const picture = (await stage.chart().getByRole('img').boundingBox())!;
  await page.mouse.move(picture.x + 300, before - 3);
  await page.mouse.down();
  await page.mouse.move(picture.x + 300, before - 60, { steps: 5 });
  await page.mouse.move(picture.x + 300, before - 123, { steps: 5 });
  await page.mouse.up();
  await expect.poll(top).toBeLessThan(before - 90);
  const after = await top();
  await page.reload();
  await page.getByRole('button', { name: 'Chart', exact: true }).click();
  await expect(row(page, 'RSI 14').locator('[data-value="value"]')).toHaveText(/\d/);
  await expect.poll(async () => Math.abs((await top()) - after)).toBeLessThan(4);
});

test('an engine that cannot compute is said to, and asked again', async ({ page }) => {
  stage = await openChart(page);
  await expect(summaryOf(stage.chart())).toContainText('2026-03-01 12:00');
  stage.setFailing(true);
  await add(page, 'atr');
  const alert = stage.chart().getByRole('alert');
  await expect(alert).toContainText('the reader stopped');
  stage.setFailing(false);
  // By key: a mouse left over the chart would ask for the value under it.
  await alert.getByRole('button').press('Enter');
  await expect(row(page, 'ATR 14').locator('[data-value="value"]')).toHaveText(/\d/);
  await expect(alert).toBeHidden();
});
