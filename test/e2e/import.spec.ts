import { expect, type Page, test } from '@playwright/test';
import { fail } from '../../shared/lib/result.ts';
import { DIALECTS, openImport } from './importStage.ts';
import { choose } from './page.ts';

async function look(page: Page, path: string): Promise<void> {
  await page.getByRole('textbox', { name: /^(Path of|Ruta de)/ }).fill(path);
  await page.keyboard.press('Enter');
}

const table = (page: Page) => page.getByRole('table', { name: 'Files' });

test('a folder is looked into, its trouble told with line numbers, and its good files imported and undone', async ({
  page,
}) => {
  const { host, orders } = await openImport(page, 'Import');
  await expect(
    page.getByRole('list', { name: 'Formats that are recognised' }).getByRole('listitem'),
  ).toHaveCount(DIALECTS);
  await look(page, '"/history"');
  await expect(page.getByText('2 of 6 ready')).toBeVisible();
  expect(orders.inspected[0]!.paths, 'the quotes Explorer copies are taken off').toEqual(['/history']);

  await table(page).getByRole('button', { name: 'What was found in BTCUSDT-1h-2023-04.zip' }).press('Enter');
  const details = page.getByRole('region', { name: /^What was found in/ });
  await expect(details).toContainText('500 new, 208 equal, 12 different. A close differs by up to 0.034%.');
  await expect(details).toContainText('3 in 2 gaps');
  await expect(details.getByRole('row', { name: /^Duplicate, conflicting/ })).toContainText('and 1,212 more');
  await expect(details.getByRole('row', { name: /^Mixed units/ })).toContainText('700, 701');

  await page.getByRole('button', { name: 'They are of Binance' }).click();
  await expect(page.getByText('4 of 6 ready')).toBeVisible();
  expect(Object.values(orders.inspected[1]!.mappings!).map((mapping) => mapping.exchange)).toEqual([
    'binance',
    'binance',
  ]);

  await page.getByRole('checkbox', { name: 'Import BTCUSDT-1h-2023-05.zip' }).uncheck();
  await choose(page, 'Stored with other values', 'Take file');
  await expect(page.getByText(/The former ones are kept as revisions/)).toBeVisible();
  await page.getByRole('button', { name: 'Import 3 files' }).click();
  const report = page.getByRole('status', { name: 'What the import came to' });
  await expect(report).toContainText('3 files imported. 2,160 candles stored');
  expect(orders.runs[0]!.conflict).toBe('take-file');
  expect(orders.runs[0]!.files).toHaveLength(3);

  await report.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo the import' }).click();
  await expect(report).toContainText('Undone');
  expect(orders.undone).toEqual([3]);
  await report.getByRole('button', { name: 'Import more' }).click();
  await expect(page.getByText('1 of 3 ready'), 'what was not imported is still there').toBeVisible();
  await host.close();
});

test('files are dropped, go over in pieces, and chosen by the browser where the host has no dialog', async ({
  page,
}) => {
  const { host, orders } = await openImport(page, 'Import');
  const dropped = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(3_000_000)], 'BTCUSDT_1h.csv'));
    return transfer;
  });
  const screen = page.getByRole('region', { name: 'Import', exact: true });
  await screen.dispatchEvent('dragover', { dataTransfer: dropped });
  await expect(page.getByText('Drop files or folders to look inside.')).toBeVisible();
  await screen.dispatchEvent('drop', { dataTransfer: dropped });
  await expect(page.getByText('1 of 1 ready')).toBeVisible();
  expect(orders.uploads.map(({ bytes, after }) => [bytes.length, after])).toEqual([
    [2_097_152, undefined],
    [902_848, '/dropped/1/BTCUSDT_1h.csv'],
  ]);
  expect(orders.inspected[0]!.paths).toEqual(['/dropped/1/BTCUSDT_1h.csv']);

  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Files …' }).click();
  await (await chooser).setFiles({
    name: 'ETHUSDT_1h.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('1,2'),
  });
  await expect(page.getByText('2 of 2 ready')).toBeVisible();
  await host.close();
});

test('columns are chosen by their heads with the keyboard, and the mapping goes back to be looked at', async ({
  page,
}) => {
  const { host, orders } = await openImport(page, 'Import');
  await look(page, '/history/prices.txt');
  await page.getByRole('button', { name: 'What was found in prices.txt' }).click();
  await page.getByRole('button', { name: 'Mapping …' }).click();
  const dialog = page.getByRole('dialog', { name: 'How prices.txt is read' });
  await expect(dialog.getByRole('table', { name: 'First rows of the file' })).toContainText('28390.5');
  await expect(dialog.getByText('So the first row opens at 2023-04-01 00:00.')).toBeVisible();
  const assign = async (column: number, role: string): Promise<void> => {
    await dialog.getByRole('button', { name: new RegExp(`^Column ${column}:`) }).press('Enter');
    // The menu of the column before may still be fading out.
    const menu = page.getByRole('menu', { name: new RegExp(`^Column ${column}:`) });
    await menu.getByRole('menuitem', { name: role, exact: true }).press('Enter');
  };
  await assign(2, 'Close');
  await expect(dialog.getByText('No column is Open yet.')).toBeVisible();
  await assign(3, 'Open');
  await assign(4, 'High');
  await assign(5, 'Low');
  await assign(6, 'Volume');
  await dialog.getByRole('button', { name: 'Look inside again' }).click();
  await expect(dialog).toContainText('Capitals and digits, like BTCUSDT.');
  await dialog.getByRole('combobox', { name: 'Exchange' }).selectOption('bitget');
  await dialog.getByRole('textbox', { name: 'Symbol' }).fill('btcusdt');
  await dialog.getByRole('combobox', { name: 'Timeframe' }).selectOption('1h');
  await choose(page, 'The time says when a candle', 'Closes');
  await expect(dialog.getByText('So the first row opens at 2023-03-31 23:00.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Look inside again' }).click();
  await expect(page.getByText('1 of 1 ready')).toBeVisible();
  expect(orders.inspected[1]!.mappings!['/history/prices.txt']).toEqual({
    dialect: 'plain',
    exchange: 'bitget',
    symbol: 'BTCUSDT',
    timeframe: '1h',
    time: 0,
    clock: null,
    close: 1,
    open: 2,
    high: 3,
    low: 4,
    volume: 5,
    unit: 's',
    zone: 'UTC',
    stamp: 'close',
  });
  await host.close();
});

test('progress is told and can be stopped', async ({ page }) => {
  const { host, backend } = await openImport(page, 'Import', {
    'imports.inspect': (_request, signal) =>
      new Promise((resolve) =>
        signal.addEventListener('abort', () => resolve(fail({ code: 'cancelled', message: 'stopped' }))),
      ),
  });
  await look(page, '/history');
  const progress = page.getByRole('region', { name: 'Progress' });
  await expect(progress).toBeVisible();
  backend.emit('imports.progress', { files: 3, totalFiles: 12, rows: 44_000, etaMs: 9_000 });
  await expect(progress.getByRole('status')).toContainText('Looking inside: 3 of 12 files');
  await expect(progress.getByRole('status')).toContainText('9s left');
  await progress.getByRole('button', { name: 'Cancel' }).click();
  await expect(progress).toBeHidden();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await host.close();
});

test('the history opens the files of an import and takes it back', async ({ page }) => {
  const { host, orders } = await openImport(page, 'Import');
  await choose(page, 'What is shown', 'History');
  await expect(page.getByText('2 imports')).toBeVisible();
  await page.getByRole('button', { name: 'Files of import 2' }).press('Enter');
  await expect(page.getByRole('list', { name: 'Files of import 2' })).toContainText(
    '720 rows, 712 candles stored',
  );
  await page.getByRole('button', { name: 'Undo import 2' }).click();
  const dialog = page.getByRole('dialog', { name: 'Undo import 2?' });
  await expect(dialog).toContainText('712 candles it stored are removed');
  await dialog.getByRole('button', { name: 'Undo the import' }).click();
  await expect(page.getByText('Import 2 was taken back.')).toBeVisible();
  expect(orders.undone).toEqual([2]);
  await host.close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [viewport, locale, place] of [
    [{ width: 1440, height: 900 }, 'en-GB', 'Import'],
    [{ width: 1024, height: 700 }, 'es-ES', 'Importar'],
  ] as const) {
    test.describe(`pictures, ${colorScheme} ${viewport.width}`, () => {
      test.use({ colorScheme, viewport, locale });

      test('of the import empty, with files, a mapping and the history', async ({ page }) => {
        const { host } = await openImport(page, place);
        const shot = async (name: string): Promise<void> => {
          await page.waitForTimeout(350);
          await page.screenshot({
            path: `test-results/screens/${name}-${viewport.width}-${colorScheme}.png`,
          });
        };
        await shot('import-empty');
        await look(page, '/history');
        const files = page.getByRole('table').first();
        await files.getByRole('button', { name: /BTCUSDT-1h-2023-04/ }).click();
        await shot('import-files');
        await files.getByRole('button', { name: /prices/ }).click();
        await page.getByRole('button', { name: /^(Mapping|Columnas) …$/ }).click();
        await expect(page.getByRole('dialog').getByRole('table')).toBeVisible();
        await shot('import-mapping');
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: /^(Import|Importar) 2/ }).click();
        await expect(page.getByRole('button', { name: /^(Import more|Importar más)$/ })).toBeVisible();
        await shot('import-report');
        await page
          .getByRole('radiogroup', { name: /^(What is|Qué se)/ })
          .getByText(/^Histor/)
          .click();
        await page
          .getByRole('button', { name: /(import|importación) 2$/ })
          .first()
          .click();
        await shot('import-history');
        await host.close();
      });
    });
  }
}
