import { MINUTE } from '../../shared/domain/time.ts';
import { expect, test } from './fixtures.ts';
import { chooseSymbols, goTo, startBackfill } from './page.ts';

/** Less than the limit above which no candle is declared closed. */
const MOST_SHIFT = 28_000;

/** Moves the venue's clock so that the next minute begins soon, but no further than a clock may be off. */
function soonBeforeTheMinute(now: number): number {
  const wanted = 45_000 - (now % MINUTE);
  return Math.min(MOST_SHIFT, Math.max(-MOST_SHIFT, wanted > 30_000 ? wanted - MINUTE : wanted));
}

test('a backfill that keeps its series live leaves a screen that says so and a chart that moves by itself', async ({
  app,
}) => {
  test.setTimeout(150_000);
  const { clock } = app.exchange;
  clock.jump(clock.now() + soonBeforeTheMinute(clock.now()));
  const page = await app.open();
  await chooseSymbols(page, ['BTCUSDT']);
  await startBackfill(page);

  await goTo(page, 'Ingestion');
  const lines = page.getByRole('table', { name: 'Live series' });
  const minute = lines
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name: 'bitget BTCUSDT 1m: Enter opens the chart' }) });
  await expect(minute).toContainText(/(Live|Quiet).*WebSocket/, { timeout: 60_000 });
  await expect(lines.getByRole('row').filter({ hasText: /BTCUSDT (15m|1h|4h|1d)/ })).toHaveCount(4);
  await expect(lines.getByText('Derived').first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Bitget' })).toContainText('Connected');
  await expect(page.getByRole('img', { name: /messages a second now/ })).toHaveAccessibleName(/^[1-9]/);

  await minute.getByRole('button').first().press('Enter');
  const chart = page.getByRole('application', { name: 'Chart 1: bitget BTCUSDT 1m' });
  const time = chart.locator('[data-value="time"]');
  const shown = async (): Promise<number> =>
    Date.parse(`${(await time.textContent())?.replace(' UTC', 'Z')}`);
  await expect
    .poll(shown, { message: 'the candle that forms', timeout: 60_000 })
    .toBe(Math.floor(clock.now() / MINUTE) * MINUTE);
  const forming = await shown();
  const close = chart.locator('[data-value="close"]');
  const before = await close.textContent();
  await expect(close, 'its price moves').not.toHaveText(before ?? '', { timeout: 30_000 });
  await expect.poll(shown, { message: 'the next one', timeout: 75_000 }).toBe(forming + MINUTE);
  await expect(page.locator('[data-quote="last"]')).toHaveText(/\d/);

  await goTo(page, 'Ingestion');
  const closed = new Date(forming).toISOString().slice(0, 16).replace('T', ' ');
  await expect(minute, 'and the one before is stored').toContainText(closed, { timeout: 20_000 });
});
