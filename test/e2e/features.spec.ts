import type { Page } from '@playwright/test';
import type { CallRequest } from '../../shared/contract/calls.ts';
import type { Handlers } from '../../shared/contract/dataClient.ts';
import type { SeriesId } from '../../shared/domain/series.ts';
import { DAY } from '../../shared/domain/time.ts';
import { fail, succeed } from '../../shared/lib/result.ts';
import { sampleFeatureCoverage, sampleFeatures } from '../helpers/frameSamples.ts';
import { expect, test } from './fixtures.ts';
import { backfill, goTo, waitForJobs } from './page.ts';
import { openScripted, quietBackend } from './scripted.ts';

const empty = { enabled: false, rows: 0, first: null, last: null, counts: {} } as const;
const series = [
  sampleFeatureCoverage(),
  sampleFeatureCoverage({ seriesId: 2 as SeriesId, symbol: 'BTCUSDT', ...empty }),
];

/** A feature engine that remembers what it was asked. */
async function openFeatures(page: Page, more: Partial<Handlers> = {}) {
  const qualities: CallRequest<'features.quality'>[] = [];
  const backend = quietBackend([], {
    'features.catalog': async () => succeed({ features: sampleFeatures(), series }),
    'features.enable': async ({ seriesIds, enabled }) =>
      succeed({
        series: series
          .filter(({ seriesId }) => seriesIds.includes(seriesId))
          .map((one) => ({ ...one, enabled })),
      }),
    'features.quality': async (request) => {
      qualities.push(request);
      return succeed({
        days: Array.from({ length: 60 }, (_, i) => ({
          day: Date.UTC(2026, 9, 1) + i * DAY,
          counts: i < 2 ? { warmup: 24 } : i % 9 === 0 ? { ready: 20, degraded: 4 } : { ready: 24 },
        })),
      });
    },
    ...more,
  });
  const host = await openScripted(page, backend);
  await goTo(page, /^(Features|Características)$/);
  return { host, backend, qualities };
}

test('the catalog says each feature in words, and which have no source yet', async ({ page }) => {
  const { host } = await openFeatures(page);
  const table = page.getByRole('table', { name: 'Feature catalog' });
  await expect(table.getByRole('row', { name: /^returns_1@1\.0/ })).toContainText(
    'close ÷ close one candle before − 1',
  );
  await expect(table.getByRole('row', { name: /^market_beta_60/ })).toContainText('never');
  await expect(table.getByRole('row', { name: /^news_sentiment_24h/ })).toContainText('Not yet');
  await host.close();
});

test('a series is computed on close by its switch', async ({ page }) => {
  const { host } = await openFeatures(page);
  await expect(page.getByText('1 series computed on close')).toBeVisible();
  await page.getByRole('switch', { name: 'Compute on close: bitget BTCUSDT 1h' }).press('Space');
  await expect(page.getByText('2 series computed on close')).toBeVisible();
  await host.close();
});

test('the quality of a feature over time is said and drawn for the chosen series', async ({ page }) => {
  const { host, qualities } = await openFeatures(page);
  await page.getByRole('button', { name: 'Quality of bitget ETHUSDT 1h over time' }).click();
  await page.getByRole('button', { name: /^market_beta_60/ }).click();
  await expect(
    page.getByRole('heading', { name: 'market_beta_60 of bitget ETHUSDT 1h over time' }),
  ).toBeVisible();
  await expect(page.getByRole('img', { name: /^2026-10-01 to 2026-11-29: .*ready/ })).toBeVisible();
  expect(qualities.at(-1)).toEqual({ seriesId: 1, name: 'market_beta_60' });
  await host.close();
});

test('a build tells how far it is, can be cancelled, and says what it came to', async ({ page }) => {
  let isFirst = true;
  const builds: CallRequest<'features.build'>[] = [];
  const { host, backend } = await openFeatures(page, {
    'features.build': (request, signal) => {
      builds.push(request);
      if (!isFirst) return Promise.resolve(succeed({ series: 1, rows: 720, partitions: 2 }));
      isFirst = false;
      return new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve(fail({ code: 'cancelled', message: 'cancelled' })));
      });
    },
  });
  await page.getByRole('checkbox', { name: 'Parquet files too' }).check();
  const all = page.getByRole('button', { name: 'Build what is missing' });
  await all.click();
  await expect(page.getByRole('progressbar', { name: 'Building features' })).toBeAttached();
  backend.emit('features.progress', { done: 1_000, total: 4_000, etaMs: 9_000 });
  await expect(page.getByText('1,000 of 4,000 candles · 9s left')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(all).toBeEnabled();
  await page.getByRole('button', { name: 'Build the features of bitget BTCUSDT 1h' }).click();
  await expect(page.getByText('Done: 1 series, 720 candles, 2 Parquet files.')).toBeVisible();
  expect(builds).toEqual([
    { parquet: true },
    { exchange: 'bitget', symbols: ['BTCUSDT'], timeframes: ['1h'], parquet: true, all: true },
  ]);
  await host.close();
});

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
]) {
  test.describe(`${viewport.width}`, () => {
    const isSmall = viewport.width < 1200;
    test.use({
      viewport,
      colorScheme: isSmall ? 'dark' : 'light',
      locale: isSmall ? 'es-ES' : 'en-GB',
    });
    test('the features as a picture', async ({ page }) => {
      const { host } = await openFeatures(page);
      await page.getByRole('button', { name: /^returns_1@/ }).click();
      await expect(page.getByRole('img', { name: /^2026-10-01/ })).toBeVisible();
      await page.screenshot({ path: `test-results/screens/features-quality-${viewport.width}.png` });
      await host.close();
    });
  });
}

test('the features of downloaded candles are built, and how good they are is seen', async ({ app }) => {
  const page = await app.open();
  await backfill(page, ['ETHUSDT']);
  await waitForJobs(page);
  await goTo(page, 'Features');
  await page.getByRole('button', { name: 'Build the features of bitget ETHUSDT 1h' }).click();
  await expect(page.getByText(/^Done: 1 series, [\d,]+ candles/)).toBeVisible();
  await page.getByRole('button', { name: 'Quality of bitget ETHUSDT 1h over time' }).click();
  await page.getByRole('button', { name: /^returns_20/ }).click();
  await expect(page.getByRole('img', { name: /ready/ })).toBeVisible();
});
