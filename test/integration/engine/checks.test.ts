import { describe, expect, it } from 'vitest';
import { deepIssuesOf } from '../../../electron/engine/quality/checks/ledgerCheck.ts';
import { systemTiming } from '../../../electron/platform/timing.ts';
import type { CallRequest } from '../../../shared/contract/calls.ts';
import type { EventPayloads } from '../../../shared/contract/events.ts';
import type { CheckReport } from '../../../shared/domain/quality.ts';
import type { Series } from '../../../shared/domain/series.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/domain/time.ts';
import type { Timeframe } from '../../../shared/domain/timeframe.ts';
import { issueText } from '../../../shared/words/issues.ts';
import { englishOf } from '../../../shared/words/problems.ts';
import { createRandom } from '../../exchange/random.ts';
import { withRawDb } from '../../helpers/rawDb.ts';
import { MONDAY, sampleCandles } from '../../helpers/sampleCandles.ts';
import { addSeries, pageOf } from '../../helpers/seriesFixture.ts';
import type { TestEngine } from '../../helpers/testEngine.ts';
import { openTestStore } from '../../helpers/testStore.ts';
import { backfill, candleRequests, NOW, type Stage, setStage } from './stage.ts';

const TODAY = Math.floor(NOW / DAY) * DAY;

const check = async (engine: TestEngine, request: CallRequest<'checks.run'>): Promise<CheckReport> =>
  (await engine.ask('checks.run', request)).report;

async function seriesOf(engine: TestEngine, symbol: string, timeframe: Timeframe): Promise<Series> {
  const all = await engine.store.read.series();
  return all.find((one) => one.symbol === symbol && one.timeframe === timeframe)!;
}

const sentences = (report: CheckReport): string[] =>
  report.series.flatMap(({ symbol, timeframe, issues }) =>
    issues.map((issue) => `${symbol} ${timeframe}: ${issueText(issue)}`),
  );

/** Waits until an event says what is wanted. */
const once = <E extends keyof EventPayloads>(
  { engine }: TestEngine,
  event: E,
  wanted: (payload: EventPayloads[E]) => boolean,
): Promise<EventPayloads[E]> =>
  new Promise((resolve) => {
    const stop = engine.on(event, (payload) => {
      if (!wanted(payload)) return;
      stop();
      resolve(payload);
    });
  });

/** Runs the task of the schedule once, and returns its summary when it has ended. */
async function runTask(engine: TestEngine, kind: 'check-canary', maxRequests: number) {
  const { task } = await engine.ask('schedule.add', { kind, cron: '0 0 1 1 *', maxRequests });
  const ended = once(engine, 'schedule.changed', ({ tasks }) =>
    tasks.some(({ id, lastRun }) => id === task.id && lastRun?.finishedAt != null),
  );
  await engine.ask('schedule.run', { taskId: task.id });
  const { tasks } = await ended;
  return tasks.find(({ id }) => id === task.id)!.lastRun!;
}

/** Two symbols with ten days of hours. */
async function twoSymbols(): Promise<Stage & { engine: TestEngine }> {
  const stage = await setStage();
  const engine = await stage.start({ timing: { ...systemTiming, random: createRandom(7) } });
  await backfill(engine, { symbols: ['BTCUSDT', 'ETHUSDT'], timeframes: ['1h'], days: 10 });
  return { ...stage, engine };
}

describe('the canary', () => {
  it('makes no more requests than its task may, however many pages a day has', async () => {
    const stage = await setStage();
    const engine = await stage.start();
    await backfill(engine, { symbols: ['BTCUSDT', 'ETHUSDT'], timeframes: ['1m'], days: 3 });
    stage.exchange.requests.clear();
    expect(await runTask(engine, 'check-canary', 3)).toMatchObject({ result: 'ok' });
    expect(candleRequests(stage.exchange)).toHaveLength(3);
  });

  it('finds what the venue has corrected since, keeps both values, and tells the trader', async () => {
    const { exchange, engine } = await twoSymbols();
    const openTimes = [TODAY - 5 * DAY + 3 * HOUR, TODAY - 5 * DAY + 7 * HOUR, TODAY - 8 * DAY];
    for (const openTime of openTimes) {
      exchange.faults.add({ kind: 'correction', symbol: 'BTCUSDT', timeframe: '1h', openTime, at: NOW });
    }
    const { id } = await seriesOf(engine, 'BTCUSDT', '1h');
    const before = await engine.store.read.candlesWithin(id, openTimes[0]!, openTimes[0]! + HOUR);

    const report = await check(engine, { kind: 'canary', days: 1_000 });
    expect(report).toMatchObject({ kind: 'canary', result: 'found', found: 3, problem: null });
    expect(sentences(report)).toEqual([
      expect.stringMatching(/^BTCUSDT 1h: 3 candles on 2 days changed at the venue since they were stored/),
    ]);
    const { items, open } = await engine.ask('review.list', { state: 'open', limit: 10 });
    expect(open).toBe(2);
    expect(items.map(({ kind, from, to, candles }) => ({ kind, from, to, candles }))).toEqual(
      expect.arrayContaining([
        { kind: 'canary-drift', from: openTimes[0], to: openTimes[1], candles: 2 },
        { kind: 'canary-drift', from: openTimes[2], to: openTimes[2], candles: 1 },
      ]),
    );
    const story = await engine.ask('candles.inspect', { seriesId: id, openTime: openTimes[0]! });
    expect(story.revisions).toEqual(before);
    expect(story.candle.volume[0]).toBe(before.volume[0]! + 1);
    expect(story.revised[0]!.by!.id).toBe(story.batch!.id);
    expect((await engine.ask('checks.history', { limit: 5 })).canary).toMatchObject({
      drifted: 2,
      changed: 3,
    });
    const { events } = await engine.ask('events.list', { limit: 5 });
    expect(events).toContainEqual(expect.objectContaining({ type: 'canary-drift', severity: 'warning' }));

    expect(await check(engine, { kind: 'canary', days: 1_000 })).toMatchObject({ result: 'ok', found: 0 });
  });

  it('spreads its days over the series and leaves the present alone', async () => {
    const { exchange, engine } = await twoSymbols();
    const asked = candleRequests(exchange).length;
    const report = await check(engine, { kind: 'canary', days: 4 });
    expect(report).toMatchObject({ result: 'ok', found: 0 });
    // Two days of each; the first day of a series is half a one.
    expect(report.series.map(({ checked }) => checked > 24)).toEqual([true, true]);
    expect(candleRequests(exchange).length - asked).toBe(4);
    const days = withRawDb((await engine.ask('app.info', {})).dataDir, (db) =>
      db.prepare('SELECT day FROM canary_day').pluck().all(),
    ) as number[];
    expect(Math.max(...days) * DAY).toBeLessThanOrEqual(NOW - 2 * DAY);
  });

  it('fails in words when the venue does not answer, and goes on with the other one', async () => {
    const { exchange, engine } = await twoSymbols();
    await backfill(engine, { exchange: 'binance', symbols: ['BTCUSDT'], timeframes: ['1h'], days: 5 });
    exchange.faults.add({
      kind: 'venue-error',
      venue: 'bitget',
      route: 'bitget.candles',
      code: '40034',
      message: 'gone',
    });
    const report = await check(engine, { kind: 'canary', days: 8 });
    expect(report.series.find(({ exchange: venue }) => venue === 'binance')).toMatchObject({
      found: 0,
      issues: [],
    });
    expect(sentences(report).join('\n')).toMatch(/could not be fetched again: .*gone/);
    const failed = await check(engine, { kind: 'canary', days: 2, exchange: 'bitget' });
    expect(failed).toMatchObject({ result: 'failed', problem: { code: 'feed' } });
    expect(englishOf(failed.problem)).toContain('gone');
    const { reports } = await engine.ask('checks.history', { limit: 1 });
    expect(reports).toMatchObject([{ problem: failed.problem }]);
  });
});

describe('the ledger check', () => {
  it('names a contradiction, makes it an event of the highest rank, and a rebuild mends it', async () => {
    const { dataDir, engine } = await twoSymbols();
    expect(await check(engine, { kind: 'ledger' })).toMatchObject({ result: 'ok', checked: 2 * 240 });
    const { id } = await seriesOf(engine, 'ETHUSDT', '1h');
    withRawDb(dataDir, (db) =>
      db.exec(`DELETE FROM candle WHERE series_id = ${id} AND open_time = ${TODAY - 3 * DAY}`),
    );
    const report = await check(engine, { kind: 'ledger' });
    expect(report).toMatchObject({ result: 'found' });
    expect(sentences(report)[0]).toBe('ETHUSDT 1h: the series counts 240 candles and holds 239');
    const { events } = await engine.ask('events.list', { limit: 3 });
    expect(events[0]).toMatchObject({ severity: 'critical', type: 'ledger-contradicted' });
    expect(await engine.ask('checks.rebuild', { seriesIds: [id] })).toEqual({ rebuilt: 1 });
    expect(await check(engine, { kind: 'ledger' })).toMatchObject({ result: 'ok' });
    expect((await engine.ask('gaps.list', {})).gaps).toMatchObject([
      { symbol: 'ETHUSDT', missing: 1, from: TODAY - 3 * DAY },
    ]);
  });

  it('that is cancelled before it begins reads nothing, and its report says so', async () => {
    const { engine } = await twoSymbols();
    const answer = await engine.engine.handlers['checks.run']({ kind: 'ledger' }, AbortSignal.abort());
    expect(answer).toMatchObject({ ok: true, value: { report: { result: 'cancelled', checked: 0 } } });
    const { reports } = await engine.ask('checks.history', { kind: 'ledger', limit: 1 });
    expect(reports).toMatchObject([{ result: 'cancelled' }]);
  });

  it('stops at the next step when it is cancelled in the middle of a long series', async () => {
    const store = await openTestStore();
    const series = await addSeries(store, 'BTCUSDT', '1m');
    const candles = sampleCandles(MONDAY, MINUTE, 120_000);
    await store.write.writePage(pageOf(series, candles, { exchangeTime: MONDAY + 365 * DAY }));
    const cancelling = new AbortController();
    const read: number[] = [];
    await deepIssuesOf({ store }, series, cancelling.signal, (sofar) => {
      read.push(sofar);
      cancelling.abort();
    });
    expect(read).toHaveLength(1);
    expect(read[0]).toBeLessThan(70_000);
  });

  it('tells how far it is', async () => {
    const { engine } = await twoSymbols();
    const told = once(engine, 'checks.progress', ({ done, total }) => done === total);
    await check(engine, { kind: 'ledger' });
    expect(await told).toEqual({ kind: 'ledger', done: 480, total: 480 });
  });
});

describe('the aggregate check', () => {
  it('finds the planted difference between hours and their minutes, and nothing else', async () => {
    const { dataDir, start } = await setStage();
    const engine = await start();
    await backfill(engine, { symbols: ['BTCUSDT'], timeframes: ['1m', '15m', '1h'], days: 2 });
    const clean = await check(engine, { kind: 'aggregate' });
    expect(clean).toMatchObject({ result: 'ok', found: 0, checked: 2 * 24 * 5 });
    const { id } = await seriesOf(engine, 'BTCUSDT', '1h');
    const openTime = TODAY - 5 * HOUR;
    withRawDb(dataDir, (db) =>
      db.exec(`UPDATE candle SET low = low - 1 WHERE series_id = ${id} AND open_time = ${openTime}`),
    );
    const report = await check(engine, { kind: 'aggregate' });
    expect(report).toMatchObject({ result: 'found', found: 1 });
    const { items } = await engine.ask('review.list', { limit: 10 });
    expect(items).toMatchObject([
      { kind: 'aggregate-differs', timeframe: '1h', from: openTime, detail: { field: 'low', finer: '1m' } },
    ]);
    const { stored, expected } = items[0]!.detail as { stored: number; expected: number };
    expect(expected - stored).toBeCloseTo(1, 9);
  });

  it('compares what the minutes do not reach with the next finer series', async () => {
    const { start } = await setStage();
    const engine = await start();
    await backfill(engine, { symbols: ['BTCUSDT'], timeframes: ['1m'], days: 1 });
    await backfill(engine, { symbols: ['BTCUSDT'], timeframes: ['15m', '4h'], days: 4 });
    const report = await check(engine, { kind: 'aggregate', timeframes: ['4h'] });
    expect(report).toMatchObject({ result: 'ok', series: [{ timeframe: '4h', checked: 24 }] });
    // An older day of minutes leaves a hole of days between the two that only the quarters can speak for.
    await backfill(engine, {
      symbols: ['BTCUSDT'],
      timeframes: ['1m'],
      from: TODAY - 3 * DAY,
      until: TODAY - 2 * DAY,
    });
    expect(await check(engine, { kind: 'aggregate', timeframes: ['4h'] })).toMatchObject({ checked: 24 });
  });
});

describe('the search for suspicious candles', () => {
  it('looks through what a backfill brought without being asked, and then only at what is new', async () => {
    const { exchange, start } = await setStage();
    const engine = await start();
    const openTime = TODAY - 30 * HOUR;
    const [candle] = exchange.truth('bitget', 'BTCUSDT', '1h', openTime, openTime + HOUR).close;
    const patch = { high: candle! * 1.5, close: candle! * 1.5 };
    const spike = { kind: 'correction', symbol: 'BTCUSDT', timeframe: '1h', openTime, at: 0, patch } as const;
    exchange.faults.add(spike);
    const flagged = once(engine, 'review.changed', ({ open }) => open === 2);
    await backfill(engine, { symbols: ['BTCUSDT'], timeframes: ['1h'], days: 20 });
    await flagged;
    const { items } = await engine.ask('review.list', { limit: 10 });
    expect(items.map(({ kind, from, detail }) => [kind, from, detail.basis])).toEqual(
      expect.arrayContaining([
        ['price-jump', openTime, 'close-close'],
        ['price-jump', openTime + HOUR, 'close-open'],
      ]),
    );
    const again = await check(engine, { kind: 'suspicious' });
    expect(again).toMatchObject({ checked: 48, found: 2 });
    expect((await engine.ask('review.list', { limit: 10 })).open).toBe(2);
  });

  it('looks again at a candle that was revised long ago in the series', async () => {
    const { exchange, start } = await setStage();
    const engine = await start();
    await backfill(engine, { symbols: ['BTCUSDT'], timeframes: ['1h'], days: 20 });
    await check(engine, { kind: 'suspicious' });
    const openTime = TODAY - 15 * DAY;
    const [close] = exchange.truth('bitget', 'BTCUSDT', '1h', openTime, openTime + HOUR).close;
    exchange.faults.add({
      kind: 'correction',
      symbol: 'BTCUSDT',
      timeframe: '1h',
      openTime,
      at: NOW,
      patch: { high: close! * 2, close: close! * 2 },
    });
    const { id } = await seriesOf(engine, 'BTCUSDT', '1h');
    const stretches = [{ seriesId: id, from: openTime, until: openTime + DAY }];
    expect(await check(engine, { kind: 'canary', stretches })).toMatchObject({ found: 1, checked: 24 });
    const report = await check(engine, { kind: 'suspicious' });
    expect(sentences(report)).toEqual([expect.stringContaining('2 price jumps')]);
  });

  it('follows the trader’s limits', async () => {
    const { engine } = await twoSymbols();
    await check(engine, { kind: 'suspicious' });
    const limits = await engine.ask('quality.limits', {});
    await engine.ask('quality.setLimits', { ...limits, jump: 0.001 });
    const report = await check(engine, { kind: 'suspicious', symbols: ['BTCUSDT'] });
    expect(report.checked).toBe(240);
    expect(report.found).toBeGreaterThan(10);
  });

  it('looks at nothing but the stretch it is given', async () => {
    const { engine } = await twoSymbols();
    const { id } = await seriesOf(engine, 'BTCUSDT', '1h');
    const stretches = [{ seriesId: id, from: TODAY - 3 * DAY, until: TODAY - 2 * DAY }];
    expect(await check(engine, { kind: 'suspicious', stretches })).toMatchObject({ checked: 24 });
    expect(await check(engine, { kind: 'ledger', stretches })).toMatchObject({ checked: 240 });
  });
});

it('a decision is told to every table, and written into the audit log', async () => {
  const { engine } = await twoSymbols();
  const { id } = await seriesOf(engine, 'BTCUSDT', '1h');
  await engine.store.write.addReviewItems([
    {
      seriesId: id,
      kind: 'price-jump',
      from: TODAY - DAY,
      to: TODAY - DAY,
      candles: 1,
      detail: {},
      foundAt: NOW,
    },
  ]);
  const { items } = await engine.ask('review.list', { symbols: ['BTCUSDT'], limit: 1 });
  const told = Promise.all([
    once(engine, 'review.changed', ({ open }) => open === 0),
    once(engine, 'coverage.changed', ({ seriesIds }) => seriesIds.includes(id)),
  ]);
  await engine.ask('review.decide', { ids: [items[0]!.id], state: 'rejected' });
  await told;
  const story = await engine.ask('candles.inspect', { seriesId: id, openTime: TODAY - DAY });
  expect(story.flags & 2).toBe(2);
  const { entries } = await engine.ask('audit.list', { limit: 1 });
  expect(entries).toMatchObject([{ action: 'review.rejected', subject: 'bitget BTCUSDT 1h' }]);
});
