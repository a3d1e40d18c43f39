import { HOUR } from '../../shared/domain/time.ts';
import { expect, test } from './fixtures.ts';
import { backfill, goTo, openJobs, waitForJobs } from './page.ts';

test('a hole at the venue is seen on the heatmap, explained in the list and asked for again', async ({
  app,
}) => {
  const now = Date.now();
  const hole = {
    kind: 'hole',
    symbol: 'BTCUSDT',
    timeframe: '1h',
    from: now - 90 * HOUR,
    until: now - 70 * HOUR,
  } as const;
  app.exchange.faults.add([hole]);
  const page = await app.open();
  await backfill(page, ['BTCUSDT']);
  await waitForJobs(page);

  await goTo(page, 'Heatmap');
  const legend = page.getByRole('list', { name: 'Legend' });
  await expect(legend).toContainText(/Complete [1-9]/);
  await expect(legend).toContainText(/(Confirmed empty|Empty, unconfirmed) [1-9]/);

  await goTo(page, 'Gaps');
  await expect(page.getByText(/^1 of 1 gaps, 20 candles missing/)).toBeVisible();
  await page.getByRole('button', { name: /^Gap of bitget BTCUSDT 1h/ }).click();
  const details = page.getByRole('region', { name: 'Gap of bitget BTCUSDT 1h' });
  await expect(details).toContainText('20 candles (20h) are missing');
  await expect(details).toContainText('The exchange');
  await details.getByRole('button', { name: 'Show on the heatmap' }).click();
  await expect(
    page.getByRole('status').filter({ hasText: /^bitget BTCUSDT 1h, .*0 candles, 1 missing/ }),
  ).toBeVisible();

  app.exchange.faults.clear();
  await goTo(page, 'Gaps');
  await page.getByRole('button', { name: /^Gap of bitget BTCUSDT 1h/ }).click();
  await details.getByRole('button', { name: 'Fetch again' }).click();
  await expect(page.getByRole('heading', { name: 'No gaps' })).toBeVisible();
});

test('a hole is planned, repaired and taken back, and a candle tells where it came from', async ({ app }) => {
  const now = Date.now();
  const hole = { kind: 'hole', symbol: 'BTCUSDT', timeframe: '1h' } as const;
  app.exchange.faults.add([{ ...hole, from: now - 90 * HOUR, until: now - 70 * HOUR }]);
  const page = await app.open();
  await backfill(page, ['BTCUSDT']);
  await waitForJobs(page);
  app.exchange.faults.clear();

  await goTo(page, 'Gaps');
  const gap = page.getByRole('button', { name: /^Gap of bitget BTCUSDT 1h/ });
  await gap.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Repair …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Repair gaps' });
  await dialog.getByRole('checkbox', { name: /^Ask again/ }).check();
  await expect(dialog.getByRole('region', { name: 'Plan' })).toContainText('20');
  await dialog.getByRole('button', { name: 'Repair', exact: true }).click();
  const toast = page.getByRole('alert').filter({ hasText: '20 candles stored, 0 still missing.' });
  await expect(toast).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No gaps' })).toBeVisible();

  // A candle of the repair, while it is there.
  await goTo(page, 'Chart');
  const chart = page.getByRole('application', { name: /^Chart 1: bitget BTCUSDT 1h/ });
  await expect(chart.getByText(/candles in sight/)).toBeAttached();
  await chart.focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: /^Candle of bitget BTCUSDT 1h/ });
  await expect(panel).toContainText('Answer of Bitget (REST)');
  await expect(panel).toContainText('Never changed since it was stored.');
  await panel.getByRole('button', { name: 'Ask Binance for the same candle' }).click();
  await expect(panel.getByRole('table', { name: 'The other exchange' })).toBeVisible();
  await panel.getByRole('button', { name: 'Verify' }).click();
  await expect(page.getByText(/checked, nothing is wrong/)).toBeVisible();

  const jobs = await openJobs(page);
  await jobs
    .getByRole('listitem', { name: /^Repair/ })
    .getByRole('button', { name: /^Undo …/ })
    .click();
  await page.getByRole('button', { name: 'Take it back' }).click();
  await expect(page.getByText(/20 candles removed\./)).toBeVisible();
  await goTo(page, 'Gaps');
  await expect(page.getByText(/^1 of 1 gaps, 20 candles missing/)).toBeVisible();
});
