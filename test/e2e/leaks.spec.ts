import { type CDPSession, expect, type Page, test } from '@playwright/test';
import type { SeriesId } from '../../shared/domain/series.ts';
import { TIMEFRAMES } from '../../shared/domain/timeframe.ts';
import { sampleCoverage } from '../helpers/samples.ts';
import { openChart } from './chartStage.ts';
import { goToNth } from './page.ts';
import { openScripted, quietBackend } from './scripted.ts';

/** In the order of the rail. */
const PLACES = [
  'Coverage',
  'Heatmap',
  'Chart',
  'Ingestion',
  'Jobs',
  'Gaps',
  'Review',
  'Verify',
  'Frames',
  'Features',
  'Import',
  'Schedule',
  'Alerts',
  'Events',
  'Catalog',
] as const;
const WARM_UP = 5;
const ROUNDS = 20;
/** What comes and goes by itself: a tooltip, a timer that has just fired. One thing left behind a round is twenty. */
const NOISE = 15;

type Left = Readonly<{ setEntries: number; listeners: number; nodes: number; timers: number }>;

/** Counts the timers that are running, from the first script on. */
const countTimers = (): void => {
  const running = new Set<unknown>();
  const { setInterval: set, clearInterval: clear } = window;
  Object.assign(window, {
    runningTimers: () => running.size,
    setInterval: (...args: Parameters<typeof set>) => {
      const id = set(...args);
      running.add(id);
      return id;
    },
    clearInterval: (id: number) => {
      running.delete(id);
      clear(id);
    },
  });
};

/** Entries of all sets that are alive: that is where the stores and the bridge keep their listeners. */
async function entriesOfSets(session: CDPSession): Promise<number> {
  const objectGroup = 'leaks';
  const { result } = await session.send('Runtime.evaluate', { expression: 'Set.prototype', objectGroup });
  const { objects } = await session.send('Runtime.queryObjects', {
    prototypeObjectId: result.objectId!,
    objectGroup,
  });
  const answer = await session.send('Runtime.callFunctionOn', {
    objectId: objects.objectId!,
    functionDeclaration: 'function () { return this.reduce((sum, set) => sum + set.size, 0); }',
    returnByValue: true,
  });
  await session.send('Runtime.releaseObjectGroup', { objectGroup });
  return answer.result.value;
}

/** What is alive now, when everything that can be let go of is. */
async function whatIsLeft(page: Page, session: CDPSession): Promise<Left> {
  await session.send('HeapProfiler.collectGarbage');
  const setEntries = await entriesOfSets(session);
  const { metrics } = await session.send('Performance.getMetrics');
  const metric = (name: string): number => metrics.find((one) => one.name === name)?.value ?? 0;
  const timers = await page.evaluate(() =>
    (window as unknown as { runningTimers(): number }).runningTimers(),
  );
  return { setEntries, listeners: metric('JSEventListeners'), nodes: metric('Nodes'), timers };
}

async function visitAll(page: Page, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    for (const [i, name] of PLACES.entries()) {
      await goToNth(page, i);
      await page.getByRole('main', { name }).locator('section, h2').first().waitFor();
    }
  }
}

test('every screen opened and left twenty times leaves nothing behind', async ({ page }) => {
  test.setTimeout(240_000);
  const series = TIMEFRAMES.map((timeframe, i) => sampleCoverage({ id: (i + 1) as SeriesId, timeframe }));
  await page.addInitScript(countTimers);
  const host = await openScripted(page, quietBackend(series));
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');

  await visitAll(page, WARM_UP);
  await goToNth(page, 4);
  const before = await whatIsLeft(page, session);
  await visitAll(page, ROUNDS);
  await goToNth(page, 4);
  const after = await whatIsLeft(page, session);

  expect(after.timers, 'intervals that still run').toBeLessThanOrEqual(before.timers);
  expect(after.setEntries - before.setEntries, 'listeners of stores and of the bridge').toBeLessThan(NOISE);
  expect(after.listeners - before.listeners, 'listeners of the page').toBeLessThan(NOISE);
  expect(after.nodes - before.nodes, 'nodes of the page').toBeLessThan(20 * NOISE);

  // The instrument itself: what somebody does leave behind is seen.
  await page.evaluate(() =>
    Object.assign(window, { left: new Set(Array.from({ length: 50 }, (_, i) => i)) }),
  );
  expect((await whatIsLeft(page, session)).setEntries - after.setEntries).toBeGreaterThan(50 - NOISE);
  await host.close();
});

const CHART = PLACES.indexOf('Chart');
const OTHERS = ['Frames', 'Features', 'Import'] as const;

/** Puts an average and a pane on the chart and takes them off again, then goes to what is made of candles. */
async function arrangeAndLeave(page: Page, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    await goToNth(page, CHART);
    const chart = page.getByRole('application', { name: /^Chart 1/ });
    await chart.focus();
    await page.keyboard.press('Alt+i');
    const picker = page.getByRole('combobox', { name: 'Add an indicator' });
    for (const name of ['rsi', 'simple']) {
      await picker.fill(name);
      await picker.press('Enter');
    }
    await picker.press('Escape');
    for (const name of ['RSI 14', 'SMA 20']) {
      const row = page.getByRole('listitem').filter({ hasText: name });
      await row.locator('[data-value="value"]').filter({ hasText: /\d/ }).waitFor();
      await row.hover();
      await page.getByRole('button', { name: `Remove ${name}` }).click();
      await row.waitFor({ state: 'detached' });
    }
    for (const name of OTHERS) {
      await goToNth(page, PLACES.indexOf(name));
      await page.getByRole('main', { name }).locator('section, h2').first().waitFor();
    }
  }
}

test('indicators put on a chart and taken off fifteen times leave nothing behind', async ({ page }) => {
  test.setTimeout(240_000);
  const rounds = 15;
  await page.addInitScript(countTimers);
  const { host } = await openChart(page);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');

  await arrangeAndLeave(page, 3);
  const before = await whatIsLeft(page, session);
  await arrangeAndLeave(page, rounds);
  const after = await whatIsLeft(page, session);

  expect(after.timers, 'intervals that still run').toBeLessThanOrEqual(before.timers);
  expect(after.setEntries - before.setEntries, 'listeners of stores and of the bridge').toBeLessThan(rounds);
  expect(after.listeners - before.listeners, 'listeners of the page').toBeLessThan(rounds);
  expect(after.nodes - before.nodes, 'nodes of the page').toBeLessThan(20 * rounds);
  await host.close();
});
