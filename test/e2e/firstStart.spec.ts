import { expect, test } from './fixtures.ts';
import { backfill, cell, goTo, openJobs, row, waitForJobs } from './page.ts';

test('from an empty store to proven candles and their chart', async ({ app }) => {
  const page = await app.open();
  await expect(page.getByText('SIMULATED')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Nothing is stored yet' })).toBeVisible();

  app.exchange.settings.latencyMs = 100;
  await backfill(page, ['BTCUSDT', 'ETHUSDT']);
  const jobs = await openJobs(page);
  await expect(jobs.getByRole('progressbar')).toBeVisible();
  await expect(jobs.getByText(/of [\d,]+ candles/)).toBeVisible();
  app.exchange.settings.latencyMs = 0;
  await expect(jobs.getByText('Done')).toBeVisible();
  await expect(jobs.getByText('100.00%')).toBeVisible();

  await goTo(page, 'Coverage');
  await expect(cell(page, 'BTCUSDT 1h', 'Status')).toHaveText('OK');
  await expect(cell(page, 'ETHUSDT 1d', 'Coverage')).toHaveText('100.00%');
  await expect(page.getByRole('heading', { name: 'Nothing is stored yet' })).toBeHidden();

  await page.getByRole('button', { name: 'Details of bitget BTCUSDT 1h' }).click();
  const details = page.getByRole('region', { name: 'Details of bitget BTCUSDT 1h' });
  await expect(details.getByRole('img', { name: 'Newest 1,500 candles of bitget BTCUSDT 1h' })).toBeVisible();
  await expect(details.getByText('No candle is missing')).toBeVisible();
});

test('two clicks are enough for three symbols in five timeframes, and the heatmap fills meanwhile', async ({
  app,
}) => {
  const page = await app.open();
  app.exchange.settings.latencyMs = 300;
  await page.getByRole('button', { name: 'Backfill these 3 symbols …' }).click();
  await page.getByRole('button', { name: 'Start the backfill' }).click();
  await expect(page.getByRole('button', { name: /^1 job, / })).toBeVisible();
  await page.keyboard.press('Control+2');
  await expect(page.getByRole('main', { name: 'Heatmap' }).getByText('15 of 15 series')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Legend' })).toContainText(/Complete [1-9]/);
  await expect(page.getByRole('button', { name: /^1 job, / })).toBeVisible();
  app.exchange.settings.latencyMs = 0;
  await waitForJobs(page);
});

test('a power cut in the middle loses nothing: it resumes and ends complete', async ({ app }) => {
  const page = await app.open();
  app.exchange.settings.latencyMs = 300;
  await page.getByRole('button', { name: 'Backfill these 3 symbols …' }).click();
  await page.getByRole('button', { name: 'Start the backfill' }).click();
  await expect(cell(page, 'BTCUSDT 1m', 'Candles')).not.toHaveText('0');
  await app.close('kill');

  const again = await app.open();
  await expect(again.getByRole('button', { name: /^1 job, / })).toBeVisible();
  app.exchange.settings.latencyMs = 0;
  await waitForJobs(again);
  for (const symbol of ['BTCUSDT', 'ETHUSDT', 'SOLUSDT']) {
    for (const timeframe of ['1m', '15m', '1h', '4h', '1d']) {
      await expect(cell(again, `${symbol} ${timeframe}`, 'Coverage')).toHaveText('100.00%');
    }
  }
  await expect(row(again, 'SOLUSDT 4h')).toContainText('OK');
  const jobs = await openJobs(again);
  await expect(jobs.getByText('Done')).toBeVisible();
  await goTo(again, 'Events');
  await expect(again.getByRole('region', { name: 'Events' }).first()).toContainText(
    'the program ended without closing its store',
  );
});
