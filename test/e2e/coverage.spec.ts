import { expect, test } from './fixtures.ts';
import { backfill, cell, choose, chooseSymbols, row, startBackfill } from './page.ts';

const table = 'Series';

test('two clicks lead from an empty store to the suggested symbols', async ({ app }) => {
  const page = await app.open();
  await page.getByRole('button', { name: /^Backfill these \d+ symbols/ }).click();
  const form = page.getByRole('dialog', { name: 'Backfill' });
  await expect(form.getByRole('region', { name: 'Estimate' })).toContainText(/Requests/);
  await form.getByRole('button', { name: 'Start the backfill' }).click();
  await expect(cell(page, 'BTCUSDT 1h', 'Status')).toHaveText('OK');
  await expect(cell(page, 'BTCUSDT 1h', 'What now')).toContainText('Nothing to do');
});

test('the estimate follows what is typed, and Enter starts', async ({ app }) => {
  const page = await app.open();
  await chooseSymbols(page, ['BTCUSDT']);
  const form = page.getByRole('dialog', { name: 'Backfill' });
  const estimate = form.getByRole('region', { name: 'Estimate' });
  await expect(estimate).toContainText(/16,5\d\d/);
  await choose(page, 'History', 'Days');
  await form.getByRole('textbox', { name: 'Days back' }).fill('2');
  await expect(estimate).toContainText(/3,1\d\d/);
  await estimate.getByText('For each of the 5 series').click();
  await expect(estimate.getByRole('row', { name: /bitget BTCUSDT 1m 2,880/ })).toBeVisible();
  await form.getByRole('textbox', { name: 'Days back' }).fill('');
  await expect(estimate).toContainText('Once symbols and timeframes are chosen');
  await form.getByRole('textbox', { name: 'Days back' }).fill('2');
  await form.getByRole('textbox', { name: 'Days back' }).press('Enter');
  await expect(form).toBeHidden();
  await expect(cell(page, 'BTCUSDT 1d', 'Candles')).toHaveText('2');
});

test('wrong input is answered at its field, and a refusal keeps what was typed', async ({ app }) => {
  const page = await app.open();
  await chooseSymbols(page, []);
  const form = page.getByRole('dialog', { name: 'Backfill' });
  await startBackfill(page);
  await expect(form.getByText('Choose at least one symbol.')).toBeVisible();
  await chooseSymbols(page, ['BTC?']);
  await expect(form.getByText('A symbol is 2 to 30 letters and digits')).toBeVisible();
  await chooseSymbols(page, ['NOSUCHUSDT']);
  await startBackfill(page);
  await expect(form.getByRole('alert')).toContainText('That does not exist.');
  await expect(form.getByText('NOSUCHUSDT', { exact: true })).toBeVisible();
  await choose(page, 'History', 'Dates');
  await form.getByLabel('From (UTC)').fill('2026-03-02');
  await form.getByLabel('To (UTC)').fill('2026-03-01');
  await startBackfill(page);
  await expect(form.getByText('The last day is before the first.')).toBeVisible();
});

test('rows are chosen by mouse and keys, and what is done is done to all of them', async ({ app }) => {
  const page = await app.open();
  await backfill(page, ['BTCUSDT', 'ETHUSDT']);
  await expect(cell(page, 'ETHUSDT 1d', 'Status')).toHaveText('OK');
  const series = page.getByRole('table', { name: table });
  const chosen = series.getByRole('row', { selected: true });

  await cell(page, 'BTCUSDT 15m', 'Candles').click();
  await cell(page, 'BTCUSDT 1h', 'Candles').click({ modifiers: ['Shift'] });
  await expect(chosen).toHaveCount(2);
  await cell(page, 'ETHUSDT 1d', 'Candles').click({ modifiers: ['Control'] });
  await expect(page.getByText('3 selected').first()).toBeVisible();
  await page.keyboard.press('Space');
  await expect(chosen).toHaveCount(2);
  await page.keyboard.press('Control+a');
  await expect(chosen).toHaveCount(10);
  await page.keyboard.press('Escape');
  await expect(chosen).toHaveCount(0);
  await series.getByRole('checkbox', { name: 'Select Bitget BTCUSDT', exact: true }).click();
  await expect(chosen).toHaveCount(5);

  await page.getByRole('button', { name: 'Details of bitget ETHUSDT 1h' }).focus();
  await page.keyboard.press('Shift+F10');
  const menu = page.getByRole('menu', { name: 'Actions for bitget ETHUSDT 1h' });
  await expect(menu.getByRole('menuitem', { name: 'Open the chart' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(menu).toBeHidden();
  await expect(page.getByRole('button', { name: 'Details of bitget ETHUSDT 1h' })).toBeFocused();

  await cell(page, 'BTCUSDT 4h', 'Status').click({ modifiers: ['Control'] });
  await row(page, 'BTCUSDT 4h').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Backfill …' }).click();
  const form = page.getByRole('dialog', { name: 'Backfill' });
  await expect(form.getByText('Just these 2 series')).toBeVisible();
  await expect(form.getByRole('region', { name: 'Estimate' })).toContainText('Nothing is missing');
  await form.getByRole('button', { name: 'Choose others' }).click();
  await expect(form.getByRole('combobox', { name: 'Symbols' })).toBeVisible();
});

test('removing asks, can be taken back, and deletes only when told to', async ({ app }) => {
  const page = await app.open();
  await backfill(page, ['BTCUSDT']);
  await expect(cell(page, 'BTCUSDT 1d', 'Status')).toHaveText('OK');
  const remove = async (name: string, how: RegExp): Promise<void> => {
    await page.getByRole('button', { name: `Details of bitget ${name}` }).click();
    await page.keyboard.press('Delete');
    const question = page.getByRole('dialog', { name: `Remove bitget ${name}?` });
    await question.getByRole('radio', { name: how }).check();
    await question.getByRole('button', { name: /^Remove/ }).click();
    await expect(question).toBeHidden();
  };
  await remove('BTCUSDT 1d', /^Delete its 365 candles/);
  await expect(row(page, 'BTCUSDT 1d')).toBeHidden();
  await page.getByRole('button', { name: /^Undo.*BTCUSDT 1d/ }).click();
  await expect(cell(page, 'BTCUSDT 1d', 'Candles')).toHaveText('365');

  await remove('BTCUSDT 4h', /^Keep the candles/);
  await expect(row(page, 'BTCUSDT 4h')).toBeHidden();
  await remove('BTCUSDT 1d', /^Delete its 365 candles/);
  await expect(page.getByRole('button', { name: /^Undo/ })).toHaveCount(0, { timeout: 30_000 });
  await page.getByRole('button', { name: 'View', exact: true }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Show removed series with kept candles' }).click();
  await page.keyboard.press('Escape');
  await expect(cell(page, 'BTCUSDT 4h', 'What now')).toContainText('Keep again');
  await expect(row(page, 'BTCUSDT 1d')).toBeHidden();
});

test('columns and sorting are the trader’s, and are still set after a reload', async ({ app }) => {
  const page = await app.open();
  await backfill(page, ['BTCUSDT']);
  await expect(cell(page, 'BTCUSDT 1d', 'Status')).toHaveText('OK');
  const series = page.getByRole('table', { name: table });
  await page.getByRole('button', { name: 'View', exact: true }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Expected' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Group by exchange and symbol' }).click();
  await page.keyboard.press('Escape');
  await series.getByRole('button', { name: 'Candles' }).click();
  const check = async (): Promise<void> => {
    await expect(series.getByRole('columnheader', { name: 'Expected' })).toHaveCount(0);
    await expect(series.getByRole('columnheader', { name: 'Candles' })).toHaveAttribute(
      'aria-sort',
      'ascending',
    );
    await expect(series.getByRole('row').nth(1)).toContainText('BTCUSDT 1d');
    await expect(series.getByRole('row')).toHaveCount(6);
  };
  await check();
  await page.reload();
  await check();
});

test('a venue that is down is said where one looks, and the row’s own button mends it', async ({ app }) => {
  const page = await app.open();
  await chooseSymbols(page, ['BTCUSDT']);
  app.exchange.faults.add({ kind: 'reset', route: 'bitget.candles' });
  await choose(page, 'History', 'Days');
  await page.getByRole('textbox', { name: 'Days back' }).fill('2');
  await startBackfill(page);
  await expect(cell(page, 'BTCUSDT 1h', 'Status')).toHaveText('Missing');
  const step = page.getByRole('button', { name: 'Download: bitget BTCUSDT 1h' });
  await expect(step).toBeVisible({ timeout: 90_000 });
  app.exchange.faults.clear();
  await step.click();
  await expect(cell(page, 'BTCUSDT 1h', 'Status')).toHaveText('OK');
});

test('the actions lead to chart and gaps of the series', async ({ app }) => {
  const page = await app.open();
  await backfill(page, ['BTCUSDT']);
  await expect(cell(page, 'BTCUSDT 1h', 'Status')).toHaveText('OK');
  for (const [action, place] of [
    ['Open the chart', 'Chart'],
    ['Show the gaps', 'Gaps'],
    ['Show in the heatmap', 'Heatmap'],
  ] as const) {
    await page.getByRole('button', { name: 'Actions for bitget BTCUSDT 1h' }).click();
    await page.getByRole('menuitem', { name: action }).click();
    await expect(page.getByRole('main', { name: place })).toBeVisible();
    await page.keyboard.press('Control+1');
  }
});
