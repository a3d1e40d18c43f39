import { HOUR } from '../../shared/domain/time.ts';
import { expect, test } from './fixtures.ts';
import { backfill, goTo, waitForJobs } from './page.ts';

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
  await details.getByRole('button', { name: 'Download again' }).click();
  await expect(page.getByRole('heading', { name: 'No gaps' })).toBeVisible();
});
