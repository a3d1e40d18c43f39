import { expect, type Page, test } from '@playwright/test';
import type { LiveCandle } from '../../shared/domain/live.ts';
import { MINUTE } from '../../shared/domain/time.ts';
import { floorToGrid } from '../../shared/domain/timeframe.ts';
import { sampleQuote, sampleVenue } from '../helpers/liveSamples.ts';
import { type LiveStage, lineOf, liveCoverage, openLive } from './liveStage.ts';
import { goTo } from './page.ts';

const SERIES = 200;
const PUSH_MS = 100;
const SECONDS = 6;

let stage: LiveStage | undefined;
// A test that was skipped has opened none.
test.afterEach(() => stage?.host.close());

type Pace = Readonly<{ frames: number; longest: number; busy: number; mutations: number }>;

/** Counts frames and changes of the page for a while; `busy` is the share of it spent in tasks above 50 ms. */
const measure = (page: Page, ms: number): Promise<Pace> =>
  page.evaluate(
    (duration) =>
      new Promise<Pace>((resolve) => {
        const frames: number[] = [];
        let [blocked, mutations] = [0, 0];
        const tasks = new PerformanceObserver((list) => {
          for (const { duration: length } of list.getEntries()) blocked += length;
        });
        tasks.observe({ type: 'longtask' });
        const changes = new MutationObserver((records) => {
          mutations += records.length;
        });
        changes.observe(document.body, {
          subtree: true,
          childList: true,
          characterData: true,
          attributes: true,
        });
        const start = performance.now();
        const frame = (now: number): void => {
          frames.push(now);
          if (now - start < duration) {
            requestAnimationFrame(frame);
            return;
          }
          tasks.disconnect();
          changes.disconnect();
          const gaps = frames.slice(1).map((time, i) => time - frames[i]!);
          const seconds = (frames.at(-1)! - frames[0]!) / 1_000;
          resolve({
            frames: gaps.length / seconds,
            longest: Math.max(...gaps),
            busy: blocked / duration,
            mutations: mutations / seconds,
          });
        };
        requestAnimationFrame(frame);
      }),
    ms,
  );

/** Pushes all that the engine may push, ten times a second, until it is stopped. */
function push(one: LiveStage, series: ReturnType<typeof liveCoverage>): () => void {
  let turn = 0;
  const timer = setInterval(() => {
    turn += 1;
    const now = Date.now();
    const candles = series.map(
      ({ id, timeframe }): LiveCandle => ({
        seriesId: id,
        row: [floorToGrid(timeframe, now), 100, 102, 98, 99 + (turn % 20) / 10, turn],
        closed: false,
      }),
    );
    one.backend.emit('live.candles', { candles });
    one.backend.emit('live.quotes', {
      quotes: [...new Set(series.map(({ symbol }) => symbol))].map((symbol) =>
        sampleQuote(now, {
          symbol,
          last: { value: 1_000 + (turn % 50) / 10, at: now, expiresAt: now + MINUTE },
        }),
      ),
    });
    const lines = series.map((each) =>
      lineOf(each, { latencyMs: 500 + ((turn * 7 + each.id) % 400), updatedAt: now + turn }),
    );
    one.push(lines, [sampleVenue({ messagesPerSecond: 2_000 + turn, desired: SERIES, active: SERIES })]);
  }, PUSH_MS);
  return () => clearInterval(timer);
}

test('two hundred live series that push ten times a second leave the window its frames', async ({
  page,
}, info) => {
  const series = liveCoverage(SERIES);
  stage = await openLive(page, { series, lines: series.map((each) => lineOf(each)) });
  const stop = push(stage, series);
  const paces: Record<string, Pace> = {};
  try {
    for (const place of ['Ingestion', 'Coverage', 'Chart'] as const) {
      await goTo(page, place);
      await page.waitForTimeout(1_000);
      paces[place] = await measure(page, SECONDS * 1_000);
    }
  } finally {
    stop();
  }
  const text = Object.entries(paces)
    .map(
      ([place, { frames, longest, busy, mutations }]) =>
        `${place}: ${frames.toFixed(1)} frames/s, longest ${longest.toFixed(0)} ms, ${(busy * 100).toFixed(1)} % in long tasks, ${mutations.toFixed(0)} changes/s`,
    )
    .join('\n');
  info.annotations.push({ type: 'pace', description: text });
  process.stdout.write(`${text}\n`);
  // A count, not a time: ages alone change the coverage, once a second each, however often the engine pushes.
  expect(paces.Coverage!.mutations).toBeLessThan(400);
});
