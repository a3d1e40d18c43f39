import { readFileSync } from 'node:fs';
import { fail, succeed } from '../../shared/lib/result.ts';
import { sampleCoverage } from '../helpers/samples.ts';
import { expect, test } from './fixtures.ts';
import { backfill, cell, choose, goTo } from './page.ts';
import { openScripted, quietBackend } from './scripted.ts';

test('what is wrong is said in words, mended by its button, and compared with the report before', async ({
  app,
}) => {
  const page = await app.open();
  app.exchange.faults.add({ kind: 'reset', route: 'bitget.candles', timeframe: '1d' });
  await backfill(page, ['BTCUSDT']);
  await expect(cell(page, 'BTCUSDT 4h', 'Status')).toHaveText('OK', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Verify all' }).click();
  const report = page.getByRole('table', { name: 'Report' });
  await expect(page.getByText('1 of 5 series need attention.')).toBeVisible();
  const daily = report.getByRole('row', { name: /BTCUSDT 1d/ });
  await expect(daily).toContainText('No candle is stored.');

  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  const csv = readFileSync(await (await saved).path(), 'utf8');
  expect(csv).toContain('exchange,symbol,timeframe,status');
  expect(csv).toContain('bitget,BTCUSDT,1d,missing,0,0,365,365');

  app.exchange.faults.clear();
  await daily.getByRole('button', { name: 'Download: bitget BTCUSDT 1d' }).click();
  await expect(async () => {
    await page.getByRole('button', { name: 'Verify all' }).click();
    await expect(page.getByText('All 5 series are complete and fresh.')).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 60_000 });
  const history = page.getByRole('region', { name: 'Earlier reports' });
  await history.getByRole('button').last().click();
  await expect(page.getByText('1 of 5 series need attention.')).toBeVisible();
  await history.getByRole('button').first().click();
  await expect(page.getByText('All 5 series are complete and fresh.')).toBeVisible();
  await expect(page.getByText(/^Since .*(better|the same)/)).toBeVisible();
});

test('a selection is verified deep, and copied as text', async ({ app, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await app.open();
  await backfill(page, ['BTCUSDT', 'ETHUSDT']);
  await expect(cell(page, 'ETHUSDT 1d', 'Status')).toHaveText('OK');
  await cell(page, 'BTCUSDT 1h', 'Candles').click();
  await cell(page, 'ETHUSDT 1d', 'Candles').click({ modifiers: ['Control'] });
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Verify, reading every candle' }).click();
  await expect(page.getByText('All 2 series are complete and fresh.')).toBeVisible();
  await expect(page.getByText(/every candle read$/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Again: 2 series' })).toBeVisible();
  await page.getByRole('button', { name: 'Copy as text' }).click();
  await expect(page.getByText('The report is on the clipboard.')).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain('bitget ETHUSDT 1d: OK, Nothing');
});

test('a long verification shows that it runs, and is cancelled', async ({ page }) => {
  const report = { overall: 'ok', at: 1, deep: false, series: [] } as const;
  const host = await openScripted(
    page,
    quietBackend([sampleCoverage()], {
      'verify.history': async () => succeed({ reports: [] }),
      'verify.run': (_request, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve(succeed({ ...report, series: [] })));
        }),
    }),
  );
  await goTo(page, 'Verify');
  await choose(page, 'How deep', 'Deep');
  await page.getByRole('button', { name: 'Verify all' }).click();
  await expect(page.getByText('Verifying all series … reading every candle')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Verify all' })).toBeDisabled();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('The verification was cancelled; nothing was changed.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Verify all' })).toBeEnabled();
  await host.close();
});

test('a verification that fails says why', async ({ page }) => {
  const error = { code: 'store-damaged', message: 'database disk image is malformed' } as const;
  const host = await openScripted(
    page,
    quietBackend([sampleCoverage()], {
      'verify.history': async () => fail(error),
      'verify.run': async () => fail(error),
    }),
  );
  await goTo(page, 'Verify');
  await page.getByRole('button', { name: 'Verify all' }).click();
  const report = page.getByRole('region', { name: 'Verification' });
  await expect(report.getByRole('alert')).toContainText('The store is damaged.');
  await expect(page.getByRole('region', { name: 'Earlier reports' }).getByRole('alert')).toBeVisible();
  await host.close();
});
