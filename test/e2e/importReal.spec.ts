import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { HOUR } from '../../shared/domain/time.ts';
import { expect, test } from './fixtures.ts';
import { goTo } from './page.ts';

const AT = Date.UTC(2023, 3, 1);
const HEAD = 'open_time,open,high,low,close,volume';

/** A line of a file of hours; the price moves a little, so that candles differ. */
const line = (hour: number, close = 100 + (hour % 7)): string =>
  [AT + hour * HOUR, 100, 110, 90, close, 5].join(',');

test('a file is read by the engine itself, imported, charted, and taken back', async ({ app }) => {
  const folder = path.join(app.dataDir, 'history');
  mkdirSync(folder);
  const file = path.join(folder, 'BTCUSDT_1h.csv');
  const hours = Array.from({ length: 48 }, (_, i) => i).filter((hour) => hour !== 20);
  // One hour is missing, one is there twice and contradicts itself, one line is no candle.
  const lines = [HEAD, ...hours.map((hour) => line(hour)), line(30, 109), 'this,is,no,candle,at,all'];
  writeFileSync(file, `${lines.join('\n')}\n`);

  const page = await app.open();
  await goTo(page, 'Import');
  await page.getByRole('textbox', { name: 'Path of a file or folder' }).fill(folder);
  await page.keyboard.press('Enter');
  await expect(page.getByText('0 of 1 ready')).toBeVisible();
  await page.getByRole('button', { name: 'They are of Bitget' }).click();
  await expect(page.getByText('1 of 1 ready')).toBeVisible();
  await page.getByRole('button', { name: 'What was found in BTCUSDT_1h.csv' }).click();
  const details = page.getByRole('region', { name: 'What was found in BTCUSDT_1h.csv' });
  await expect(details.getByRole('row', { name: /^Duplicate, conflicting/ })).toContainText('49');
  await expect(details.getByRole('row', { name: /^Not a candle/ })).toContainText('50');
  await expect(details).toContainText('46 new, 0 equal, 0 different.');

  await page.getByRole('button', { name: 'Mapping …' }).click();
  const dialog = page.getByRole('dialog', { name: 'How BTCUSDT_1h.csv is read' });
  await expect(dialog.getByText('So the first row opens at 2023-04-01 00:00.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await page.getByRole('button', { name: 'Import 1 file', exact: true }).click();
  const report = page.getByRole('status', { name: 'What the import came to' });
  await expect(report).toContainText('1 file imported. 46 candles stored');
  await report.getByRole('button', { name: 'Open in the chart' }).click();
  await expect(page.getByRole('main', { name: 'Chart' })).toContainText('BTCUSDT');

  await goTo(page, 'Import');
  await report.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo the import' }).click();
  await expect(report).toContainText('Undone');
});

test('a dropped file goes over to the engine and is looked into there', async ({ app }) => {
  const page = await app.open();
  await goTo(page, 'Import');
  const text = [HEAD, ...Array.from({ length: 30 }, (_, i) => line(i))].join('\n');
  const dropped = await page.evaluateHandle((content) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], 'BITGET_ETHUSDT_1h.csv'));
    return transfer;
  }, text);
  const screen = page.getByRole('region', { name: 'Import', exact: true });
  await screen.dispatchEvent('drop', { dataTransfer: dropped });
  await expect(page.getByRole('button', { name: 'What was found in BITGET_ETHUSDT_1h.csv' })).toBeVisible();
  await expect(page.getByRole('row', { name: /BITGET_ETHUSDT_1h/ })).toContainText('30');
});
