import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../shared/domain/time.ts';
import { englishOf } from '../../../shared/words/problems.ts';
import { backfillRange, candlesOf, gapsOf } from '../../helpers/emulatedEngine.ts';
import { HOLE, KEY, NOW, RANGE, setUp, WANTED } from './repairStage.ts';

type Stage = Awaited<ReturnType<typeof setUp>>;

/** A backfill whose every page fails: one gap, to be asked for again in a minute. */
async function failBackfill({ exchange, engine }: Stage) {
  // The listing date is known before, and the markets.
  await backfillRange(engine, { ...WANTED, timeframes: ['1d'] }, RANGE);
  const fault = exchange.faults.add({ kind: 'server-error', status: 500, route: 'bitget.candles' });
  const job = await backfillRange(engine, WANTED, RANGE);
  exchange.faults.clear();
  expect(fault).toBeDefined();
  return job;
}

describe('a repair', () => {
  it('leaves a gap alone until its time has come, and then fills it and nothing else', async () => {
    const stage = await setUp();
    const { exchange, engine, truth } = stage;
    expect((await failBackfill(stage)).state).toBe('incomplete');
    const [gap] = (await engine.ask('gaps.list', { timeframes: ['1h'] })).gaps;
    expect(gap).toMatchObject({ cause: 'request-failed', state: 'open', attempts: 1, batchId: null });
    expect(gap!.nextRetryAt).toBe(gap!.updatedAt + MINUTE);
    expect(await engine.ask('gaps.plan', {})).toMatchObject({ gaps: 0, requests: 0, waiting: 1 });
    expect(await engine.ask('gaps.repair', {})).toEqual({ jobId: null });

    exchange.clock.advance(2 * MINUTE);
    const plan = await engine.ask('gaps.plan', {});
    expect(plan).toMatchObject({ gaps: 1, missing: 84, requests: 1, waiting: 0, confirmed: 0 });
    expect([plan.weight > 0, plan.seconds > 0, plan.series.length]).toEqual([true, true, 1]);
    expect(plan.quotas).toEqual([{ exchange: 'bitget', weight: plan.weight, perMinute: expect.any(Number) }]);
    const { jobId } = await engine.ask('gaps.repair', {});
    const job = await engine.jobWhen(jobId!);
    expect(job).toMatchObject({
      kind: 'repair',
      state: 'done',
      parts: [{ total: 84, settled: 84, stored: 84, requests: 1 }],
    });
    expect(await candlesOf(engine, KEY)).toEqual(truth());
    const { pages } = await engine.ask('jobs.pages', { jobId: jobId!, limit: 10 });
    expect(pages).toMatchObject([{ jobId, inserted: 84, origin: 'rest', fallbackUsed: false }]);
  });

  it('asks at once for what the trader names', async () => {
    const stage = await setUp();
    const { engine } = stage;
    await failBackfill(stage);
    const series = (await engine.store.read.series()).find(({ timeframe }) => timeframe === '1h')!;
    const stretches = [{ seriesId: series.id, ...HOLE }];
    expect(await engine.ask('gaps.plan', { stretches })).toMatchObject({ gaps: 1, missing: 4, waiting: 0 });
    const { jobId } = await engine.ask('gaps.repair', { stretches });
    await engine.jobWhen(jobId!);
    expect((await candlesOf(engine, KEY)).map(([time]) => time)).toEqual(
      [0, 1, 2, 3].map((hour) => HOLE.from + hour * HOUR),
    );
  });

  it('asks again for what is confirmed to be empty only when told to', async () => {
    const { exchange, engine, truth } = await setUp();
    exchange.faults.add({ kind: 'empty', venue: 'bitget', ...HOLE });
    await backfillRange(engine, WANTED, RANGE);
    exchange.faults.clear();
    expect(await engine.ask('gaps.plan', {})).toMatchObject({ gaps: 0, confirmed: 1 });
    expect(await engine.ask('gaps.plan', { includeConfirmed: true })).toMatchObject({
      gaps: 1,
      missing: 4,
      confirmed: 0,
    });
    const { jobId } = await engine.ask('gaps.repair', { includeConfirmed: true });
    expect(await engine.jobWhen(jobId!)).toMatchObject({ state: 'done', parts: [{ stored: 4 }] });
    expect(await candlesOf(engine, KEY)).toEqual(truth());
  });

  it('takes a candle that closed a moment ago for empty only after a second look a minute later', async () => {
    const { exchange, engine } = await setUp();
    const young = { from: RANGE.until - 2 * MINUTE, until: RANGE.until };
    const wanted = { ...WANTED, timeframes: ['1m' as const] };
    const key = { ...KEY, timeframe: '1m' as const };
    exchange.faults.add({ kind: 'hole', symbol: 'BTCUSDT', timeframe: '1m', ...young });
    const range = { from: RANGE.until - 3 * HOUR, until: RANGE.until };
    expect((await backfillRange(engine, wanted, range)).state).toBe('done');
    expect(await gapsOf(engine, key)).toMatchObject([
      { missing: 2, cause: 'exchange-empty', state: 'unconfirmed' },
    ]);
    expect(await engine.ask('gaps.plan', {})).toMatchObject({ gaps: 0, waiting: 1 });
    exchange.clock.advance(MINUTE);
    const { jobId } = await engine.ask('gaps.repair', {});
    expect((await engine.jobWhen(jobId!)).state).toBe('done');
    expect(await gapsOf(engine, key)).toMatchObject([{ missing: 2, state: 'confirmed-empty' }]);
  });
});

describe('an automatic repair', () => {
  /** Runs the task of the schedule once and returns its summary. */
  const runTask = async ({ engine }: Stage, maxRequests: number | null) => {
    const { task } = await engine.ask('schedule.add', { kind: 'repair', cron: '0 0 1 1 *', maxRequests });
    await engine.ask('schedule.run', { taskId: task.id });
    for (;;) {
      const { runs } = await engine.ask('schedule.history', { taskId: task.id, limit: 1 });
      if (runs[0]?.finishedAt != null) return runs[0];
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  it('fills the newest part of what is due with as many pages as it may, and leaves the rest to the next run', async () => {
    const stage = await setUp();
    const { exchange, engine } = stage;
    await backfillRange(engine, { ...WANTED, timeframes: ['1d'] }, RANGE);
    const wanted = { ...WANTED, timeframes: ['1m' as const] };
    const key = { ...KEY, timeframe: '1m' as const };
    await backfillRange(engine, wanted, { from: RANGE.until - HOUR, until: RANGE.until });
    const series = (await engine.store.read.series()).find(({ timeframe }) => timeframe === '1m')!;
    await engine.store.write.extendLedger(series.id, RANGE, NOW);
    exchange.requests.clear();
    expect((await runTask(stage, 2)).result).toBe('found');
    expect(exchange.requests.query().filter(({ route }) => route === 'bitget.candles')).toHaveLength(2);
    const gaps = await gapsOf(engine, key);
    expect(gaps).toMatchObject([{ from: RANGE.from, cause: 'not-downloaded' }]);
    expect((await runTask(stage, null)).result).toBe('ok');
    expect(await gapsOf(engine, key)).toEqual([]);
  });

  it('says that it was paused, or cancelled, by the trader instead of that all is well', async () => {
    const stage = await setUp();
    const { exchange, engine } = stage;
    await backfillRange(engine, WANTED, { from: HOLE.until, until: RANGE.until });
    const [series] = await engine.store.read.series();
    await engine.store.write.extendLedger(series!.id, { ...HOLE, from: HOLE.from - HOUR }, NOW);
    const [fault] = exchange.faults.add({ kind: 'hang' });
    for (const [command, seen] of [
      [
        'jobs.pause',
        { result: 'found', summary: { code: 'repair-paused', params: { left: 1, problem: null } } },
      ],
      ['jobs.cancel', { result: 'cancelled', summary: { code: 'cancelled' } }],
    ] as const) {
      const stop = engine.engine.on('jobs.changed', ({ jobs }) => {
        const running = jobs.find(({ state }) => state === 'running');
        if (running === undefined) return;
        stop();
        void engine.ask(command, { jobId: running.id });
      });
      expect(await runTask(stage, 5)).toMatchObject(seen);
    }
    exchange.faults.remove(fault!);
  });

  it('takes the second look at another time than the first', async () => {
    const stage = await setUp();
    const { exchange, engine } = stage;
    await backfillRange(engine, WANTED, { from: HOLE.until, until: RANGE.until });
    exchange.faults.add({ kind: 'hole', symbol: 'BTCUSDT', timeframe: '1h', ...HOLE });
    const [series] = await engine.store.read.series();
    await engine.store.write.extendLedger(series!.id, { ...HOLE, from: HOLE.from - HOUR }, NOW);
    await runTask(stage, 5);
    expect(await gapsOf(engine, KEY)).toMatchObject([{ missing: 4, state: 'unconfirmed' }]);
    await runTask(stage, 5);
    expect(await gapsOf(engine, KEY)).toMatchObject([{ missing: 4, state: 'confirmed-empty' }]);
  });
});

describe('a second venue', () => {
  it('fills what the first has confirmed to be empty, marked, and is not mixed in otherwise', async () => {
    const { exchange, engine, seriesId, truth, soundness } = await setUp();
    const whole = truth();
    exchange.faults.add({ kind: 'empty', venue: 'bitget', symbol: 'BTCUSDT', ...HOLE });
    await backfillRange(engine, WANTED, RANGE);
    expect(await engine.ask('gaps.plan', { secondSource: true })).toMatchObject({
      gaps: 1,
      missing: 4,
      confirmed: 0,
    });
    const { jobId } = await engine.ask('gaps.repair', { secondSource: true });
    expect(await engine.jobWhen(jobId!)).toMatchObject({
      state: 'done',
      problem: null,
      parts: [{ stored: 4 }],
    });
    expect(await candlesOf(engine, KEY)).toEqual(whole);
    expect(await gapsOf(engine, KEY)).toEqual([]);
    const { pages } = await engine.ask('jobs.pages', { jobId: jobId!, limit: 10 });
    expect(pages).toMatchObject([
      { provider: 'binance', fallbackUsed: true, inserted: 4, notes: expect.stringContaining('bitget') },
    ]);
    const { events } = await engine.ask('events.list', { limit: 5 });
    expect(events.find(({ type }) => type === 'second-source-used')?.message).toMatch(
      /4 candles taken from binance/,
    );

    expect(await engine.ask('jobs.undo', { jobId: jobId! })).toEqual({ removed: 4, restored: 0, kept: 0 });
    expect(await gapsOf(engine, KEY)).toMatchObject([{ missing: 4, cause: 'not-downloaded', state: 'open' }]);
    // The schedule leaves alone what was taken back; the trader may ask for it by name.
    expect(await engine.ask('gaps.plan', {})).toMatchObject({ gaps: 0, waiting: 1 });
    expect(await soundness()).toEqual([]);
    expect(await seriesId()).toBe(1);
  });

  it('is refused when it trades the symbol under other terms', async () => {
    const { exchange, engine } = await setUp();
    exchange.faults.add({ kind: 'empty', venue: 'bitget', symbol: 'BTCUSDT', ...HOLE });
    for (const openTime of [HOLE.from - HOUR, HOLE.until]) {
      const patch = { open: 10, high: 20, low: 5, close: 12 };
      exchange.faults.add({
        kind: 'correction',
        venue: 'bitget',
        symbol: 'BTCUSDT',
        timeframe: '1h',
        openTime,
        at: 0,
        patch,
      });
    }
    await backfillRange(engine, WANTED, RANGE);
    const { jobId } = await engine.ask('gaps.repair', { secondSource: true });
    const job = await engine.jobWhen(jobId!);
    expect(job).toMatchObject({ state: 'incomplete', parts: [{ stored: 0 }] });
    expect(englishOf(job.problem)).toMatch(/Binance trades it under other terms/);
    expect(await gapsOf(engine, KEY)).toMatchObject([{ missing: 4, state: 'confirmed-empty' }]);
  });
});

describe('the ledger', () => {
  it('calls it an outage when several symbols have nothing at the same time, and no longer when they have', async () => {
    const { exchange, engine } = await setUp();
    const own = { from: HOLE.until + 10 * HOUR, until: HOLE.until + 12 * HOUR };
    exchange.faults.add({ kind: 'empty', ...HOLE });
    exchange.faults.add({ kind: 'empty', symbol: 'ETHUSDT', ...own });
    const symbols = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'];
    await backfillRange(engine, { ...WANTED, symbols, timeframes: ['1h', '30m'] }, RANGE);
    const { gaps } = await engine.ask('gaps.list', {});
    const shared = gaps.filter(({ from }) => from === HOLE.from);
    expect(shared).toHaveLength(6);
    for (const { cause, state, symbol, alsoMissing } of shared) {
      expect([cause, state]).toEqual(['outage', 'confirmed-empty']);
      expect(alsoMissing).toEqual(symbols.filter((one) => one !== symbol));
    }
    expect(gaps.filter(({ from }) => from === own.from)).toMatchObject([
      { symbol: 'ETHUSDT', cause: 'exchange-empty', alsoMissing: [] },
      { symbol: 'ETHUSDT', cause: 'exchange-empty', alsoMissing: [] },
    ]);
    expect(gaps.every(({ batchId }) => batchId !== null)).toBe(true);

    exchange.faults.clear();
    const others = { symbols: ['ETHUSDT', 'SOLUSDT'], includeConfirmed: true };
    const { jobId } = await engine.ask('gaps.repair', others);
    await engine.jobWhen(jobId!);
    const left = (await engine.ask('gaps.list', {})).gaps;
    expect(left.map(({ symbol, cause, state }) => [symbol, cause, state])).toEqual([
      ['BTCUSDT', 'exchange-empty', 'confirmed-empty'],
      ['BTCUSDT', 'exchange-empty', 'confirmed-empty'],
    ]);
  });

  it('ends where the symbol left the venue, and asks for nothing after that', async () => {
    const delistedAt = RANGE.from + 40 * HOUR + 20 * MINUTE;
    const { exchange, engine } = await setUp({ delisted: { BTCUSDT: delistedAt } });
    for (const venue of ['bitget', 'binance'] as const) {
      // Known before it left, as it would be.
      exchange.setListing('BTCUSDT', { delistedAt: NOW + DAY });
      const wanted = { ...WANTED, exchange: venue };
      await backfillRange(engine, wanted, { from: RANGE.from, until: RANGE.from + 5 * HOUR });
      exchange.setListing('BTCUSDT', { delistedAt });
      const instrument = (await engine.store.read.instruments()).find((one) => one.exchange === venue)!;
      await engine.store.write.extendLedger(
        (await engine.store.read.series()).find((one) => one.exchange === venue)!.id,
        RANGE,
        NOW,
      );
      const { id: _id, isActive: _isActive, completed: _completed, ...known } = instrument;
      const market = { ...known, active: false, delistedAt };
      await engine.store.write.completeInstrument(instrument.id, market, NOW);
      await backfillRange(engine, wanted, RANGE);
      const rows = await candlesOf(engine, { ...KEY, exchange: venue });
      expect(rows.at(-1)![0]).toBeLessThan(delistedAt);
      expect(rows.every(([, , , , , volume]) => volume > 0)).toBe(true);
    }
    const { gaps } = await engine.ask('gaps.list', { includeUnlisted: true, exchange: 'binance' });
    expect(gaps.filter(({ cause }) => cause === 'delisted')).toMatchObject([
      {
        from: RANGE.from + 41 * HOUR,
        to: RANGE.until - HOUR,
        state: 'confirmed-empty',
        evidence: expect.stringContaining('2026-03-02'),
      },
    ]);
    const { series } = await engine.ask('coverage.list', { exchange: 'binance' });
    expect(series[0]!.ledgerUntil).toBe(RANGE.from + 41 * HOUR);
    expect(series[0]!.status).not.toBe('stale');
  });

  it('settles what lies before the history a venue keeps of a timeframe without asking twice', async () => {
    const listedAt = NOW - 60 * DAY;
    const begins = NOW - 30_000 - 5 * DAY;
    const { exchange, engine } = await setUp({ listed: { BTCUSDT: listedAt } });
    exchange.faults.add({ kind: 'hole', symbol: 'BTCUSDT', timeframe: '30m', from: 0, until: begins });
    const wanted = { ...WANTED, timeframes: ['30m' as const] };
    const range = { from: NOW - 50 * DAY, until: RANGE.until };
    await backfillRange(engine, { ...WANTED, timeframes: ['1d' as const] }, range);
    exchange.requests.clear();
    expect((await backfillRange(engine, wanted, range)).state).toBe('done');
    const gaps = await gapsOf(engine, { ...KEY, timeframe: '30m' });
    expect(gaps).toMatchObject([
      { to: begins - 30 * MINUTE, cause: 'source-limit', state: 'confirmed-empty' },
    ]);
    exchange.requests.clear();
    await backfillRange(engine, wanted, range);
    expect(exchange.requests.query().filter(({ route }) => route.includes('candles'))).toEqual([]);
  });
});
