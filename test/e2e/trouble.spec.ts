import { expect, test } from './fixtures.ts';
import { cell, choose, chooseSymbols, goTo, openBackfill, openJobs, startBackfill } from './page.ts';

test('a venue that is down is said in words, and a retry completes what is missing', async ({ app }) => {
  const page = await app.open();
  await chooseSymbols(page, ['BTCUSDT']);
  app.exchange.faults.add({ kind: 'reset', route: 'bitget.candles' });
  await choose(page, 'History', 'Days');
  await page.getByRole('textbox', { name: 'Days back' }).fill('2');
  await startBackfill(page);
  const jobs = await openJobs(page);
  await expect(jobs.getByText(/Failed|Incomplete/).first()).toBeVisible({ timeout: 90_000 });
  await goTo(page, 'Coverage');
  await expect(cell(page, 'BTCUSDT 1h', 'Status')).toHaveText('Missing');
  await page.getByRole('button', { name: 'Details of bitget BTCUSDT 1h' }).click();
  const gaps = page.getByRole('region', { name: /^Gaps/ }).first();
  await expect(gaps).toContainText(/The request failed|all of it is missing/);

  app.exchange.faults.clear();
  await goTo(page, 'Jobs');
  await jobs.getByRole('button', { name: /^Retry/ }).click();
  await expect(jobs.getByText('Done')).toBeVisible({ timeout: 60_000 });
  await goTo(page, 'Coverage');
  await expect(cell(page, 'BTCUSDT 1h', 'Status')).toHaveText('OK');
});

test('wrong input is answered at its field, before anything is asked', async ({ app }) => {
  const page = await app.open();
  await chooseSymbols(page, []);
  await startBackfill(page);
  await expect(page.getByText('Choose at least one symbol.')).toBeVisible();

  await chooseSymbols(page, ['BTC?']);
  await expect(page.getByText('A symbol is 2 to 30 letters and digits')).toBeVisible();
  await chooseSymbols(page, ['BTCUSDT']);
  await choose(page, 'History', 'Days');
  await page.getByRole('textbox', { name: 'Days back' }).fill('0');
  await startBackfill(page);
  await expect(page.getByText('A whole number from 1 to 10,000.')).toBeVisible();
  await choose(page, 'History', 'Dates');
  await page.getByLabel('From (UTC)').fill('2026-03-02');
  await page.getByLabel('To (UTC)').fill('2026-03-01');
  await startBackfill(page);
  await expect(page.getByText('The last day is before the first.')).toBeVisible();
  await expect(page.getByText('No job is running')).toBeVisible();
});

test('a symbol the venue does not have is refused with its name', async ({ app }) => {
  const page = await app.open();
  await chooseSymbols(page, ['NOSUCHUSDT']);
  await startBackfill(page);
  const dialog = await openBackfill(page);
  await expect(dialog.getByRole('alert').filter({ hasText: 'NOSUCHUSDT' })).toContainText(
    'That does not exist.',
  );
});

test('a second window on one store says who has it', async ({ app }, info) => {
  info.skip(info.project.name === 'electron', 'the second Electron app only raises the first');
  await app.open();
  const second = await app.open();
  await expect(second.getByRole('heading', { name: 'Candlekeep could not start' })).toBeVisible();
  await expect(second.getByRole('alert')).toContainText('Another Candlekeep has the store open.');
});

test('a lost engine is said at once', async ({ app }, info) => {
  info.skip(info.project.name === 'electron', 'the engine lives in the process that owns the window');
  const page = await app.open();
  await expect(page.getByRole('heading', { name: 'Nothing is stored yet' })).toBeVisible();
  await app.stopHost();
  // The banner; what was being read at that moment says the same in its own place.
  const banner = page.getByRole('alert').filter({ hasText: 'What you see may be old' });
  await expect(banner).toContainText('The connection to Candlekeep was lost.');
});
