import { expect, test } from '@playwright/test';
import { fail } from '../../shared/lib/result.ts';
import { goTo } from './page.ts';
import { JOB, openQuality } from './qualityStage.ts';

test('a repair shows its plan first, then its job, then what it came to with the way back', async ({
  page,
}) => {
  const { host, orders, repairJob } = await openQuality(page, 'Gaps');
  await page.getByRole('row').nth(2).click({ button: 'right' });
  const menu = page.getByRole('menu', { name: /^What can be done with bitget BTCUSDT 1h/ });
  await menu.getByRole('menuitem', { name: 'Repair …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Repair gaps' });
  const plan = dialog.getByRole('region', { name: 'Plan' });
  await expect(plan).toContainText('812');
  await expect(plan).toContainText('3 gaps stay: the exchange has confirmed them to be empty.');
  await expect(plan).toContainText('1 gap waits');
  expect(orders.repairs, 'nothing is asked for yet').toEqual([]);

  await dialog.getByRole('checkbox', { name: /^Ask again/ }).check();
  await expect(plan).toContainText('815');
  await expect(plan).not.toContainText('confirmed them');
  await dialog.getByRole('checkbox', { name: /^Take the other exchange/ }).check();
  await dialog.getByRole('button', { name: 'Repair', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('1 repair started')).toBeVisible();
  expect(orders.repairs).toHaveLength(1);
  expect(orders.repairs[0]).toMatchObject({ includeConfirmed: true, secondSource: true });
  expect(orders.repairs[0]!.stretches).toHaveLength(1);

  repairJob('running');
  repairJob('done');
  const toast = page.getByRole('alert').filter({ hasText: '809 candles stored, 0 still missing.' });
  await toast.getByRole('button', { name: /^Undo/ }).click();
  await expect(page.getByText(/812 candles removed\. 3 candles got their old values back\./)).toBeVisible();
  expect(orders.undone).toEqual([JOB]);
  await host.close();
});

test('a repair is taken back from the jobs after a question, and says so', async ({ page }) => {
  const { host, orders, repairJob } = await openQuality(page, 'Jobs');
  repairJob('done');
  const job = page.getByRole('listitem', { name: /^Repair/ });
  await job.getByRole('button', { name: /^Undo …/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Take back what this job stored?' });
  await expect(dialog).toContainText('809 candles');
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  expect(orders.undone).toEqual([]);
  await job.getByRole('button', { name: /^Undo …/ }).click();
  await dialog.getByRole('button', { name: 'Take it back' }).click();
  await expect(job.getByText('Undone')).toBeVisible();
  await expect(job.getByRole('button', { name: /^Undo …/ })).toHaveCount(0);
  await host.close();
});

test('every cause has its word, and the time outside of the listing is shown when asked for', async ({
  page,
}) => {
  const { host, orders } = await openQuality(page, 'Gaps');
  const table = page.getByRole('table', { name: 'Gaps' });
  for (const cause of ['App not running', 'PC asleep', 'Exchange outage', 'Source limit']) {
    await expect(table.getByRole('cell', { name: cause })).toBeVisible();
  }
  await expect(table.getByRole('cell', { name: 'Delisted' })).toHaveCount(0);
  await page.getByRole('switch', { name: 'Before listing and after delisting' }).click();
  await expect(table.getByRole('cell', { name: 'Delisted' })).toBeVisible();
  expect(orders.listed.at(-1)).toMatchObject({ includeUnlisted: true });
  // The next retry counts down, and says when there is none.
  await expect(table.getByRole('row', { name: /Request failed/ })).toContainText(/[78]m \d+s/);
  await expect(table.getByRole('row', { name: /Exchange outage/ })).toContainText('4');
  await page.getByRole('combobox', { name: 'Timeframe' }).selectOption('1m');
  await expect(page.getByText('No gap matches the filter.')).toBeVisible();
  await host.close();
});

test('a gap is verified where it stands, and several are repaired together', async ({ page }) => {
  const { host, orders } = await openQuality(page, 'Gaps');
  const rows = page.getByRole('table', { name: 'Gaps' }).getByRole('row');
  await rows.nth(1).getByRole('button').press('Enter');
  const details = page.getByRole('region', { name: /^Gap of/ });
  await details.getByRole('button', { name: 'Verify' }).click();
  await expect(page.getByText(/60 candles checked, nothing is wrong/)).toBeVisible();
  expect(orders.checks.map(({ kind }) => kind)).toEqual(['ledger', 'aggregate', 'suspicious']);
  expect(orders.checks[0]!.stretches).toHaveLength(1);

  for (const row of [2, 3, 4]) await rows.nth(row).getByRole('checkbox').check();
  const chosen = page.getByRole('region', { name: 'Chosen gaps' });
  await chosen.getByRole('button', { name: 'Repair …' }).click();
  await expect(page.getByRole('dialog', { name: 'Repair gaps' })).toContainText('3 gaps');
  expect(orders.plans.at(-1)!.stretches!.length).toBeLessThanOrEqual(3);
  await host.close();
});

test('a plan that cannot be had says so, and can be asked for again', async ({ page }) => {
  const { host } = await openQuality(page, 'Gaps', {
    'gaps.plan': async () => fail({ code: 'venue-unavailable', message: 'no answer' }),
  });
  await page.getByRole('button', { name: 'Repair what is shown …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Repair gaps' });
  await expect(dialog.getByRole('alert')).toContainText('The exchange cannot be reached.');
  await expect(dialog.getByRole('button', { name: 'Repair', exact: true })).toBeDisabled();
  await host.close();
});

test('a rectangle of the heatmap has the same actions, by mouse and by key', async ({ page }) => {
  const { host, orders, newest } = await openQuality(page, 'Gaps');
  await page.getByRole('row').nth(2).getByRole('button').click();
  await page.getByRole('button', { name: 'Show on the heatmap' }).click();
  // What one came for is selected already.
  const bar = page.getByRole('region', { name: 'Selection' });
  await bar.getByRole('button', { name: 'Fetch again' }).click();
  await expect(page.getByText('Fetching again: 1 job started')).toBeVisible();
  expect(orders.refetches[0]!.stretches[0]).toMatchObject({ seriesId: 1 });
  expect(orders.refetches[0]!.stretches[0]!.from).toBeLessThan(newest);
  await page.getByRole('application').focus();
  await page.keyboard.press('m');
  await page.getByRole('menuitem', { name: 'Repair …' }).click();
  await expect(page.getByRole('dialog', { name: 'Repair gaps' })).toContainText('bitget BTCUSDT 1h');
  await page.keyboard.press('Escape');
  await goTo(page, 'Coverage');
  await host.close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 1024, height: 700 },
  ]) {
    test.describe(`pictures, ${colorScheme} ${viewport.width}`, () => {
      test.use({ colorScheme, viewport });

      test('of the gaps of every cause, and of the plan of a repair', async ({ page }) => {
        const { host } = await openQuality(page, 'Gaps');
        await page.getByRole('switch', { name: 'Before listing and after delisting' }).click();
        await page.getByRole('row').nth(6).getByRole('button').click();
        const shot = (name: string) =>
          page.screenshot({ path: `test-results/screens/${name}-${viewport.width}-${colorScheme}.png` });
        await expect(page.getByRole('region', { name: /^Gap of/ })).toBeVisible();
        await shot('gaps-causes');
        await page.getByRole('row').nth(2).click({ button: 'right' });
        await expect(page.getByRole('menu')).toBeVisible();
        await shot('gaps-menu');
        await page.getByRole('menuitem', { name: 'Repair …' }).click();
        await expect(page.getByRole('region', { name: 'Plan' })).toContainText('812');
        await page.waitForTimeout(300);
        await shot('repair-plan');
        await host.close();
      });
    });
  }
}
