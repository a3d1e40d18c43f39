import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { HOUR } from '../../shared/domain/time.ts';
import { type ChartStage, openChart, summaryOf } from './chartStage.ts';
import { choose } from './page.ts';

let stage: ChartStage;
// A test that was skipped has opened none.
test.afterEach(async () => stage?.host.close());

test('opens with the newest candles, tells their values and when the next one closes', async ({ page }) => {
  stage = await openChart(page);
  const chart = stage.chart();
  await expect(chart).toHaveAccessibleName('Chart 1: bitget BTCUSDT 1h');
  await expect(summaryOf(chart)).toContainText('2026-03-01 12:00 UTC');
  await expect(chart.getByText('2026-03-01 12:00 UTC', { exact: true })).toBeVisible();
  await expect(chart.getByRole('timer')).toHaveText(/closes in (\d+:)?\d\d:\d\d/);
  await expect(chart).toHaveAccessibleDescription(/candles in sight from .* high .* low .* last close/);
  expect(stage.largest()).toBe(2_000);

  const box = (await chart.getByRole('img').boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await expect(chart.getByText('2026-03-01 12:00 UTC', { exact: true })).toBeHidden();
  await expect(chart.getByText(/^2026-02-\d\d \d\d:00 UTC$/)).toBeVisible();
});

test('is switched by typing, by keys and by mouse', async ({ page }) => {
  stage = await openChart(page);
  await expect(summaryOf(stage.chart())).toBeAttached();
  await stage.chart().focus();
  await page.keyboard.type('ETH 4h');
  const typed = page.getByRole('dialog', { name: 'Symbol and timeframe' });
  await expect(typed.getByRole('option', { name: 'ETHUSDT 4h Bitget' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await page.keyboard.press('Enter');
  await expect(stage.chart()).toHaveAccessibleName('Chart 1: bitget ETHUSDT 4h');
  await expect(stage.chart()).toBeFocused();

  await page.keyboard.type('zzz');
  await expect(typed.getByText('No stored series fits “zzz”.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(typed).toBeHidden();

  await page.keyboard.type('btc 60');
  await page.keyboard.press('Enter');
  await expect(stage.chart()).toHaveAccessibleName('Chart 1: bitget BTCUSDT 1h');
  await page.keyboard.press(']');
  await expect(stage.chart()).toHaveAccessibleName('Chart 1: bitget BTCUSDT 1d');
  await choose(page, 'Timeframe', '1h');
  await expect(stage.chart()).toHaveAccessibleName('Chart 1: bitget BTCUSDT 1h');
  await page.getByRole('button', { name: /^Series of the chart/ }).click();
  await typed.getByRole('option', { name: /^ETHUSDT/ }).click();
  await expect(stage.chart()).toHaveAccessibleName('Chart 1: bitget ETHUSDT 4h');
});

test('goes to the first candle, to a date and back, with pages that stay small', async ({ page }) => {
  stage = await openChart(page);
  const summary = summaryOf(stage.chart());
  await expect(summary).toContainText('2026-03-01 12:00');
  await stage.chart().focus();
  await page.keyboard.press('Home');
  await expect(summary).toContainText('from 2025-02-19');
  await page.keyboard.press('End');
  await expect(summary).toContainText('2026-03-01 12:00');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(summary).not.toContainText('2026-03-01 12:00');

  await page.keyboard.press('Alt+d');
  const field = page.getByLabel('Date and time (UTC)');
  await field.fill('2025-06-15T10:00');
  await field.press('Enter');
  await expect(summary).toContainText('2025-06-1');
  await expect(field).toBeHidden();
  await page.getByRole('button', { name: 'Newest' }).click();
  await expect(summary).toContainText('2026-03-01 12:00');
  expect(stage.largest()).toBe(2_000);
});

test('is dragged through page after page without a jump: the candle stays under the mouse', async ({
  page,
}) => {
  stage = await openChart(page);
  const chart = stage.chart();
  const summary = summaryOf(chart);
  await expect(summary).toBeAttached();
  await chart.focus();
  for (let i = 0; i < 8; i += 1) await page.keyboard.press('-');
  const box = (await chart.getByRole('img').boundingBox())!;
  for (let drag = 0; drag < 4; drag += 1) {
    await page.mouse.move(box.x + 40, box.y + 200);
    const under = async (): Promise<number> => {
      const text = await chart.getByText(/^20\d\d-\d\d-\d\d \d\d:00 UTC$/).textContent();
      return Date.parse(text!.replace(' UTC', 'Z').replace(' ', 'T')) / HOUR;
    };
    await page.mouse.down();
    await page.mouse.move(box.x + 80, box.y + 200);
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    const held = await under();
    for (let x = 140; x <= 1_000; x += 60) {
      await page.mouse.move(box.x + x, box.y + 200);
      await expect
        .poll(async () => Math.abs((await under()) - held), `drag ${drag}, ${x} px`)
        .toBeLessThanOrEqual(1);
    }
    await page.mouse.up();
  }
  await expect(summary).toContainText('from 2025-0');
});

test('goes from gap to gap, shades them and says why they are there', async ({ page }) => {
  stage = await openChart(page);
  const chart = stage.chart();
  await expect(summaryOf(chart)).toContainText('3 missing');
  await chart.focus();
  await page.keyboard.press('Alt+Shift+g');
  await expect(summaryOf(chart)).toContainText('from 2025-08-');
  await expect(summaryOf(chart)).toContainText('2 missing');
  const box = (await chart.getByRole('img').boundingBox())!;
  const middle = { x: box.x + (box.width - 70) / 2, y: box.y + box.height / 2 };
  await page.mouse.move(middle.x, middle.y);
  const tip = page.getByRole('tooltip');
  await expect(tip).toContainText('The exchange had nothing · confirmed empty');
  await expect(tip).toContainText('2 candles');
  await page.getByRole('button', { name: 'Next gap' }).click();
  await expect(summaryOf(chart)).toContainText('3 missing');
  await page.mouse.move(middle.x + 1, middle.y);
  await expect(tip).toContainText('The request failed · can be downloaded');

  await page.keyboard.press('Escape');
  await chart.focus();
  await page.keyboard.type('ETH 4h');
  await page.keyboard.press('Enter');
  await expect(summaryOf(chart)).toContainText('ETHUSDT 4h');
  // The gaps are read beside the candles: pressed before they have come, the key does nothing.
  await expect(async () => {
    await page.keyboard.press('Alt+g');
    await expect(page.getByText('Nothing is missing in this series.').first()).toBeVisible({ timeout: 500 });
  }).toPass();
});

test('measures with Shift and with its button, and scales by log and per cent', async ({ page }) => {
  stage = await openChart(page);
  const chart = stage.chart();
  await expect(summaryOf(chart)).toBeAttached();
  const box = (await chart.getByRole('img').boundingBox())!;
  const drag = async (dx: number, dy: number): Promise<void> => {
    await page.mouse.move(box.x + 400, box.y + 300);
    await page.mouse.down();
    await page.mouse.move(box.x + 400 + dx, box.y + 300 + dy, { steps: 4 });
    await page.mouse.up();
  };
  await page.keyboard.down('Shift');
  await drag(160, -100);
  await page.keyboard.up('Shift');
  await expect(chart.getByRole('status')).toHaveText(/^\+[\d.,]+ \(\+[\d.]+%\), \d+ bars, .*h$/);

  const before = await summaryOf(chart).textContent();
  await page.getByRole('button', { name: 'Measure' }).click();
  await drag(-160, 100);
  await expect(chart.getByRole('status')).toHaveText(/^-[\d.,]+ \(-[\d.]+%\), -\d+ bars/);
  await expect(page.getByRole('button', { name: 'Measure' })).toHaveAttribute('aria-pressed', 'false');
  expect(await summaryOf(chart).textContent(), 'measuring does not move').toBe(before);
  await drag(300, 0);
  await expect(summaryOf(chart), 'dragging does').not.toHaveText(before!);

  const scale = page.getByRole('radiogroup', { name: 'Price scale' });
  await chart.focus();
  await page.keyboard.press('Alt+l');
  await expect(scale.getByRole('radio', { name: 'Log' })).toBeChecked();
  await page.keyboard.press('Alt+p');
  await expect(scale.getByRole('radio', { name: '%' })).toBeChecked();
  await page.keyboard.press('Alt+p');
  await expect(scale.getByRole('radio', { name: 'Linear' })).toBeChecked();
});

test('writes times in UTC or as the PC’s clock shows them', async ({ page }) => {
  stage = await openChart(page);
  await expect(summaryOf(stage.chart())).toContainText('to 2026-03-01 12:00 UTC');
  await choose(page, 'Time axis', 'Local');
  await expect(summaryOf(stage.chart())).toContainText('to 2026-03-01 13:00 GMT+1');
});

test('grows with the series while its newest candle is in sight, and stays put in the past', async ({
  page,
}) => {
  stage = await openChart(page);
  const summary = summaryOf(stage.chart());
  await expect(summary).toContainText('to 2026-03-01 12:00');
  stage.grow();
  await expect(summary).toContainText('to 2026-03-01 13:00');
});

test('two charts share their time, and the layout is there again after a reload', async ({ page }) => {
  stage = await openChart(page);
  await choose(page, 'Charts side by side', '2');
  await stage.chart(2).focus();
  await page.keyboard.type('eth');
  await page.keyboard.press('Enter');
  await expect(stage.chart(2)).toHaveAccessibleName('Chart 2: bitget ETHUSDT 4h');
  await expect(stage.chart(1)).toHaveAccessibleName('Chart 1: bitget BTCUSDT 1h');
  await expect(summaryOf(stage.chart(2))).toContainText('to 2026-03-01 12:00');

  await stage.chart(1).focus();
  const first = summaryOf(stage.chart(1));
  for (let i = 0; i < 6; i += 1) {
    const before = (await first.textContent())!;
    await page.keyboard.press('Shift+ArrowLeft');
    // One step after the other: two charts on their way may agree by chance, before either has arrived.
    await expect(first).not.toHaveText(before);
  }
  await expect(summaryOf(stage.chart(1))).not.toContainText('to 2026-03');
  const endOf = async (number: number): Promise<string | undefined> =>
    /to (\d{4}-\d\d-\d\d)/.exec((await summaryOf(stage.chart(number)).textContent()) ?? '')?.[1];
  await expect.poll(async () => (await endOf(1)) === (await endOf(2))).toBe(true);
  const end = await endOf(2);

  const box = (await stage.chart(1).getByRole('img').boundingBox())!;
  await page.mouse.move(box.x + 200, box.y + 200);
  await page.getByLabel('Linked in time').uncheck({ force: true });
  await stage.chart(1).focus();
  await page.keyboard.press('End');
  await expect(summaryOf(stage.chart(1))).toContainText('to 2026-03-01');
  await expect(summaryOf(stage.chart(2))).toContainText(`to ${end}`);

  await page.goto(stage.host.issueUrl());
  await expect(stage.chart(2)).toHaveAccessibleName('Chart 2: bitget ETHUSDT 4h');
});

test('is saved as a picture that says what it shows', async ({ page }) => {
  stage = await openChart(page);
  await expect(summaryOf(stage.chart())).toBeAttached();
  await page.getByRole('button', { name: 'Picture' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Save as a file' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^bitget-BTCUSDT-1h-.*\.png$/);
  const file = await download.path();
  expect(readFileSync(file).subarray(1, 4).toString()).toBe('PNG');
  await download.saveAs('test-results/screens/chart-saved.png');
  await expect(page.getByText('The picture of bitget BTCUSDT 1h was saved.')).toBeVisible();
});

test('lists its keys', async ({ page }) => {
  stage = await openChart(page);
  await stage.chart().focus();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keys of the chart' });
  await expect(help.getByText('Next gap')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
});

test('says what to do without series, without candles, and when they cannot be read', async ({ page }) => {
  stage = await openChart(page, []);
  await expect(page.getByRole('heading', { name: 'There is no series to draw yet' })).toBeVisible();
  await page.getByRole('button', { name: 'Go to Coverage' }).click();
  await expect(page.getByRole('button', { name: 'Coverage', exact: true })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await stage.host.close();

  stage = await openChart(page);
  await expect(summaryOf(stage.chart())).toBeAttached();
  await stage.chart().focus();
  await page.keyboard.type('sol');
  await page.keyboard.press('Enter');
  await expect(page.getByText('No candle of bitget SOLUSDT 1h is stored yet.')).toBeVisible();
  stage.setFailing(true);
  await page.keyboard.type('eth');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('the reader stopped');
  stage.setFailing(false);
  await page.getByRole('alert').getByRole('button', { name: 'Try again' }).click();
  await expect(summaryOf(stage.chart())).toContainText('ETHUSDT 4h');
  await expect(page.getByRole('alert')).toBeHidden();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('pictures for the eye', async ({ page }) => {
      stage = await openChart(page);
      const chart = stage.chart();
      await expect(summaryOf(chart)).toBeAttached();
      const box = (await chart.getByRole('img').boundingBox())!;
      await page.mouse.move(box.x + box.width * 0.55, box.y + box.height * 0.4);
      await page.screenshot({ path: `test-results/screens/chart-${colorScheme}.png` });
      await choose(page, 'Charts side by side', '4');
      await expect(summaryOf(stage.chart(4))).toBeAttached();
      await page.screenshot({ path: `test-results/screens/chart-four-${colorScheme}.png` });
    });
  });
}
