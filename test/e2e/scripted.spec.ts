import { expect, test } from '@playwright/test';
import { BackendStartError } from '../../electron/engine/ports/backend.ts';
import { ApiErrorCode } from '../../shared/contract/errors.ts';
import type { InstrumentId } from '../../shared/domain/instrument.ts';
import type { SeriesId } from '../../shared/domain/series.ts';
import { TIMEFRAMES } from '../../shared/domain/timeframe.ts';
import { succeed } from '../../shared/lib/result.ts';
import { sampleCoverage } from '../helpers/samples.ts';
import { openScripted, quietBackend } from './scripted.ts';

test('a connection that breaks is said, comes back by itself and brings the news it missed', async ({
  page,
}) => {
  const series = [sampleCoverage()];
  const backend = quietBackend(series, { 'coverage.list': async () => succeed({ series: [...series] }) });
  const host = await openScripted(page, backend);
  await expect(page.getByRole('button', { name: /^Details of .*BTCUSDT 1h$/ })).toBeVisible();
  series.push(sampleCoverage({ id: 2 as SeriesId, symbol: 'ETHUSDT' }));
  host.dropConnections();
  await expect(page.getByRole('button', { name: /^Details of .*ETHUSDT 1h$/ })).toBeVisible();
  await expect(page.getByText('The connection to Candlekeep was lost')).toBeHidden();
  await host.close();
  await expect(page.getByText('The connection to Candlekeep was lost')).toBeVisible();
});

test('every reason for a failed start has a sentence and a way out', async ({ page }) => {
  for (const code of ApiErrorCode.options.filter((one) => one !== 'disconnected')) {
    const host = await openScripted(page, new BackendStartError({ code, message: `because of ${code}` }));
    await expect(page.getByRole('heading', { name: 'Candlekeep could not start' })).toBeVisible();
    await expect(page.getByRole('alert')).toContainText(`Detail: because of ${code}`);
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
    await host.close();
  }
});

test('thousands of series cost a screenful of rows, and the last one is reached by its keys', async ({
  page,
}) => {
  const series = Array.from({ length: 6_000 }, (_, i) =>
    sampleCoverage({
      id: (i + 1) as SeriesId,
      instrumentId: Math.floor(i / TIMEFRAMES.length + 1) as InstrumentId,
      symbol: `S${String(Math.floor(i / TIMEFRAMES.length)).padStart(4, '0')}USDT`,
      timeframe: TIMEFRAMES[i % TIMEFRAMES.length]!,
    }),
  );
  const host = await openScripted(page, quietBackend(series));
  const rows = page.getByRole('table', { name: 'Series' }).getByRole('row');
  await expect(page.getByRole('status').filter({ hasText: '6,000 series' })).toBeVisible();
  expect(await rows.count()).toBeLessThan(120);
  await page.getByRole('button', { name: 'Bitget S0000USDT, timeframes' }).focus();
  await page.keyboard.press('End');
  await expect(page.getByRole('button', { name: 'Details of bitget S0499USDT 1w' })).toBeFocused();
  expect(await rows.count()).toBeLessThan(120);
  await host.close();
});
