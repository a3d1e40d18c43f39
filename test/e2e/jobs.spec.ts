import { expect, test } from './fixtures.ts';
import { backfill, choose, goTo, openJobs, waitForJobs } from './page.ts';

test('a job is paused, resumed, cancelled after a question, and retried to its end', async ({ app }) => {
  const page = await app.open();
  app.exchange.settings.latencyMs = 300;
  await backfill(page, ['BTCUSDT', 'ETHUSDT']);
  const jobs = await openJobs(page);
  await jobs.getByRole('button', { name: /^Pause: / }).click();
  await expect(jobs.getByText('Paused')).toBeVisible();
  await jobs.getByRole('button', { name: /^Resume: / }).click();
  await jobs.getByRole('button', { name: /^Cancel: / }).click();
  const question = page.getByRole('dialog', { name: 'Cancel this job?' });
  await question.getByRole('button', { name: 'Keep it running' }).click();
  await expect(question).toBeHidden();
  await jobs.getByRole('button', { name: /^Cancel: / }).click();
  await question.getByRole('button', { name: 'Cancel the job' }).click();
  await expect(jobs.getByText('Cancelled')).toBeVisible();
  app.exchange.settings.latencyMs = 0;
  await jobs.getByRole('button', { name: /^Retry: / }).click();
  await expect(jobs.getByText('Done')).toBeVisible();
});

test('jobs are seen from anywhere, put in another order, and opened down to their pages', async ({ app }) => {
  const page = await app.open();
  app.exchange.settings.latencyMs = 400;
  for (const symbol of ['BTCUSDT', 'ETHUSDT', 'SOLUSDT']) await backfill(page, [symbol]);
  await goTo(page, 'Gaps');
  await page.keyboard.press('Control+j');
  const drawer = page.getByRole('dialog', { name: 'Jobs' });
  const cards = drawer.getByRole('listitem');
  await expect(cards).toHaveCount(3);
  await expect(cards.nth(2)).toContainText('SOLUSDT');
  await drawer.getByRole('button', { name: /^Sooner: .*SOLUSDT/ }).focus();
  await page.keyboard.press('Enter');
  await expect(cards.nth(1)).toContainText('SOLUSDT');
  await page.keyboard.press('Enter');
  await expect(cards.nth(0)).toContainText('SOLUSDT');
  await page.keyboard.press('Control+j');
  await expect(drawer).toBeHidden();

  app.exchange.settings.latencyMs = 0;
  await waitForJobs(page);
  const jobs = await openJobs(page);
  await jobs.getByRole('button', { name: /^Series of .*ETHUSDT/ }).click();
  await jobs.getByRole('button', { name: 'Pages of ETHUSDT 1h' }).press('Enter');
  const pages = jobs.getByRole('table', { name: 'Pages of ETHUSDT 1h' });
  await expect(pages.getByRole('columnheader')).toHaveText([
    'Asked at',
    'Asked for',
    'Got',
    'Rows',
    'New',
    'Changed',
    'Rejected',
    'Quality',
    'Request',
  ]);
  await expect(pages.getByRole('cell', { name: 'complete' }).first()).toBeVisible();
});

test('jobs are filtered by state and by name', async ({ app }) => {
  const page = await app.open();
  const empty = await openJobs(page);
  await expect(empty.getByText('No jobs yet.')).toBeVisible();
  await empty.getByRole('button', { name: 'Start a backfill' }).click();
  for (const symbol of ['BTCUSDT', 'ETHUSDT']) await backfill(page, [symbol]);
  await waitForJobs(page);
  const jobs = await openJobs(page);
  await expect(jobs.getByRole('listitem')).toHaveCount(2);
  await jobs.getByRole('textbox', { name: 'Filter' }).fill('eth 1h');
  await expect(jobs.getByRole('listitem')).toHaveCount(1);
  await jobs.getByRole('radiogroup', { name: 'Show' }).getByText('Open 0').click();
  await expect(jobs.getByText('No job is like that.')).toBeVisible();
});

test('what went wrong with a download is said in the language of the trader', async ({ app }) => {
  const page = await app.open();
  const said = { code: '40034', message: 'Parameter does not exist' };
  app.exchange.faults.add({ kind: 'venue-error', venue: 'bitget', route: 'bitget.history-candles', ...said });
  await backfill(page, ['BTCUSDT']);
  await waitForJobs(page);
  const english = 'Bitget does not know this contract, or no longer: “Parameter does not exist” (40034).';
  await expect((await openJobs(page)).getByText(english).first()).toBeVisible();
  await page.getByRole('button', { name: 'Settings' }).click();
  await choose(page, 'Language', 'Español');
  await page.keyboard.press('Escape');
  const card = page.getByRole('region', { name: 'Tareas', exact: true }).getByRole('listitem');
  const spanish = 'Bitget no conoce este contrato, o ya no: “Parameter does not exist” (40034).';
  await expect(card.getByText(spanish).first()).toBeVisible();
  await expect(card.getByText(english)).toHaveCount(0);
  await goTo(page, 'Eventos');
  await expect(page.getByRole('cell', { name: 'Tareas', exact: true }).first()).toBeVisible();
  await expect(page.getByText(spanish).first()).toBeVisible();
});
