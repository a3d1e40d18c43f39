import { type CDPSession, expect, type Page, test } from '@playwright/test';
import { type CandleColumns, type CandleRow, candlesFromRows } from '../../shared/domain/candle.ts';
import type { SeriesCoverage } from '../../shared/domain/coverage.ts';
import type { LiveCandle } from '../../shared/domain/live.ts';
import { MINUTE } from '../../shared/domain/time.ts';
import { durationOf, floorToGrid } from '../../shared/domain/timeframe.ts';
import { succeed } from '../../shared/lib/result.ts';
import { sampleQuote, sampleVenue } from '../helpers/liveSamples.ts';
import { type LiveStage, lineOf, liveCoverage, openLive } from './liveStage.ts';
import { goTo } from './page.ts';

const SERIES = 200;
const PUSH_MS = 100;
const SECONDS = 3;

let stage: LiveStage | undefined;
// A test that was skipped has opened none.
test.afterEach(() => stage?.host.close());

/** Two thousand candles up to the one that forms now. */
function wave({ timeframe }: SeriesCoverage): CandleColumns {
  const end = floorToGrid(timeframe, Date.now());
  const at = (i: number): CandleRow => [
    end - i * durationOf(timeframe),
    100,
    102,
    98,
    100 + Math.sin(i / 9),
    5,
  ];
  return candlesFromRows(Array.from({ length: 2_000 }, (_, i) => at(2_000 - i)));
}

type Pace = Readonly<{ frames: number; longest: number; mutations: number }>;
/** Milliseconds of processor time a second that the page's thread spent: on all of it, and on layout and style. */
type Work = Readonly<{ all: number; layout: number }>;

/** Counts frames and changes of the page for a while. */
const watch = (page: Page, ms: number): Promise<Pace> =>
  page.evaluate(
    (duration) =>
      new Promise<Pace>((resolve) => {
        const frames: number[] = [];
        let mutations = 0;
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
          changes.disconnect();
          const gaps = frames.slice(1).map((time, i) => time - frames[i]!);
          const seconds = (frames.at(-1)! - frames[0]!) / 1_000;
          resolve({
            frames: gaps.length / seconds,
            longest: Math.max(...gaps),
            mutations: mutations / seconds,
          });
        };
        requestAnimationFrame(frame);
      }),
    ms,
  );

/** What the page's thread has worked so far; processor time, so that a busy machine does not count as a slow page. */
async function workOf(session: CDPSession): Promise<Work> {
  const { metrics } = await session.send('Performance.getMetrics');
  const metric = (name: string): number => (metrics.find((one) => one.name === name)?.value ?? 0) * 1_000;
  return { all: metric('TaskDuration'), layout: metric('LayoutDuration') + metric('RecalcStyleDuration') };
}

async function measure(page: Page, session: CDPSession): Promise<Pace & Work> {
  const before = await workOf(session);
  const pace = await watch(page, SECONDS * 1_000);
  const after = await workOf(session);
  return {
    ...pace,
    all: (after.all - before.all) / SECONDS,
    layout: (after.layout - before.layout) / SECONDS,
  };
}

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
  stage = await openLive(page, {
    series,
    lines: series.map((each) => lineOf(each)),
    more: {
      'candles.range': async ({ seriesId }) =>
        succeed({ candles: wave(series.find(({ id }) => id === seriesId)!) }),
      'candles.after': async () => succeed({ candles: candlesFromRows([]) }),
    },
  });
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const paces: Record<string, Pace & Work> = {};
  await goTo(page, 'Ingestion');
  paces['Nothing pushed'] = await measure(page, session);
  const stop = push(stage, series);
  try {
    for (const place of ['Ingestion', 'Coverage', 'Chart'] as const) {
      await goTo(page, place);
      await page.waitForTimeout(1_000);
      paces[place] = await measure(page, session);
    }
  } finally {
    stop();
  }
  const text = Object.entries(paces)
    .map(
      ([place, { frames, longest, all, layout, mutations }]) =>
        `${place}: ${frames.toFixed(1)} frames/s, longest ${longest.toFixed(0)} ms, ${all.toFixed(0)} ms of work a second (${layout.toFixed(0)} ms of it layout and style), ${mutations.toFixed(0)} changes/s`,
    )
    .join('\n');
  info.annotations.push({ type: 'pace', description: text });
  process.stdout.write(`${text}\n`);
  // A count, not a time: ages alone change the coverage, once a second each, however often the engine pushes.
  expect(paces.Coverage!.mutations).toBeLessThan(400);
});
