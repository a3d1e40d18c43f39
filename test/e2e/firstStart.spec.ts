import { expect, test } from './fixtures.ts';
import { backfill, cell, chooseSymbols } from './page.ts';

test('from an empty store to proven candles and their chart', async ({ app }) => {
  const page = await app.open();
  await expect(page.getByText('SIMULATED')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Nothing is stored yet' })).toBeVisible();

  app.exchange.settings.latencyMs = 100;
  await chooseSymbols(page, ['BTCUSDT', 'ETHUSDT']);
  await backfill(page);
  const jobs = page.getByRole('region', { name: 'Jobs' });
  await expect(jobs.getByRole('progressbar')).toBeVisible();
  await expect(jobs.getByText(/of [\d,]+ candles/)).toBeVisible();

  app.exchange.settings.latencyMs = 0;
  await expect(jobs.getByText('Done')).toBeVisible();
  await expect(jobs.getByText('100.00%')).toBeVisible();
  await expect(cell(page, 'BTCUSDT 1h', 'Status')).toHaveText('OK');
  await expect(cell(page, 'ETHUSDT 1d', 'Coverage')).toHaveText('100.00%');
  await expect(page.getByRole('heading', { name: 'Nothing is stored yet' })).toBeHidden();

  await page.getByRole('button', { name: 'Details of bitget BTCUSDT 1h' }).click();
  const details = page.getByRole('region', { name: 'Details of bitget BTCUSDT 1h' });
  await expect(details.getByRole('img', { name: 'Newest 1,500 candles of bitget BTCUSDT 1h' })).toBeVisible();
  await expect(details.getByText('No candle is missing')).toBeVisible();
  await expect(details.getByText(/1,500 candles from .* last close/)).toBeVisible();

  await page.getByRole('button', { name: 'Verify all' }).click();
  const report = page.getByRole('dialog', { name: 'Verification' });
  await expect(report.getByText('All 12 series are complete and fresh.')).toBeVisible();
});

test('two clicks are enough', async ({ app }) => {
  const page = await app.open();
  await page.getByRole('button', { name: /^Use / }).click();
  await page.getByRole('button', { name: 'Backfill', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Jobs' }).getByText(/Running|Done/)).toBeVisible();
});

test('what was stored is there after a restart, and so is the job that was running', async ({ app }) => {
  const page = await app.open();
  app.exchange.settings.latencyMs = 300;
  await chooseSymbols(page, ['BTCUSDT', 'ETHUSDT', 'SOLUSDT']);
  await backfill(page);
  await expect(cell(page, 'BTCUSDT 1m', 'Candles')).not.toHaveText('0');
  await app.close('kill');

  app.exchange.settings.latencyMs = 0;
  const again = await app.open();
  const jobs = again.getByRole('region', { name: 'Jobs' });
  await expect(jobs.getByText('Done')).toBeVisible();
  await expect(cell(again, 'SOLUSDT 4h', 'Status')).toHaveText('OK');
});
