import { expect, it } from 'vitest';
import type { Market } from '../../../shared/domain/instrument.ts';
import type { JobId } from '../../../shared/domain/job.ts';
import { HOUR, MINUTE } from '../../../shared/domain/time.ts';
import { openDirectStore } from '../../helpers/directStore.ts';
import { dumpTables } from '../../helpers/rawDb.ts';
import { MONDAY, sampleCandles } from '../../helpers/sampleCandles.ts';
import { addSeries, instrumentNamed, pageOf } from '../../helpers/seriesFixture.ts';

const market: Market = {
  ...instrumentNamed('BTCUSDT'),
  tickSize: 0.1,
  stepSize: 0.0001,
  minQty: 0.0001,
  contractSize: 1,
  leverageMin: 1,
  leverageMax: 125,
  active: true,
  listedAt: MONDAY,
  delistedAt: null,
};
const job = '00000000-0000-4000-8000-000000000001' as JobId;

it('keeps what the venue said before about what it does not say now', () => {
  const { read, write } = openDirectStore();
  const id = write.addInstrument(instrumentNamed('BTCUSDT'), 1);
  expect(read.instrument(id)).toMatchObject({ completed: false, isActive: true, tickSize: null });
  write.completeInstrument(id, market, 2);
  write.completeInstrument(id, { ...market, tickSize: null, leverageMax: 100, listedAt: null }, 3);
  const { active: _, ...said } = market;
  expect(read.instrument(id)).toEqual({ ...said, id, leverageMax: 100, completed: true, isActive: true });
});

it('adds an instrument once, and activates it again', () => {
  const { read, write } = openDirectStore();
  const id = write.addInstrument(instrumentNamed('BTCUSDT'), 1);
  write.setInstrumentActive(id, false, 2);
  expect(read.instruments()).toMatchObject([{ id, isActive: false }]);
  expect(write.addInstrument(instrumentNamed('BTCUSDT'), 3)).toBe(id);
  expect(read.instruments()).toMatchObject([{ id, isActive: true }]);
});

it('tracks a series once, and again after it was let go', async () => {
  const { read, write } = openDirectStore();
  const series = await addSeries({ read, write });
  write.setSeriesTracked(series.id, false);
  expect(read.series()).toMatchObject([{ id: series.id, tracked: false, historyDays: 30 }]);
  expect(write.trackSeries(series.instrumentId, '1h', 90)).toBe(series.id);
  expect(read.series()).toMatchObject([{ id: series.id, tracked: true, historyDays: 90 }]);
});

it('keeps a series live only while its contract is listed and its symbol active', async () => {
  const { read, write } = openDirectStore();
  const { id, instrumentId } = await addSeries({ read, write });
  write.setLive([id], { live: true });
  write.completeInstrument(instrumentId, { ...market, delistedAt: MONDAY }, 2);
  expect(read.liveSeries(MONDAY - HOUR)).toMatchObject([{ id, symbol: 'BTCUSDT', wanted: null }]);
  // Its last candle may still be on its way.
  expect(read.liveSeries(MONDAY)).toHaveLength(1);
  expect(read.liveSeries(MONDAY + MINUTE)).toEqual([]);
  write.setInstrumentActive(instrumentId, false, 3);
  expect(read.liveSeries(MONDAY - HOUR)).toEqual([]);
});

it('removes a series with everything that hangs on it and leaves the others alone', async () => {
  const store = openDirectStore();
  const { read, write } = store;
  const going = await addSeries(store, 'BTCUSDT');
  const staying = await addSeries(store, 'ETHUSDT');
  for (const series of [going, staying]) {
    const candles = sampleCandles(MONDAY, HOUR, 50);
    write.writePage(pageOf(series, candles));
    candles.volume[3] = 1;
    candles.high[7] = 1;
    write.writePage(pageOf(series, candles, { answered: { from: MONDAY, until: MONDAY + 60 * HOUR } }));
  }
  const parts = [going, staying].map(({ id }) => ({ seriesId: id, from: 1, until: 2 }));
  write.addJob({ id: job, kind: 'backfill', priority: 0, createdAt: 1, parts });

  expect(write.removeSeries(going.id)).toBe(50);
  expect(read.series()).toEqual([staying]);
  const tables = [
    'candle',
    'candle_revision',
    'rejected_candle',
    'coverage_day',
    'gap',
    'ingest_batch',
    'job_part',
  ];
  for (const [table, rows] of Object.entries(dumpTables(store.db, tables))) {
    expect(rows.length, table).toBeGreaterThan(0);
    for (const row of rows) expect(row, table).toMatchObject({ series_id: staying.id });
  }
  expect(read.deepCheck(staying).problems).toEqual([]);
  write.removeInstrument(going.instrumentId);
  expect(() => write.removeInstrument(staying.instrumentId)).toThrow(/FOREIGN KEY/);
});

it('remembers jobs and their parts as they were changed last', async () => {
  const store = openDirectStore();
  const { read, write } = store;
  const series = await addSeries(store);
  const parts = [{ seriesId: series.id, from: MONDAY, until: MONDAY + HOUR }];
  write.addJob({ id: job, kind: 'backfill', spec: 'BTCUSDT 1h', priority: 2, createdAt: 5, parts });
  expect(read.job(job)).toEqual({
    id: job,
    kind: 'backfill',
    spec: 'BTCUSDT 1h',
    state: 'queued',
    priority: 2,
    createdAt: 5,
    startedAt: null,
    finishedAt: null,
    problem: null,
    undone: false,
    parts: [
      {
        seriesId: series.id,
        exchange: 'bitget',
        symbol: 'BTCUSDT',
        timeframe: '1h',
        state: 'queued',
        from: MONDAY,
        until: MONDAY + HOUR,
        total: 0,
        settled: 0,
        stored: 0,
        requests: 0,
        reached: null,
        problem: null,
      },
    ],
  });
  write.updateJob(job, { state: 'running', startedAt: 6 });
  write.updateJobPart(job, series.id, { state: 'done', from: MONDAY - HOUR, stored: 7, problem: 'none' });
  const changed = { state: 'running', startedAt: 6, priority: 2 };
  expect(read.openJobs()).toMatchObject([changed]);
  expect(read.openJobs()[0]!.parts).toMatchObject([
    { state: 'done', from: MONDAY - HOUR, stored: 7, problem: 'none', requests: 0 },
  ]);
  write.updateJob(job, {});
  write.updateJobPart(job, series.id, {});
  expect(read.job(job)).toMatchObject(changed);
  write.updateJob(job, { state: 'done', problem: null });
  expect([read.openJobs(), read.newestJobs(5)]).toMatchObject([[], [{ id: job, state: 'done' }]]);
});

it('lists the newest jobs, events and audit entries first, and no more than asked for', () => {
  const { read, write } = openDirectStore();
  for (let n = 1; n <= 5; n += 1) {
    const id = job.replace(/1$/, String(n)) as JobId;
    write.addJob({ id, kind: 'backfill', priority: 0, createdAt: n, parts: [] });
    const event = { at: n, type: 't', severity: 'info', component: 'c', message: `event ${n}` } as const;
    expect(write.addEvent(event)).toEqual({ ...event, id: n });
    write.addAudit({ at: n, actor: 'trader', action: 'did', subject: `entry ${n}`, detail: null });
  }
  expect(read.newestJobs(2).map(({ createdAt }) => createdAt)).toEqual([5, 4]);
  expect(read.events(2).map(({ message }) => message)).toEqual(['event 5', 'event 4']);
  expect(read.audit(2)).toEqual([
    { id: 5, at: 5, actor: 'trader', action: 'did', subject: 'entry 5', detail: null },
    { id: 4, at: 4, actor: 'trader', action: 'did', subject: 'entry 4', detail: null },
  ]);
});

it('lets events go that are older than the newest fifty thousand', () => {
  const { db, read, write } = openDirectStore();
  const event = { at: 1, type: 't', severity: 'info', component: 'c', message: 'old' } as const;
  const last = write.addEvent(event).id + 50_000;
  db.prepare(
    "INSERT INTO system_event (id, at, type, severity, component, message) VALUES (?, 2, 't', 'info', 'c', '')",
  ).run(last - 1);
  expect(read.events(5).map(({ id }) => id)).toEqual([last - 1, 1]);
  expect(write.addEvent(event).id).toBe(last);
  expect(read.events(5).map(({ id }) => id)).toEqual([last, last - 1]);
});
