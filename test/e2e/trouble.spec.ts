import { expect, test } from './fixtures.ts';
import { backfill, cell, choose, chooseSymbols } from './page.ts';

test('a venue that is down is said in words, and a retry completes what is missing', async ({ app }) => {
  const page = await app.open();
  await expect(page.getByText('Bitget clock')).toBeVisible();
  await chooseSymbols(page, ['BTCUSDT']);
  app.exchange.faults.add({ kind: 'reset', route: 'bitget.candles' });
  await page.getByRole('textbox', { name: 'Days back' }).fill('2');
  await backfill(page);
  const jobs = page.getByRole('region', { name: 'Jobs' });
  await expect(jobs.getByText(/Failed|Incomplete/).first()).toBeVisible({ timeout: 90_000 });
  await expect(cell(page, 'BTCUSDT 1h', 'Status')).toHaveText('Missing');

  await page.getByRole('button', { name: 'Details of bitget BTCUSDT 1h' }).click();
  const gaps = page.getByRole('region', { name: /^Gaps/ }).first();
  await expect(gaps).toContainText(/The request failed|all of it is missing/);

  app.exchange.faults.clear();
  await jobs.getByRole('button', { name: /^Retry/ }).click();
  await expect(jobs.getByText('Done')).toBeVisible({ timeout: 60_000 });
  await expect(cell(page, 'BTCUSDT 1h', 'Status')).toHaveText('OK');
});

test('wrong input is answered at its field, before anything is asked', async ({ app }) => {
  const page = await app.open();
  await backfill(page);
  await expect(page.getByText('Choose at least one symbol.')).toBeVisible();

  await chooseSymbols(page, ['BTC?']);
  await expect(page.getByText('A symbol is 2 to 30 letters and digits')).toBeVisible();
  await page.getByRole('combobox', { name: 'Symbols' }).press('Backspace');
  await chooseSymbols(page, ['BTCUSDT']);
  await page.getByRole('textbox', { name: 'Days back' }).fill('0');
  await backfill(page);
  await expect(page.getByText('A whole number from 1 to 10,000.')).toBeVisible();
  await choose(page, 'History', 'Dates');
  await page.getByLabel('From (UTC)').fill('2026-03-02');
  await page.getByLabel('To (UTC)').fill('2026-03-01');
  await backfill(page);
  await expect(page.getByText('The last day is before the first.')).toBeVisible();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
});

test('a symbol the venue does not have is refused with its name', async ({ app }) => {
  const page = await app.open();
  await chooseSymbols(page, ['NOSUCHUSDT']);
  await backfill(page);
  await expect(page.getByRole('alert').filter({ hasText: 'NOSUCHUSDT' })).toContainText(
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

test('a job is cancelled only after a question, and keeps what it has', async ({ app }) => {
  const page = await app.open();
  app.exchange.settings.latencyMs = 300;
  await chooseSymbols(page, ['BTCUSDT', 'ETHUSDT']);
  await backfill(page);
  const jobs = page.getByRole('region', { name: 'Jobs' });
  await jobs.getByRole('button', { name: /^Pause/ }).click();
  await expect(jobs.getByText('Paused')).toBeVisible();
  await jobs.getByRole('button', { name: /^Resume/ }).click();
  await jobs.getByRole('button', { name: /^Cancel/ }).click();
  const question = page.getByRole('dialog', { name: 'Cancel this job?' });
  await question.getByRole('button', { name: 'Keep it running' }).click();
  await expect(question).toBeHidden();
  await jobs.getByRole('button', { name: /^Cancel/ }).click();
  await question.getByRole('button', { name: 'Cancel the job' }).click();
  await expect(jobs.getByText('Cancelled')).toBeVisible();
});

test('a lost engine is said at once', async ({ app }, info) => {
  info.skip(info.project.name === 'electron', 'the engine lives in the process that owns the window');
  const page = await app.open();
  await expect(page.getByText('SIMULATED')).toBeVisible();
  await app.stopHost();
  await expect(page.getByRole('alert')).toContainText('The connection to Candlekeep was lost.');
});
