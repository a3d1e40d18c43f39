import { expect, type Page, test } from '@playwright/test';
import { HOUR } from '../../shared/domain/time.ts';
import { fail } from '../../shared/lib/result.ts';
import { HOLE, openQuality } from './qualityStage.ts';

const chart = (page: Page) => page.getByRole('application', { name: /^Chart 1/ });
const inspector = (page: Page) => page.getByRole('complementary', { name: /^Candle of/ });
const iso = (time: number): string => new Date(time).toISOString().slice(0, 16).replace('T', ' ');

test.use({ timezoneId: 'UTC' });

/** Opens the chart and waits for its candles. */
async function openChart(page: Page, more: Parameters<typeof openQuality>[2] = {}) {
  const stage = await openQuality(page, 'Chart', more);
  await expect(chart(page).getByText(/399 candles in sight|candles in sight/)).toBeAttached();
  await chart(page).focus();
  return stage;
}

test('Enter opens the candle under the crosshair, arrows go to its neighbours, Esc closes', async ({
  page,
}) => {
  const { host, newest } = await openChart(page);
  await page.keyboard.press('Enter');
  const panel = inspector(page);
  await expect(panel).toBeFocused();
  await expect(panel.getByRole('status')).toContainText(iso(newest));
  await expect(panel).toContainText('Answer of Bitget (REST)');
  await expect(panel).toContainText('Confirmed by the exchange');
  await expect(panel).toContainText('Stored 1s after its close.');
  await page.keyboard.press('ArrowLeft');
  await expect(panel.getByRole('status')).toContainText(iso(newest - HOUR));
  await page.keyboard.press('ArrowRight');
  await expect(panel.getByRole('status')).toContainText(iso(newest));
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  await expect(chart(page)).toBeFocused();
  await host.close();
});

test('a candle tells what it was before, what lies under it, and what the other venue says', async ({
  page,
}) => {
  const { host, newest } = await openChart(page);
  await page.keyboard.press('Enter');
  const panel = inspector(page);
  const revisions = panel.getByRole('region', { name: 'Revisions' });
  await expect(revisions.locator('del')).toHaveText(['27,111.5', '11']);
  await expect(panel.getByRole('region', { name: 'Finer candles' })).toContainText(
    '60 of 60 1m candles are stored.',
  );
  await expect(panel.getByRole('region', { name: 'Finer candles' })).toContainText(
    'Together they make another',
  );
  await panel.getByRole('button', { name: 'Ask Binance for the same candle' }).click();
  const other = panel.getByRole('table', { name: 'The other exchange' });
  await expect(other.getByRole('row', { name: /^Binance/ })).toContainText('≠');

  await panel.getByText('Show 60 candles').click();
  await panel
    .getByRole('button', { name: '00:00', exact: true })
    .or(panel.getByRole('button', { name: /:05$/ }))
    .first()
    .click();
  await expect(panel).toContainText('BTCUSDT 1m');
  expect(newest).toBeGreaterThan(0);
  await host.close();
});

test('where there is no candle the gap tells its story, and can be repaired from there', async ({ page }) => {
  const { host, orders, hole } = await openChart(page);
  await page.keyboard.press('Enter');
  const panel = inspector(page);
  for (let i = 0; i < HOLE; i += 1) await page.keyboard.press('ArrowLeft');
  await expect(panel.getByRole('status')).toContainText(iso(hole));
  await expect(panel.getByRole('region', { name: 'There is no candle' })).toContainText(
    '1 candle (1h) is missing',
  );
  await expect(panel.getByRole('region', { name: 'Refused rows' })).toContainText('high is below low');
  await panel.getByRole('button', { name: 'Repair …' }).click();
  await expect(page.getByRole('dialog', { name: 'Repair gaps' })).toBeVisible();
  expect(orders.plans.at(-1)!.stretches).toEqual([{ seriesId: 1, from: hole, until: hole + HOUR }]);
  await host.close();
});

test('a click opens a bar, a right-click asks what can be done, and a measure is a stretch', async ({
  page,
}) => {
  const { host, orders } = await openChart(page);
  const picture = chart(page).getByRole('img');
  const box = (await picture.boundingBox())!;
  const at = { x: box.x + box.width * 0.6, y: box.y + box.height * 0.4 };
  await page.mouse.click(at.x, at.y);
  await expect(inspector(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(inspector(page)).toBeHidden();
  await page.mouse.click(at.x, at.y, { button: 'right' });
  const menu = page.getByRole('menu', { name: /^What can be done with bitget BTCUSDT 1h/ });
  await menu.getByRole('menuitem', { name: 'Fetch again' }).click();
  await expect(page.getByText('Fetching again: 1 job started')).toBeVisible();
  expect(orders.refetches[0]!.stretches[0]!.until - orders.refetches[0]!.stretches[0]!.from).toBe(HOUR);

  await page.keyboard.down('Shift');
  await page.mouse.move(at.x - 200, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x, at.y + 40, { steps: 5 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  const stretch = page.getByRole('region', { name: 'Measured stretch' });
  await stretch.getByRole('button', { name: 'Repair …' }).click();
  await expect(page.getByRole('dialog', { name: 'Repair gaps' })).toBeVisible();
  await expect.poll(() => orders.plans.length).toBeGreaterThan(0);
  const { from, until } = orders.plans.at(-1)!.stretches![0]!;
  expect(until - from).toBeGreaterThan(5 * HOUR);
  await page.keyboard.press('Escape');
  await chart(page).focus();
  await page.keyboard.press('Escape');
  await expect(stretch).toHaveCount(0);
  await page.keyboard.press('Alt+a');
  await expect(menu).toBeVisible();
  await host.close();
});

test('a candle that cannot be read says so, and is asked for again', async ({ page }) => {
  const { host } = await openChart(page, {
    'candles.inspect': async () => fail({ code: 'internal', message: 'the reader stopped' }),
  });
  await page.keyboard.press('Enter');
  await expect(inspector(page).getByRole('alert')).toContainText('the reader stopped');
  await expect(inspector(page).getByRole('button', { name: 'Try again' })).toBeVisible();
  await host.close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 1024, height: 700 },
  ]) {
    test.describe(`pictures, ${colorScheme} ${viewport.width}`, () => {
      test.use({ colorScheme, viewport });

      test('of a candle beside its chart', async ({ page }) => {
        const { host } = await openChart(page);
        await page.keyboard.press('Enter');
        await inspector(page).getByRole('button', { name: 'Ask Binance for the same candle' }).click();
        await expect(inspector(page).getByRole('table', { name: 'The other exchange' })).toBeVisible();
        await page.waitForTimeout(400);
        await page.screenshot({
          path: `test-results/screens/inspector-${viewport.width}-${colorScheme}.png`,
        });
        await host.close();
      });
    });
  }
}
