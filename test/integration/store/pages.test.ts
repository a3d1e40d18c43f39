import { describe, expect, it } from 'vitest';
import { type CandleRow, candleRows, candlesFromRows, sliceCandles } from '../../../shared/domain/candle.ts';
import type { JobId } from '../../../shared/domain/job.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { DAY, HOUR } from '../../../shared/domain/time.ts';
import { type DirectStore, openDirectStore } from '../../helpers/directStore.ts';
import { dumpTables } from '../../helpers/rawDb.ts';
import { MONDAY, sampleCandles } from '../../helpers/sampleCandles.ts';
import { addSeries, pageOf } from '../../helpers/seriesFixture.ts';

const TRUTH = ['candle', 'candle_revision', 'gap', 'coverage_day', 'series', 'rejected_candle'];

const stored = ({ read }: DirectStore, id: SeriesId): CandleRow[] =>
  candleRows(read.candlesWithin(id, 0, Number.MAX_SAFE_INTEGER));

const batchRow = ({ db }: DirectStore, id: number): unknown =>
  db.prepare('SELECT * FROM ingest_batch WHERE id = ?').get(id);

/** A candle with a close of its own. */
const candle = (index: number, close = 11, time = MONDAY + index * HOUR): CandleRow => [
  time,
  10,
  20,
  5,
  close,
  100,
];

it('stores the candles of a page exactly as they came', async () => {
  const store = openDirectStore();
  const series = await addSeries(store);
  const candles = sampleCandles(MONDAY, HOUR, 1_234);
  const outcome = store.write.writePage(pageOf(series, candles));
  expect(outcome).toMatchObject({ inserted: 1_234, changed: 0, rejected: [], stillMissing: 0 });
  expect(stored(store, series.id)).toEqual(candleRows(candles));
});

it('leaves everything as it is when the same page comes ten times', async () => {
  const store = openDirectStore();
  const series = await addSeries(store);
  const page = pageOf(series, sampleCandles(MONDAY, HOUR, 500));
  store.write.writePage(page);
  const once = dumpTables(store.db, TRUTH);
  for (let again = 0; again < 9; again += 1) {
    expect(store.write.writePage({ ...page, receivedAt: page.receivedAt + again })).toMatchObject({
      inserted: 0,
      changed: 0,
      stillMissing: 0,
    });
  }
  expect(dumpTables(store.db, TRUTH)).toEqual(once);
});

it('writes nothing but the batch for a page that says what is known', async () => {
  const store = openDirectStore();
  const series = await addSeries(store);
  const candles = candlesFromRows([candle(0), candle(1), candle(3)]);
  const page = pageOf(series, candles);
  // The second look confirms the hole; from then on there is nothing to learn from this page.
  for (const look of [1, 2]) store.write.writePage({ ...page, receivedAt: page.receivedAt + look });
  const before = dumpTables(store.db, TRUTH);
  const changes = () => store.db.prepare('SELECT total_changes()').pluck().get() as number;
  const count = changes();
  store.write.writePage({ ...page, receivedAt: page.receivedAt + 3 });
  // The batch is inserted and finished: two rows touched, and no other.
  expect(changes() - count).toBe(2);
  expect(dumpTables(store.db, TRUTH)).toEqual(before);
});

it('keeps every value a candle ever had, each with the batch it came in', async () => {
  const store = openDirectStore();
  const series = await addSeries(store);
  const closes = [11, 12, 12, 13, 11];
  const batches = closes.map((close, n) =>
    store.write.writePage(pageOf(series, candlesFromRows([candle(0, close)]), { receivedAt: MONDAY + n })),
  );
  expect(batches.map(({ inserted, changed }) => [inserted, changed])).toEqual([
    [1, 0],
    [0, 1],
    [0, 0],
    [0, 1],
    [0, 1],
  ]);
  const id = (n: number): number => batches[n]!.batchId!;
  const revisions = store.db
    .prepare('SELECT open_time, close, batch_id, replaced_by, replaced_at FROM candle_revision ORDER BY id')
    .raw()
    .all();
  expect(revisions).toEqual([
    [MONDAY, 11, id(0), id(1), MONDAY + 1],
    [MONDAY, 12, id(1), id(3), MONDAY + 3],
    [MONDAY, 13, id(3), id(4), MONDAY + 4],
  ]);
  expect(stored(store, series.id)).toEqual([candle(0, 11)]);
  expect(store.db.prepare('SELECT batch_id FROM candle').pluck().all()).toEqual([id(4)]);
});

it('revises single candles in the middle of a page', async () => {
  const store = openDirectStore();
  const series = await addSeries(store);
  const candles = sampleCandles(MONDAY, HOUR, 300);
  store.write.writePage(pageOf(series, sliceCandles(candles, 50, 250)));
  const revised = sliceCandles(candles, 0, 300);
  for (const i of [60, 249]) revised.volume[i] = revised.volume[i]! + 1;
  expect(store.write.writePage(pageOf(series, revised))).toMatchObject({ inserted: 100, changed: 2 });
  expect(stored(store, series.id)).toEqual(candleRows(revised));
});

it('stores the good candles of a page and keeps the bad ones with their reasons', async () => {
  const store = openDirectStore();
  const series = await addSeries(store);
  const now = MONDAY + 9 * HOUR + 1;
  const rows: CandleRow[] = [
    candle(0),
    [MONDAY + HOUR, 10, Number.NaN, 5, 11, 100],
    [MONDAY + 2 * HOUR, 10, 4, 5, 11, 100],
    candle(3),
    candle(0, 11, MONDAY + 3 * HOUR + 1),
    candle(4, 11),
    candle(4, 12),
    candle(9),
    candle(10),
  ];
  const page = pageOf(series, candlesFromRows(rows), {
    exchangeTime: now,
    answered: { from: MONDAY, until: MONDAY + 11 * HOUR },
  });
  const outcome = store.write.writePage(page);
  expect(stored(store, series.id)).toEqual([candle(0), candle(3)]);
  const kept = store.db
    .prepare('SELECT open_time, high, reason, batch_id FROM rejected_candle ORDER BY id')
    .raw()
    .all();
  expect(kept).toEqual([
    [MONDAY + HOUR, null, 'not-a-number', outcome.batchId],
    [MONDAY + 2 * HOUR, 4, 'high-below-low', outcome.batchId],
    [MONDAY + 3 * HOUR + 1, 20, 'off-grid', outcome.batchId],
    [MONDAY + 9 * HOUR, 20, 'still-forming', outcome.batchId],
    [MONDAY + 10 * HOUR, 20, 'in-the-future', outcome.batchId],
    [MONDAY + 4 * HOUR, 20, 'conflicting-duplicate', outcome.batchId],
    [MONDAY + 4 * HOUR, 20, 'conflicting-duplicate', outcome.batchId],
  ]);
  expect(outcome.rejected.map(({ reason }) => reason)).toEqual(kept.map((row) => (row as string[])[2]));
  expect(outcome.stillMissing).toBe(7);
  expect(batchRow(store, outcome.batchId!)).toMatchObject({
    rows: 9,
    inserted: 2,
    rejected: 7,
    quality: 'rejects',
  });
});

it('keeps a hundred rejects of a page that is broken altogether, and counts the rest', async () => {
  const store = openDirectStore();
  const series = await addSeries(store);
  const candles = sampleCandles(MONDAY, HOUR, 250);
  candles.volume.fill(-1);
  const outcome = store.write.writePage(pageOf(series, candles));
  expect(outcome.rejected).toHaveLength(100);
  expect(store.db.prepare('SELECT count(*) FROM rejected_candle').pluck().get()).toBe(100);
  expect(batchRow(store, outcome.batchId!)).toMatchObject({ rejected: 250, inserted: 0, coverage_ratio: 0 });
});

it('records what was asked, what came and how complete it was', async () => {
  const store = openDirectStore();
  const series = await addSeries(store);
  const rows = [candle(2), candle(3), candle(6), candle(7)];
  const answered = { from: MONDAY, until: MONDAY + 8 * HOUR };
  const asked = { from: MONDAY - DAY, until: MONDAY + 8 * HOUR };
  const { batchId } = store.write.writePage(pageOf(series, candlesFromRows(rows), { answered, asked }));
  expect(batchRow(store, batchId!)).toMatchObject({
    series_id: series.id,
    provider: 'bitget',
    request: 'GET candles',
    asked_from: asked.from,
    asked_until: asked.until,
    got_from: MONDAY + 2 * HOUR,
    got_until: MONDAY + 8 * HOUR,
    rows: 4,
    inserted: 4,
    coverage_ratio: 0.5,
    gap_count: 2,
    quality: 'gaps',
  });
});

it('counts candles by UTC day', async () => {
  const store = openDirectStore();
  const series = await addSeries(store);
  store.write.writePage(pageOf(series, sampleCandles(MONDAY - 2 * HOUR, HOUR, 30)));
  const day = MONDAY / DAY;
  expect(store.read.coverageDays(series.id)).toEqual([
    [day - 1, 2],
    [day, 24],
    [day + 1, 4],
  ]);
  expect(store.read.seriesLedgers()).toMatchObject([
    { candles: 30, first: MONDAY - 2 * HOUR, last: MONDAY + 27 * HOUR },
  ]);
});

it('refuses a page for a series that was removed meanwhile, and its id is never given again', async () => {
  const store = openDirectStore();
  const series = await addSeries(store);
  const page = pageOf(series, sampleCandles(MONDAY, HOUR, 10));
  store.write.writePage(page);
  expect(store.write.removeSeries(series.id)).toBe(10);
  const next = await addSeries(store, 'ETHUSDT');
  expect(next.id).not.toBe(series.id);
  expect(() => store.write.writePage(page)).toThrow(expect.objectContaining({ code: 'not-found' }));
  expect(dumpTables(store.db, ['candle', 'gap', 'ingest_batch', 'coverage_day'])).toEqual({
    candle: [],
    gap: [],
    ingest_batch: [],
    coverage_day: [],
  });
});

it('refuses a page of another timeframe', async () => {
  const store = openDirectStore();
  const series = await addSeries(store);
  const page = pageOf({ ...series, timeframe: '1m' }, sampleCandles(MONDAY, HOUR, 10));
  expect(() => store.write.writePage(page)).toThrow(expect.objectContaining({ code: 'invalid-request' }));
  expect(stored(store, series.id)).toEqual([]);
});

it('stores pages newest first without losing a column while it packs them', async () => {
  const store = openDirectStore();
  const series = await addSeries(store);
  const candles = sampleCandles(MONDAY, HOUR, 9_000);
  for (let until = 9_000; until > 0; until -= 300) {
    store.write.writePage(pageOf(series, sliceCandles(candles, until - 300, until)));
    // Columns that no page writes yet must survive the packing as well.
    store.db.prepare('UPDATE candle SET latency_ms = batch_id, flags = 3 WHERE latency_ms IS NULL').run();
  }
  expect(stored(store, series.id)).toEqual(candleRows(candles));
  expect(
    store.db.prepare('SELECT count(*) FROM candle WHERE latency_ms = batch_id AND flags = 3').pluck().get(),
  ).toBe(9_000);
  expect(store.read.deepCheck(series).problems).toEqual([]);
});

it('compares a page with what is stored even where years lie between two of its rows', async () => {
  const store = openDirectStore();
  const series = await addSeries(store);
  const far = 40_000;
  const early = candlesFromRows([candle(0), candle(far)]);
  const options = { answered: null, exchangeTime: MONDAY + (far + 2) * HOUR };
  store.write.writePage(pageOf(series, early, options));
  const both = candlesFromRows([candle(0), candle(1), candle(far, 12), candle(far + 1)]);
  expect(store.write.writePage(pageOf(series, both, options))).toMatchObject({ inserted: 2, changed: 1 });
  expect(stored(store, series.id)).toEqual(candleRows(both));
});

describe('a live page', () => {
  const live = { origin: 'socket', isLive: true, rolling: true, answered: null } as const;
  const flagsOf = ({ db }: DirectStore) =>
    db.prepare('SELECT flags, latency_ms FROM candle ORDER BY open_time').raw().all() as number[][];

  it('goes on with the batch of its day, source and series, and keeps how late its candles were', async () => {
    const store = openDirectStore();
    const series = await addSeries(store);
    const push = (index: number, late: number, changes = {}) =>
      store.write.writePage(
        pageOf(series, candlesFromRows([candle(index)]), {
          ...live,
          receivedAt: MONDAY + (index + 1) * HOUR + late,
          ...changes,
        }),
      ).batchId;
    const first = push(0, 250);
    expect([push(1, 400), push(2, -30), push(3, 10, { origin: 'derived' }), push(24, 5)]).toEqual([
      first,
      first,
      first! + 1,
      first! + 2,
    ]);
    expect(push(4, 2 * HOUR)).toBe(first);
    expect(flagsOf(store)).toEqual([
      [0, 250],
      [0, 400],
      [0, 0],
      [0, 10],
      [0, null],
      [0, 5],
    ]);
    expect(batchRow(store, first!)).toMatchObject({
      origin: 'socket',
      rows: 4,
      inserted: 4,
      got_from: MONDAY,
      got_until: MONDAY + 5 * HOUR,
      quality: 'ok',
    });
  });

  it('writes nothing at all when it changes nothing, not even a batch', async () => {
    const store = openDirectStore();
    const series = await addSeries(store);
    const page = pageOf(series, candlesFromRows([candle(0), candle(1)]), { ...live, rolling: true });
    store.write.writePage(page);
    const changes = () => store.db.prepare('SELECT total_changes()').pluck().get() as number;
    const before = changes();
    expect(store.write.writePage({ ...page, receivedAt: page.receivedAt + DAY })).toMatchObject({
      batchId: null,
      inserted: 0,
      changed: 0,
    });
    expect(changes()).toBe(before);
  });

  it('is confirmed by an answer that agrees, and only there', async () => {
    const store = openDirectStore();
    const series = await addSeries(store);
    store.write.writePage(pageOf(series, candlesFromRows([candle(0), candle(1), candle(2)]), live));
    const answer = pageOf(series, candlesFromRows([candle(0), candle(2, 12), candle(3)]), {
      confirms: true,
      rolling: true,
      answered: null,
    });
    expect(store.write.writePage(answer)).toMatchObject({ confirmed: 3, changed: 1, inserted: 1 });
    expect(flagsOf(store).map(([flags]) => flags)).toEqual([1, 0, 1, 1]);
    expect(store.write.writePage(answer)).toMatchObject({ confirmed: 0, batchId: null });
  });

  it('never goes on with a batch of a job', async () => {
    const store = openDirectStore();
    const series = await addSeries(store);
    const job = '00000000-0000-4000-8000-000000000001' as JobId;
    const ofJob = store.write.writePage(pageOf(series, candlesFromRows([candle(0)]), { jobId: job }));
    const rolling = pageOf(series, candlesFromRows([candle(1)]), { rolling: true });
    expect(store.write.writePage(rolling).batchId).not.toBe(ofJob.batchId);
    expect(store.read.batchesOfJob(job, series.id, 10)).toMatchObject([{ id: ofJob.batchId, jobId: job }]);
  });
});
