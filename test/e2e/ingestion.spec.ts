import { expect, type Page, test } from '@playwright/test';
import { MINUTE } from '../../shared/domain/time.ts';
import { fail, succeed } from '../../shared/lib/result.ts';
import { sampleVenue } from '../helpers/liveSamples.ts';
import { type LiveStage, lineOf, liveCoverage, openLive } from './liveStage.ts';
import { choose, goTo, openBackfill } from './page.ts';

let stage: LiveStage | undefined;
// A test that was skipped has opened none.
test.afterEach(() => stage?.host.close());

const table = (page: Page) => page.getByRole('table', { name: 'Live series' });
const lineRow = (page: Page, name: string) =>
  table(page)
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name: `${name}: Enter opens the chart` }) });

test('an empty screen teaches what live means, and makes everything live with one click', async ({
  page,
}) => {
  const series = liveCoverage(10);
  stage = await openLive(page, { series });
  await goTo(page, 'Ingestion');
  await expect(page.getByRole('heading', { name: 'Nothing is kept live yet' })).toBeVisible();
  await page.getByRole('button', { name: 'Keep all 10 series live' }).click();
  await expect(page.getByText('10 series kept live from now on')).toBeVisible();
  await expect(table(page).getByRole('row')).toHaveCount(11);
  expect(stage.asked).toEqual([
    { name: 'live.set', request: { seriesIds: series.map(({ id }) => id), live: true } },
  ]);
  await expect(page.getByRole('status').filter({ hasText: '10 Catching up' })).toBeVisible();
});

test('a store without candles is sent to its first download', async ({ page }) => {
  stage = await openLive(page, { series: [] });
  await goTo(page, 'Ingestion');
  await page.getByRole('button', { name: 'Download something first …' }).click();
  await expect(page.getByRole('main', { name: 'Coverage' })).toBeVisible();
});

test('venues and series say how they are, by pushes alone, and their ages tick by themselves', async ({
  page,
}) => {
  const series = liveCoverage(10);
  const [first] = series;
  stage = await openLive(page, {
    series,
    lines: series.map((one) => lineOf(one)),
    venues: [
      sampleVenue({ desired: 7, active: 7, clockOffsetMs: 12 }),
      sampleVenue({ exchange: 'binance', desired: 3, active: 3 }),
    ],
    more: {
      'app.status': async () => {
        const venue = {
          exchange: 'bitget',
          clockOffsetMs: 900,
          blockedUntil: null,
          lastError: null,
        } as const;
        return succeed({ venues: [venue], storeBytes: 0, openJobs: 0 });
      },
    },
  });
  await goTo(page, 'Ingestion');
  const status = page.getByRole('region', { name: 'Status' });
  await expect(status, 'the newest offset is the live one').toContainText('+12 ms · 7 of 7 live');
  const venue = page.getByRole('region', { name: 'Bitget' });
  await expect(venue).toContainText('Connected');
  await expect(venue).toContainText('840ms');
  const row = lineRow(page, `${first!.exchange} ${first!.symbol} ${first!.timeframe}`);
  await expect(row).toContainText('Live');
  const heard = row.getByRole('cell').nth(4);
  const before = await heard.textContent();
  await expect(heard).not.toHaveText(before ?? '');

  stage.push(
    [lineOf(first!, { state: 'failing', errors: 3, lastError: 'read ECONNRESET', source: 'polling' })],
    [
      sampleVenue({
        exchange: first!.exchange,
        socket: 'waiting',
        circuit: 'open',
        circuitUntil: Date.now() + MINUTE,
        active: 0,
        desired: 7,
      }),
    ],
  );
  await expect(row).toContainText('Failing');
  await expect(row).toContainText('read ECONNRESET');
  await expect(row, 'polled although the socket is wished').toContainText('fallback');
  const broken = page.getByRole('region', { name: first!.exchange === 'bitget' ? 'Bitget' : 'Binance' });
  await expect(broken).toContainText('Waiting to reconnect');
  await expect(broken).toContainText('sends anything although the line stands');
  await expect(broken).toContainText(/tries in \d+s/);
  await expect(broken).toContainText('0 of 7');
  await expect(page.getByRole('button', { name: 'Ingestion', exact: true })).toHaveAccessibleDescription(
    '1 live series or venue in trouble',
  );
  await broken.getByRole('button', { name: /^Reconnect .* now$/ }).click();
  await expect(broken).toContainText('Connecting …');
  await expect(broken).toContainText('Closed, all well');
});

test('a wrong clock says how to set it, and everything can be paused and switched at once', async ({
  page,
}) => {
  const series = liveCoverage(5);
  stage = await openLive(page, {
    series,
    lines: series.map((one) => lineOf(one, { state: 'held' })),
    venues: [sampleVenue({ clockOffsetMs: -95_000, clockTrusted: false })],
  });
  await goTo(page, 'Ingestion');
  await expect(page.getByRole('region', { name: 'Bitget' })).toContainText(
    /1m 35s away from the exchange's.* Sync now/,
  );
  await choose(page, 'Mode of all', 'Polling');
  await page.getByRole('button', { name: 'Pause all' }).click();
  await expect(page.getByRole('alert')).toContainText('Paused: nothing is stored live.');
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByText('Paused: nothing is stored live.')).toBeHidden();
  expect(stage.asked.map(({ request }) => request)).toEqual([
    { mode: 'polling' },
    { paused: true },
    { paused: false },
  ]);
});

test('lines are found, sorted, chosen by mouse and by keys, and changed together', async ({ page }) => {
  const series = liveCoverage(10).filter(({ exchange }) => exchange === 'bitget');
  stage = await openLive(page, {
    series,
    lines: series.map((one, i) => lineOf(one, i === 2 ? { state: 'failing', latencyMs: 9_000 } : {})),
  });
  await goTo(page, 'Ingestion');
  const rows = table(page).getByRole('row');
  const filter = page.getByRole('region', { name: 'Live series' }).getByRole('textbox', { name: 'Filter' });
  await table(page).getByRole('button', { name: 'Latency' }).click();
  await expect(rows.nth(1)).toContainText('9.0s');
  await table(page).getByRole('button', { name: 'State' }).click();
  await expect(rows.nth(1)).toContainText('Failing');
  await choose(page, 'Which series', 'In trouble');
  await expect(rows).toHaveCount(2);
  await choose(page, 'Which series', 'Live');
  await filter.fill('btc');
  await table(page).getByRole('button', { name: 'Series' }).click();

  await rows.nth(1).click();
  await rows.nth(1).getByRole('button').first().press('Shift+ArrowDown');
  await expect(page.getByText('2 selected')).toBeVisible();
  await page.getByRole('button', { name: 'Mode', exact: true }).click();
  await page.getByRole('menuitemradio', { name: 'Polling' }).click();
  await expect(page.getByText('2 series: Polling')).toBeVisible();
  await expect(rows.nth(1), 'a mode of its own').toContainText('own');
  await page.getByRole('button', { name: 'Stop live' }).click();
  await expect(page.getByText('2 series no longer kept live; their candles stay')).toBeVisible();
  await filter.fill('');
  await choose(page, 'Which series', 'Stopped');
  await expect(rows).toHaveCount(3);
  await rows.nth(1).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Keep live' }).click();
  await expect(page.getByText('None was stopped.'), 'both are chosen still').toBeVisible();
  await choose(page, 'Which series', 'All');
  await rows.nth(1).getByRole('button').first().press('Enter');
  await expect(page.getByRole('main', { name: 'Chart' })).toBeVisible();
});

test('thousands of live series cost a screenful of rows', async ({ page }) => {
  const series = liveCoverage(4_000);
  stage = await openLive(page, { series, lines: series.map((one) => lineOf(one)) });
  await goTo(page, 'Ingestion');
  await expect(page.getByRole('status').filter({ hasText: '4,000 of 4,000 series' })).toBeVisible();
  expect(await table(page).getByRole('row').count()).toBeLessThan(100);
});

test('what the engine cannot say is said, and asked again', async ({ page }) => {
  let isBroken = true;
  const refused = fail({ code: 'internal', message: 'the supervisor stopped' } as const);
  stage = await openLive(page, { series: liveCoverage(5) });
  const { handlers } = stage.backend;
  const answer = handlers['live.state'];
  Object.assign(handlers, {
    'live.state': (...args: Parameters<typeof answer>) =>
      isBroken ? Promise.resolve(refused) : answer(...args),
  });
  await page.reload();
  await goTo(page, 'Ingestion');
  await expect(page.getByRole('alert')).toContainText('the supervisor stopped');
  isBroken = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing is kept live yet' })).toBeVisible();
});

test('the coverage shows what is live, and switches it for a row and for a selection', async ({ page }) => {
  const series = liveCoverage(10).filter(({ symbol }) => symbol === 'BTCUSDT');
  stage = await openLive(page, { series, lines: [lineOf(series[0]!, { state: 'quiet' })] });
  const name = (i: number): string => `${series[i]!.exchange} ${series[i]!.symbol} ${series[i]!.timeframe}`;
  const row = (i: number) =>
    page.getByRole('row').filter({ has: page.getByRole('button', { name: `Details of ${name(i)}` }) });
  await expect(row(0)).toContainText('Kept live: Quiet');
  await expect(row(1)).not.toContainText('Kept live');
  await row(1).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Keep live' }).click();
  await expect(row(1)).toContainText('Kept live: Catching up');

  await page.getByRole('button', { name: `Details of ${name(1)}` }).click();
  const details = page.getByRole('region', { name: `Details of ${name(1)}` });
  await expect(details).toContainText('Catching up');
  await details.getByRole('button', { name: 'Stop live' }).click();
  await expect(row(1)).not.toContainText('Kept live');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: `Details of ${name(2)}` }).focus();
  await page.keyboard.press('Control+a');
  const tools = page.getByRole('region', { name: 'Series', exact: true });
  await tools.getByRole('button', { name: 'Keep live' }).click();
  for (const i of series.keys()) await expect(row(i)).toContainText('Kept live');

  const dialog = await openBackfill(page);
  const keep = dialog.getByRole('checkbox', { name: 'Keep live afterwards' });
  await expect(keep).toBeChecked();
  await keep.uncheck();
  await page.reload();
  await expect(
    (await openBackfill(page)).getByRole('checkbox', { name: 'Keep live afterwards' }),
  ).not.toBeChecked();
});
