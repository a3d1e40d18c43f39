import { expect, type Page, test } from '@playwright/test';
import { lowerBound } from '../../renderer/charts/axis.ts';
import { type CandleRow, candlesFromRows, sliceCandles } from '../../shared/domain/candle.ts';
import type { SeriesId } from '../../shared/domain/series.ts';
import { MINUTE } from '../../shared/domain/time.ts';
import { floorToGrid } from '../../shared/domain/timeframe.ts';
import { succeed } from '../../shared/lib/result.ts';
import { sampleQuote } from '../helpers/liveSamples.ts';
import { sampleCoverage } from '../helpers/samples.ts';
import { type LiveStage, lineOf, openLive } from './liveStage.ts';
import { goTo } from './page.ts';

const ID = 1 as SeriesId;
let stage: LiveStage | undefined;
// A test that was skipped has opened none.
test.afterEach(() => stage?.host.close());

/** Opens the chart of a minute series whose newest stored candle closed a moment ago. */
async function openLiveChart(page: Page) {
  const end = floorToGrid('1m', Date.now());
  const at = (i: number, close: number): CandleRow => [
    end + i * MINUTE,
    100,
    Math.max(101, close),
    99,
    close,
    5,
  ];
  const candles = candlesFromRows(Array.from({ length: 500 }, (_, i) => at(i - 500, 100.25 + (i % 5))));
  const series = sampleCoverage({ id: ID, timeframe: '1m', candles: 500, last: end - MINUTE });
  let reads = 0;
  const opened = await openLive(page, {
    series: [series],
    lines: [lineOf(series)],
    more: {
      'candles.range': async ({ before, limit }) => {
        reads += 1;
        const until = lowerBound(candles.openTime, before);
        return succeed({ candles: sliceCandles(candles, Math.max(0, until - limit), until) });
      },
      'candles.after': async () => {
        reads += 1;
        return succeed({ candles: candlesFromRows([]) });
      },
      'live.forming': async () =>
        succeed({ candles: [{ seriesId: ID, row: [...at(0, 123.45)], closed: false }] }),
      'quotes.list': async () => succeed({ quotes: [sampleQuote(Date.now())] }),
    },
  });
  stage = opened;
  await goTo(page, 'Chart');
  const chart = page.getByRole('application', { name: /^Chart 1/ });
  return {
    backend: opened.backend,
    chart,
    end,
    value: (name: string) => chart.locator(`[data-value="${name}"]`),
    tell: (i: number, close: number, closed: boolean): void =>
      opened.backend.emit('live.candles', { candles: [{ seriesId: ID, row: [...at(i, close)], closed }] }),
    reads: () => reads,
  };
}

test('the chart moves live, follows the newest candle, and reads nothing again for it', async ({ page }) => {
  const { backend, chart, value, tell, reads } = await openLiveChart(page);
  await expect(value('close'), 'what forms is asked for at once').toHaveText('123.45');
  tell(0, 124.5, false);
  await expect(value('close')).toHaveText('124.50');
  const before = reads();
  tell(0, 125, true);
  tell(1, 126.25, false);
  backend.emit('coverage.changed', { seriesIds: [ID], appended: [ID] });
  await expect(value('close')).toHaveText('126.25');
  for (let i = 1; i < 8; i += 1) tell(i, 130 + i, true);
  tell(8, 150, false);
  await expect(value('close')).toHaveText('150.00');
  await expect(
    chart,
    'the newest closed candle is in sight: the view went along',
  ).toHaveAccessibleDescription(/last close 137\.00/);
  expect(reads()).toBe(before);
  backend.emit('coverage.changed', { seriesIds: [ID] });
  await expect.poll(reads, 'a change of another kind is read').toBeGreaterThan(before);
});

test('a view of the past stays where it is while candles come in', async ({ page }) => {
  const { chart, value, tell } = await openLiveChart(page);
  await expect(value('close')).toHaveText('123.45');
  await chart.focus();
  for (let i = 0; i < 2; i += 1) await page.keyboard.press('Shift+ArrowLeft');
  const sight = /from (\S+ \S+) to (\S+ \S+)/;
  const seen = async (): Promise<string> =>
    (await chart.getByText(/in sight/).textContent())?.match(sight)?.[0] ?? '';
  await expect.poll(seen).not.toBe('');
  await page.waitForTimeout(700);
  const before = await seen();
  for (let i = 0; i < 10; i += 1) tell(i, 200 + i, true);
  tell(10, 222, false);
  await expect(value('close')).toHaveText('222.00');
  await page.waitForTimeout(700);
  expect(await seen()).toBe(before);
});

test('the quote strip tells what the contract costs, and greys what is no quote any more', async ({
  page,
}) => {
  const { backend } = await openLiveChart(page);
  const quotes = page.locator('[data-quote]');
  const last = page.locator('[data-quote="last"]');
  await expect(last).toHaveText('1,000.5');
  await expect(last).toHaveAttribute('title', /^Price of the last trade, .* old$/);
  await expect(page.locator('[data-quote="change24h"]')).toHaveText('-2.34%');
  await expect(page.locator('[data-quote="funding"]')).toHaveText('+0.0100%');
  await expect(page.locator('[data-quote][data-stale]')).toHaveCount(0);
  backend.emit('live.quotes', { quotes: [sampleQuote(Date.now() - 61_000)] });
  await expect(page.locator('[data-quote][data-stale]')).toHaveCount(await quotes.count());
  await expect(last).toHaveAttribute('title', /1m 1s old: no longer a quote$/);
  backend.emit('live.quotes', {
    quotes: [
      sampleQuote(Date.now(), { bid: { value: 999, at: Date.now(), expiresAt: Date.now() + 60_000 } }),
    ],
  });
  await expect(page.locator('[data-quote="bid"]')).toHaveText('999.0');
  await expect(last).not.toHaveAttribute('data-stale');
});

test('a series that is not live is made live from its chart', async ({ page }) => {
  await openLiveChart(page);
  const { push, asked } = stage!;
  push([{ ...lineOf(sampleCoverage({ id: ID, timeframe: '1m' })), state: 'off', updatedAt: Date.now() + 1 }]);
  await page.getByRole('button', { name: 'Keep live' }).click();
  await expect.poll(() => asked).toEqual([{ name: 'live.set', request: { seriesIds: [ID], live: true } }]);
  await expect(page.getByText('Catching up')).toBeVisible();
});
