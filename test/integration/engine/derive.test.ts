import { expect, it, onTestFinished } from 'vitest';
import { aggregateCandles, plainVolume } from '../../../electron/analysis/aggregate.ts';
import {
  type CandleColumns,
  candleRows,
  candlesFromRows,
  sliceCandles,
} from '../../../shared/domain/candle.ts';
import type { JobId } from '../../../shared/domain/job.ts';
import type { Series } from '../../../shared/domain/series.ts';
import { HOUR, MINUTE } from '../../../shared/domain/time.ts';
import type { Timeframe } from '../../../shared/domain/timeframe.ts';
import { createRandom } from '../../exchange/random.ts';
import { MONDAY, sampleCandles } from '../../helpers/sampleCandles.ts';
import { addSeries, pageOf } from '../../helpers/seriesFixture.ts';
import { startTestEngine, type TestEngine } from '../../helpers/testEngine.ts';
import { tempDir } from '../../helpers/testStore.ts';

/** Nobody listens there: nothing here asks a venue. */
const NOWHERE = 'http://127.0.0.1:9';

async function start(): Promise<TestEngine> {
  const engine = await startTestEngine({ dataDir: tempDir(), url: NOWHERE });
  onTestFinished(() => engine.stop());
  return engine;
}

const stored = async ({ store }: TestEngine, id: Series['id']): Promise<CandleColumns> =>
  store.read.candlesWithin(id, 0, Number.MAX_SAFE_INTEGER);

/** Waits until everything that rests on changed candles has been made anew. */
const settle = async ({ ask }: TestEngine) => ask('features.build', { parquet: false });

/** What a series has to hold that is made of these candles, in one go. */
function whole(finer: CandleColumns, from: Timeframe, to: Timeframe) {
  const { candles } = aggregateCandles(finer, from, to);
  return candleRows({ ...candles, volume: candles.volume.map(plainVolume) });
}

it('refuses a timeframe that the finer one does not divide, with the reason', async () => {
  const engine = await start();
  const series = await addSeries(engine.store, 'BTCUSDT', '4h');
  await engine.store.write.writePage(pageOf(series, sampleCandles(MONDAY, 4 * HOUR, 12)));
  const answer = await engine.call('derive.run', { seriesId: series.id, timeframe: '6h', keep: false });
  expect(answer).toEqual({
    ok: false,
    error: {
      code: 'invalid-request',
      message: '6h is not a multiple of 4h, so some 4h candles would belong to two of them',
    },
  });
  expect((await engine.store.read.series()).map(({ timeframe }) => timeframe)).toEqual(['4h']);
});

it('makes whole buckets with their lineage and leaves out those with a hole that is not confirmed', async () => {
  const engine = await start();
  const series = await addSeries(engine.store, 'BTCUSDT', '1m');
  const minutes = sampleCandles(MONDAY, MINUTE, 180);
  const holed = candlesFromRows(candleRows(minutes).filter(([time]) => time !== MONDAY + 70 * MINUTE));
  await engine.store.write.writePage(pageOf(series, holed, { answered: null }));
  const made = await engine.ask('derive.run', { seriesId: series.id, timeframe: '1h', keep: false });
  expect(made).toMatchObject({ written: 2, incomplete: 1 });
  const rows = candleRows(await stored(engine, made.seriesId));
  expect(rows).toEqual(whole(holed, '1m', '1h'));
  expect(rows.map(([time]) => time)).toEqual([MONDAY, MONDAY + 2 * HOUR]);
  const [batch] = await engine.store.read.batches(made.seriesId, 0, Number.MAX_SAFE_INTEGER, 10);
  expect(batch).toMatchObject({ origin: 'derived', request: 'derived from 1m, 120 candles', inserted: 2 });
  const target = (await engine.store.read.series()).find(({ id }) => id === made.seriesId);
  expect(target).toMatchObject({ tracked: false });
});

it('never replaces a candle of the venue, and tells field by field where it is another one', async () => {
  const engine = await start();
  const finer = await addSeries(engine.store, 'BTCUSDT', '1m');
  const minutes = sampleCandles(MONDAY, MINUTE, 240);
  await engine.store.write.writePage(pageOf(finer, minutes));
  const hours = whole(minutes, '1m', '1h');
  const [time, open, high, low, close, volume] = hours[1]!;
  const own = [hours[0]!, [time, open, high + 5, low, close, volume + 2] as const];
  const coarser = await addSeries(engine.store, 'BTCUSDT', '1h');
  await engine.store.write.writePage(pageOf(coarser, candlesFromRows(own)));
  await engine.ask('derive.run', { seriesId: finer.id, timeframe: '1h', keep: false });
  expect(candleRows(await stored(engine, coarser.id))).toEqual([...own, hours[2], hours[3]]);
  const report = await engine.ask('derive.reconcile', { seriesId: coarser.id });
  expect(report).toMatchObject({ compared: 2, finer: '1m' });
  expect(report.fields.map(({ field, equal, different }) => [field, equal, different])).toEqual([
    ['open', 2, 0],
    ['high', 1, 1],
    ['low', 2, 0],
    ['close', 2, 0],
    ['volume', 1, 1],
  ]);
  expect(report.fields[1]).toMatchObject({ firstAt: time });
  expect(report.fields[1]!.largest).toBeCloseTo(5);
});

it('kept up to date through inserts, revisions and undos in any order, it is what one go makes of the candles', async () => {
  const engine = await start();
  const { store, ask } = engine;
  const random = createRandom(7);
  const finer = await addSeries(store, 'BTCUSDT', '1m');
  const minutes = sampleCandles(MONDAY, MINUTE, 600);
  await store.write.writePage(pageOf(finer, sliceCandles(minutes, 0, 30), { answered: null }));
  const { seriesId: quarter } = await ask('derive.run', { seriesId: finer.id, timeframe: '15m', keep: true });
  const { seriesId: hour } = await ask('derive.run', { seriesId: quarter, timeframe: '1h', keep: true });
  const job = '00000000-0000-4000-8000-00000000000a' as JobId;
  for (let turn = 0; turn < 12; turn += 1) {
    const from = Math.floor(random() * 560);
    const piece = sliceCandles(minutes, from, from + 10 + Math.floor(random() * 200));
    if (turn % 3 === 2) piece.high[0]! += turn;
    const jobId = turn === 8 ? job : null;
    await store.write.writePage(pageOf(finer, piece, { answered: null, jobId }));
    if (turn === 10) await store.write.undoPages(job, finer.id, Number.MAX_SAFE_INTEGER, 10, MONDAY);
    await settle(engine);
    const now = await stored(engine, finer.id);
    expect(candleRows(await stored(engine, quarter))).toEqual(whole(now, '1m', '15m'));
    expect(candleRows(await stored(engine, hour)).map(([time]) => time)).toEqual(
      whole(now, '1m', '1h').map(([time]) => time),
    );
  }
  expect(await store.read.stale('candles')).toEqual([]);
  for (const id of [finer.id, quarter]) {
    const series = (await store.read.series()).find((one) => one.id === id)!;
    expect((await store.scan.deepCheck(series)).problems).toEqual([]);
  }
});

it('makes the bucket over a gap when the gap is explained without a page, and leaves it while it is asked for again', async () => {
  const engine = await start();
  const { store } = engine;
  const finer = await addSeries(store, 'BTCUSDT', '1m');
  const minutes = sampleCandles(MONDAY, MINUTE, 180);
  const hole = MONDAY + 70 * MINUTE;
  const holed = candlesFromRows(candleRows(minutes).filter(([time]) => time !== hole));
  await store.write.writePage(pageOf(finer, holed, { answered: null }));
  const { seriesId } = await engine.ask('derive.run', { seriesId: finer.id, timeframe: '1h', keep: true });
  await settle(engine);
  const hours = async () => [...(await stored(engine, seriesId)).openTime];
  expect(await hours()).toEqual([MONDAY, MONDAY + 2 * HOUR]);
  const where = { from: hole, until: hole + MINUTE };
  const finding = { where: [where], cause: 'source-limit', evidence: 'the venue says so' } as const;
  await store.write.explainGap(finer.id, finding, MONDAY);
  await settle(engine);
  expect(await hours()).toEqual([MONDAY, MONDAY + HOUR, MONDAY + 2 * HOUR]);
  expect(await store.read.stale('candles')).toEqual([]);
  await store.write.reopenGaps(finer.id, where, MONDAY);
  await settle(engine);
  expect(await hours()).toEqual([MONDAY, MONDAY + HOUR, MONDAY + 2 * HOUR]);
});

it('a derived series that is cancelled before it is whole is not kept up to date', async () => {
  const engine = await start();
  const finer = await addSeries(engine.store, 'BTCUSDT', '1m');
  await engine.store.write.writePage(pageOf(finer, sampleCandles(MONDAY, MINUTE, 120)));
  const handler = engine.engine.handlers['derive.run'];
  const answer = await handler({ seriesId: finer.id, timeframe: '1h', keep: true }, AbortSignal.abort());
  expect(answer).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  const derived = (await engine.store.read.series()).filter(({ derivedFrom }) => derivedFrom !== undefined);
  expect(derived).toEqual([]);
});
