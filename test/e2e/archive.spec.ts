import { expect, test } from './fixtures.ts';
import { chooseSymbols, openBackfill, openJobs, startBackfill } from './page.ts';

test('the archive is offered for Binance alone, says what it saves, and brings the history', async ({
  app,
}) => {
  const page = await app.open();
  const dialog = await openBackfill(page);
  await chooseSymbols(page, ['BTCUSDT']);
  const archive = dialog.getByRole('checkbox', { name: 'Binance archive first' });
  await expect(archive).toHaveCount(0);
  await dialog.getByText('Binance', { exact: true }).click();
  await expect(archive).not.toBeChecked();
  await dialog.getByText('Days', { exact: true }).click();
  await dialog.getByLabel('Days back').fill('9');
  const estimate = dialog.getByRole('region', { name: 'Estimate' });
  await expect(estimate).toContainText('Requests');
  await expect(estimate).not.toContainText('archive files');

  await archive.check();
  await expect(estimate).toContainText(/Of those, archive files[789]/);
  await startBackfill(page);
  const jobs = await openJobs(page);
  await expect(jobs.getByText('Done')).toBeVisible({ timeout: 40_000 });
  // Yesterday's file appears in the course of the morning.
  const files = app.exchange.requests.query({ route: 'binance.archive.daily' });
  expect(files.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(7);
});
