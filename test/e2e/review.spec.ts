import { expect, test } from '@playwright/test';
import { fail, succeed } from '../../shared/lib/result.ts';
import { choose } from './page.ts';
import { openQuality } from './qualityStage.ts';

test('what was noticed is told in numbers, decided, and the decision taken back', async ({ page }) => {
  const { host, orders } = await openQuality(page, 'Review');
  const table = page.getByRole('table', { name: 'Quality review' });
  await expect(page.getByText('4 shown, 4 to decide')).toBeVisible();
  await expect(table).toContainText('+14.2% from 27,010 to 30,845');
  await expect(table).toContainText('19m without volume or movement at 27,010.5');
  await expect(table).toContainText('High is 27,845; the 1m candles make 27,850.5');

  await table
    .getByRole('row', { name: /Price jump/ })
    .getByRole('button')
    .press('Enter');
  const details = page.getByRole('region', { name: /^Details of/ });
  await expect(details.getByRole('table', { name: 'Candles around it' })).toContainText('▸');
  await details.getByRole('button', { name: 'Doubt' }).click();
  await expect(page.getByText('3 shown, 3 to decide')).toBeVisible();
  const toast = page.getByRole('alert').filter({ hasText: '1 doubted: the candles stay and are marked.' });
  await toast.getByRole('button', { name: /^Undo/ }).click();
  await expect(page.getByText('4 shown, 4 to decide')).toBeVisible();
  expect(orders.decisions).toEqual([
    { ids: [1], state: 'rejected' },
    { ids: [1], state: 'open' },
  ]);
  await host.close();
});

test('several are accepted at once, found again under their decision, and fetched again', async ({
  page,
}) => {
  const { host, orders } = await openQuality(page, 'Review');
  await page.getByRole('checkbox', { name: 'Choose all that are shown' }).check();
  const chosen = page.getByRole('region', { name: 'Chosen items' });
  await expect(chosen).toContainText('4 items chosen');
  await chosen.getByRole('button', { name: 'Fetch again' }).click();
  await expect(page.getByText('Fetching again: 1 job started')).toBeVisible();
  expect(orders.refetches[0]!.stretches).toHaveLength(4);
  await chosen.getByRole('button', { name: 'Accept' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing to decide' })).toBeVisible();
  await choose(page, 'Decision', 'Accepted');
  await expect(page.getByText('4 shown, 0 to decide')).toBeVisible();
  await page
    .getByRole('checkbox', { name: /^Choose bitget BTCUSDT 1h/ })
    .first()
    .check();
  await chosen.getByRole('button', { name: 'Decide again' }).click();
  await expect(page.getByText('3 shown, 1 to decide')).toBeVisible();
  await host.close();
});

test('a deep check shows how far it is, can be stopped, and rebuilds what it contradicts', async ({
  page,
}) => {
  let finish: () => void = () => undefined;
  const { host, backend } = await openQuality(page, 'Review', {
    'checks.run': (_request, signal) =>
      new Promise((resolve) => {
        finish = () => resolve(fail({ code: 'cancelled', message: 'stopped' }));
        signal.addEventListener('abort', finish);
      }),
  });
  const canary = page.getByRole('listitem', { name: /^Canary/ });
  await expect(canary).toContainText('on 2 of 40 days the exchange had changed');
  await canary.getByRole('button', { name: /^Run/ }).click();
  backend.emit('checks.progress', { kind: 'canary', done: 3, total: 12 });
  await expect(canary.getByRole('status')).toHaveText('3 of 12, 25.00%');
  await canary.getByRole('button', { name: 'Cancel' }).click();
  await expect(canary.getByRole('progressbar')).toHaveCount(0);
  await expect(canary.getByRole('alert')).toHaveCount(0);

  const ledger = page.getByRole('listitem', { name: 'Ledgers against candles' });
  await ledger.getByText('Findings in 1 series').click();
  await expect(ledger).toContainText('2 missing candles have no gap in the ledger');
  await ledger.getByRole('button', { name: 'Rebuild ledgers' }).click();
  const dialog = page.getByRole('dialog', { name: 'Rebuild the ledgers?' });
  await dialog.getByRole('button', { name: 'Rebuild ledgers' }).click();
  await expect(page.getByText('The ledgers of 1 series were rebuilt.')).toBeVisible();
  finish();
  await host.close();
});

test('limits show their defaults, say what is wrong, and are reset', async ({ page }) => {
  const saved: unknown[] = [];
  const { host } = await openQuality(page, 'Review', {
    'quality.setLimits': async (limits) => {
      saved.push(limits);
      return succeed(limits);
    },
  });
  await page.getByRole('button', { name: 'Limits …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Limits of quality' });
  const minute = dialog.getByRole('textbox', { name: 'Minutes 1m stays fresh' });
  await expect(minute).toHaveAttribute('placeholder', '6');
  await minute.fill('soon');
  await dialog.getByRole('textbox', { name: /^Price jump/ }).fill('0');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toContainText('A number is needed here.');
  await expect(dialog).toContainText('At least 0.1 and at most 1,000.');
  expect(saved).toEqual([]);
  await dialog.getByRole('button', { name: 'Back to the defaults' }).click();
  await minute.fill('10');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  expect(saved).toEqual([{ freshnessMs: { '1m': 600_000 }, requiredDays: {}, jump: 0.1, flatMinutes: 15 }]);
  await host.close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 1024, height: 700 },
  ]) {
    test.describe(`pictures, ${colorScheme} ${viewport.width}`, () => {
      test.use({ colorScheme, viewport });

      test('of the review with an item opened, and of the limits', async ({ page }) => {
        const { host } = await openQuality(page, 'Review');
        await page
          .getByRole('row', { name: /Flat run/ })
          .getByRole('button')
          .click();
        await expect(page.getByRole('table', { name: 'Candles around it' })).toBeVisible();
        await page.waitForTimeout(500);
        const shot = (name: string) =>
          page.screenshot({ path: `test-results/screens/${name}-${viewport.width}-${colorScheme}.png` });
        await shot('review-item');
        await page.getByRole('button', { name: 'Close the details' }).click();
        await shot('review');
        await page.getByRole('button', { name: 'Limits …' }).click();
        await expect(page.getByRole('textbox', { name: 'Minutes 1m stays fresh' })).toBeVisible();
        await page.waitForTimeout(300);
        await shot('limits');
        await host.close();
      });
    });
  }
}

test.describe('in Spanish on a small screen', () => {
  test.use({ locale: 'es-ES', viewport: { width: 1024, height: 700 }, colorScheme: 'dark' });

  test('nothing is left in English, and everything has its room', async ({ page }) => {
    const { host } = await openQuality(page, 'Revisión');
    const shot = (name: string) => page.screenshot({ path: `test-results/screens/${name}-1024-dark-es.png` });
    await expect(page.getByText('4 mostrados, 4 por decidir')).toBeVisible();
    await shot('review');
    await page
      .getByRole('row', { name: /Cambió después/ })
      .getByRole('button')
      .click();
    await expect(page.getByRole('table', { name: 'Velas alrededor' })).toBeVisible();
    await shot('review-item');
    await page.keyboard.press('Control+6');
    await page.getByRole('row').nth(4).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Examinar la vela' }).click();
    await expect(page.getByRole('complementary', { name: /^Vela de/ })).toBeVisible();
    await shot('gaps-inspector');
    await host.close();
  });
});
