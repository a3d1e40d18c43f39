import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { goTo } from './page.ts';

const openCatalog = async (page: Page): Promise<void> => {
  await goTo(page, 'Catalog');
  await expect(page.getByRole('table', { name: 'Catalog' })).toBeVisible();
};
const line = (page: Page, symbol: string) =>
  page.getByRole('table', { name: 'Catalog' }).getByRole('row', { name: new RegExp(`^${symbol} `) });

const YAML = `symbols:
  - symbol: XRPUSDT
    market: futures
    timeframes: { 1h: 30 }
  - symbol: LTCUSDT
    market: spot
    timeframes: [1h]
  - symbol: BTCUSDT
    market: futures
    timeframes: [9m]
`;

test('a suggestion is used, changed, paused and activated', async ({ app }) => {
  const page = await app.open();
  await openCatalog(page);
  const btc = line(page, 'BTCUSDT');
  await expect(btc).toContainText('Suggested');
  await btc.getByRole('button', { name: /^Use/ }).click();
  await expect(btc).toContainText('Active');

  await btc.getByRole('button', { name: /^Timeframes of bitget BTCUSDT/ }).click();
  const editor = page.getByRole('dialog', { name: /^Timeframes of bitget BTCUSDT/ });
  await editor.getByRole('checkbox', { name: '2h', exact: true }).check();
  await editor.getByRole('textbox', { name: 'Days of 2h', exact: true }).fill('many');
  await editor.getByRole('button', { name: 'Save' }).click();
  await expect(editor.getByRole('alert')).toContainText('whole number from 1 to 10,000');
  await editor.getByRole('textbox', { name: 'Days of 2h', exact: true }).fill('45');
  await editor.getByRole('textbox', { name: 'Days of 2h', exact: true }).press('Enter');
  await expect(editor).toBeHidden();
  await expect(btc.getByRole('button', { name: /2h 45d/ })).toBeVisible();

  await btc.getByRole('button', { name: /^Pause/ }).click();
  await expect(btc).toContainText('Paused');
  await btc.getByRole('button', { name: /^Activate/ }).click();
  await expect(btc).toContainText('Active');
});

test('a market is found and added, and a venue that is down is said with a way to try again', async ({
  app,
}) => {
  const page = await app.open();
  await openCatalog(page);
  app.exchange.faults.add({ kind: 'reset', route: 'bitget.contracts' });
  await page.getByRole('button', { name: 'Add a market …' }).click();
  const form = page.getByRole('dialog', { name: 'Add a market' });
  await expect(form.getByRole('alert')).toContainText('The exchange cannot be reached.', { timeout: 60_000 });
  app.exchange.faults.clear();
  await form.getByRole('textbox', { name: 'Search the markets' }).fill('ltc');
  await form.getByRole('button', { name: 'Add: LTCUSDT' }).click();
  await expect(form.getByText('in the catalog')).toBeVisible();
  await form.getByRole('textbox', { name: 'Search the markets' }).fill('zzzz');
  await expect(form.getByText('No such market.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(line(page, 'LTCUSDT')).toContainText('Active');
});

test('a file is taken in line by line, by button and by drag and drop, and the catalog goes out again', async ({
  app,
}) => {
  const page = await app.open();
  await openCatalog(page);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import YAML …' }).click();
  await (await chooser).setFiles({
    name: 'mine.yaml',
    mimeType: 'application/yaml',
    buffer: Buffer.from(YAML),
  });
  const report = page.getByRole('alert', { name: 'Import of mine.yaml' });
  await expect(report).toContainText('2 refused');
  await expect(report.getByRole('row', { name: /^6 / })).toContainText('only futures are kept here');
  await report.getByRole('button', { name: 'Put the report away' }).click();
  await expect(line(page, 'XRPUSDT').getByRole('button', { name: /1h 30d/ })).toBeVisible();

  const dropped = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(['symbols: nonsense'], 'dropped.yaml'));
    return data;
  });
  const catalog = page.getByRole('region', { name: 'Catalog' });
  await catalog.dispatchEvent('dragover', { dataTransfer: dropped });
  await expect(page.getByText('Drop the YAML file to import it')).toBeVisible();
  await catalog.dispatchEvent('drop', { dataTransfer: dropped });
  await expect(page.getByRole('alert', { name: 'Import of dropped.yaml' })).toContainText('no list called');

  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export YAML' }).click();
  const text = readFileSync(await (await saved).path(), 'utf8');
  expect(text).toContain('symbol: XRPUSDT');
  expect(text).not.toContain('symbol: BTCUSDT');
});

test('removing asks how, and can be taken back', async ({ app }) => {
  const page = await app.open();
  await openCatalog(page);
  await line(page, 'BTCUSDT')
    .getByRole('button', { name: /^Remove/ })
    .click();
  const question = page.getByRole('dialog', { name: 'Remove bitget BTCUSDT?' });
  await question.getByRole('radio', { name: /^Delete its 0 candles/ }).check();
  await question.getByRole('button', { name: /^Remove and delete/ }).click();
  await expect(line(page, 'BTCUSDT')).toBeHidden();
  await page.getByRole('button', { name: /^Undo.*BTCUSDT/ }).click();
  await expect(line(page, 'BTCUSDT')).toBeVisible();
  await page.getByRole('textbox', { name: 'Filter' }).fill('zzz');
  await expect(page.getByText('No symbol matches “zzz”.')).toBeVisible();
});
