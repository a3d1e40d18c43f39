import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { expect, it, onTestFinished } from 'vitest';
import { FEATURES } from '../../../electron/analysis/features/features.ts';
import { STORED_KEYS } from '../../../electron/analysis/features/stored.ts';
import { computeIndicator } from '../../../electron/analysis/indicators/compute.ts';
import type { StoreClient } from '../../../electron/store/storeClient.ts';
import {
  type CandleColumns,
  candleAt,
  candlesFromRows,
  sliceCandles,
} from '../../../shared/domain/candle.ts';
import type { FeatureJson } from '../../../shared/domain/feature.ts';
import type { Series } from '../../../shared/domain/series.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/domain/time.ts';
import { MONDAY, sampleCandles } from '../../helpers/sampleCandles.ts';
import { addSeries, pageOf } from '../../helpers/seriesFixture.ts';
import { skip } from '../../helpers/skip.ts';
import { startTestEngine, type TestEngine } from '../../helpers/testEngine.ts';
import { openTestStore, tempDir } from '../../helpers/testStore.ts';

const NOWHERE = 'http://127.0.0.1:9';
const LONG = 5_000;
const LATE = MONDAY + 200_000 * MINUTE;

type Row = Readonly<{ time: number; features: FeatureJson; text: string }>;
type Stage = TestEngine & Readonly<{ dataDir: string }>;

async function start(): Promise<Stage> {
  const dataDir = tempDir();
  const engine = await startTestEngine({ dataDir, url: NOWHERE });
  onTestFinished(() => engine.stop());
  return { ...engine, dataDir };
}

async function rowsOf({ store }: Pick<TestEngine, 'store'>, { id }: Pick<Series, 'id'>): Promise<Row[]> {
  const rows = await store.read.featureRows(id, { from: 0, until: Number.MAX_SAFE_INTEGER });
  return rows.map(([time, text]) => ({ time, text, features: JSON.parse(text) as FeatureJson }));
}

const build = ({ ask }: TestEngine, parquet = false) => ask('features.build', { parquet });
const enable = ({ ask }: TestEngine, { id }: Series) =>
  ask('features.enable', { seriesIds: [id], enabled: true });

it('computes every feature and indicator of the seeds for series that ask, and says how good each value is', async () => {
  const stage = await start();
  const series = await addSeries(stage.store, 'ETHUSDT');
  await stage.store.write.writePage(pageOf(series, sampleCandles(MONDAY, HOUR, 300)));
  await enable(stage, series);
  await build(stage);
  const rows = await rowsOf(stage, series);
  expect(rows.length).toBe(300);
  for (const { features } of [rows[0]!, rows[150]!, rows[299]!])
    expect(Object.keys(features)).toEqual(STORED_KEYS);
  expect(rows[0]!.features['returns_1@1.0']).toEqual({ value: null, quality: 'warmup' });
  expect(rows[1]!.features['returns_1@1.0']!.quality).toBe('ready');
  expect(rows[198]!.features['sma_200@1.0']).toEqual({ value: null, quality: 'warmup' });
  expect(rows[199]!.features['sma_200@1.0']!.quality).toBe('ready');
  // No market, no other member of a sector, no news: there is nothing to compute these from.
  for (const name of ['market_beta_60@1.0', 'sector_momentum_20@1.0', 'news_sentiment_24h@1.0'])
    expect(rows[299]!.features[name]).toEqual({ value: null, quality: 'missing' });
  const { features, series: kept } = await stage.ask('features.catalog', {});
  expect(features.map(({ name }) => name)).toEqual(FEATURES.map(({ name }) => name));
  expect(features[0]!.lastBuiltAt).not.toBeNull();
  expect(kept).toMatchObject([{ seriesId: series.id, enabled: true, rows: 300, first: MONDAY }]);
  const { days } = await stage.ask('features.quality', { seriesId: series.id, name: 'sma_20' });
  expect(days[0]).toEqual({ day: MONDAY, counts: { warmup: 19, ready: 5 } });
});

it('adds the row of a candle that closes, the same to the last bit as a build of all', async () => {
  const stage = await start();
  const candles = sampleCandles(MONDAY, HOUR, 1_500);
  const series = await addSeries(stage.store, 'ETHUSDT');
  await stage.store.write.writePage(pageOf(series, sliceCandles(candles, 0, 1_400)));
  await enable(stage, series);
  await build(stage);
  for (const count of [1_401, 1_402, 1_500]) {
    await stage.store.write.writePage(pageOf(series, sliceCandles(candles, 1_390, count)));
    await build(stage);
  }
  const stepwise = (await rowsOf(stage, series)).map(({ text }) => text);
  const other = await addSeries(stage.store, 'XRPUSDT');
  await stage.store.write.writePage(pageOf(other, candles));
  await stage.ask('features.build', { parquet: false, symbols: [other.symbol], all: true });
  expect((await rowsOf(stage, other)).map(({ text }) => text)).toEqual(stepwise);
});

it('recomputes exactly the rows a revision reaches', async () => {
  const stage = await start();
  const candles = sampleCandles(MONDAY, HOUR, LONG);
  const series = await addSeries(stage.store, 'ETHUSDT');
  await stage.store.write.writePage(pageOf(series, candles));
  await enable(stage, series);
  await build(stage);
  const before = await rowsOf(stage, series);
  const at = 1_234;
  const [time, open, high, low, close, volume] = candleAt(candles, at);
  const revised = candlesFromRows([[time, open, high, low, close, volume + 1]]);
  await stage.store.write.writePage(pageOf(series, revised));
  expect(await stage.store.read.stale('features')).toMatchObject([{ from: time, until: time + HOUR }]);
  expect((await build(stage)).rows).toBe(20);
  const after = await rowsOf(stage, series);
  const other = after.flatMap(({ text }, i) => (text === before[i]!.text ? [] : [i]));
  // Of all that is stored only the mean volume of 20 candles reads the volume.
  expect(other).toEqual(Array.from({ length: 20 }, (_, i) => at + i));
  expect(await stage.store.read.stale('features')).toEqual([]);
});

it('a doubted candle and a gap degrade what looks back on them, and nothing else', async () => {
  const stage = await start();
  const rows = sampleCandles(MONDAY, HOUR, 400);
  const series = await addSeries(stage.store, 'ETHUSDT');
  const hole = 300;
  await stage.store.write.writePage(pageOf(series, sliceCandles(rows, 0, hole), { answered: null }));
  await stage.store.write.writePage(pageOf(series, sliceCandles(rows, hole + 1, 400), { answered: null }));
  const doubted = MONDAY + 100 * HOUR;
  const item = {
    seriesId: series.id,
    kind: 'price-jump' as const,
    from: doubted,
    to: doubted,
    candles: 1,
    detail: {},
    foundAt: MONDAY,
  };
  await stage.store.write.addReviewItems([item]);
  await enable(stage, series);
  await build(stage);
  const items = await stage.store.read.reviewItems(null, null, 10);
  await stage.ask('review.decide', { ids: items.map(({ id }) => id), state: 'rejected' });
  await build(stage);
  const stored = await rowsOf(stage, series);
  const degraded = stored.flatMap(({ time, features }) =>
    features['returns_5@1.0']!.quality === 'degraded' ? [(time - MONDAY) / HOUR] : [],
  );
  expect(degraded).toEqual([100, 101, 102, 103, 104, 105, 301, 302, 303, 304, 305]);
});

it('computes beta when the market comes later than the symbol, and momentum against the sector', async () => {
  const stage = await start();
  const { store } = stage;
  const series = await addSeries(store, 'ETHUSDT');
  await store.write.writePage(pageOf(series, sampleCandles(MONDAY, HOUR, 200)));
  await store.write.setSector(series.instrumentId, 'layer-1', MONDAY);
  await enable(stage, series);
  await build(stage);
  for (const [symbol, seed] of [
    ['BTCUSDT', 2],
    ['SOLUSDT', 3],
  ] as const) {
    const beside = await addSeries(store, symbol);
    await store.write.setSector(beside.instrumentId, 'layer-1', MONDAY);
    await store.write.writePage(pageOf(beside, sampleCandles(MONDAY, HOUR, 200, seed)));
  }
  await build(stage);
  const { features } = (await rowsOf(stage, series)).at(-1)!;
  expect(features['market_beta_60@1.0']).toMatchObject({ quality: 'ready', value: expect.any(Number) });
  expect(features['sector_momentum_20@1.0']).toMatchObject({ quality: 'ready', value: expect.any(Number) });
});

/** Counts the qualities of the stored rows the slow way, out of their JSON. */
function countedOf(rows: readonly Row[], key?: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { features } of rows) {
    for (const [name, { quality }] of Object.entries(features))
      if (key === undefined || name === key) counts[quality] = (counts[quality] ?? 0) + 1;
  }
  return counts;
}

it('counts qualities over all that is stored, through inserts, revisions, doubts, undos and removal', async () => {
  const stage = await start();
  const { store, ask } = stage;
  const candles = sampleCandles(MONDAY, HOUR, 1_700);
  const series = await addSeries(store, 'ETHUSDT');
  const job = '00000000-0000-4000-8000-00000000000c' as Parameters<typeof store.write.undoPages>[0];
  const check = async (): Promise<void> => {
    await build(stage);
    const rows = await rowsOf(stage, series);
    const { series: kept } = await ask('features.catalog', {});
    expect(kept.find(({ seriesId }) => seriesId === series.id)!.counts).toEqual(countedOf(rows));
    for (const key of ['returns_5@1.0', 'sma_200@1.0', 'news_sentiment_24h@1.0']) {
      const { days } = await ask('features.quality', { seriesId: series.id, name: key });
      const byDay = Map.groupBy(rows, ({ time }) => Math.floor(time / DAY) * DAY);
      expect(days).toEqual([...byDay].map(([day, own]) => ({ day, counts: countedOf(own, key) })));
    }
  };
  await store.write.writePage(pageOf(series, sliceCandles(candles, 0, 900)));
  await enable(stage, series);
  await check();
  await store.write.writePage(
    pageOf(series, sliceCandles(candles, 950, 1_700), { jobId: job, answered: null }),
  );
  await check();
  const doubted = MONDAY + 100 * HOUR;
  const place = { from: doubted, to: doubted, candles: 1, detail: {}, foundAt: MONDAY };
  await store.write.addReviewItems([{ seriesId: series.id, kind: 'price-jump', ...place }]);
  const items = await store.read.reviewItems(null, null, 10);
  await ask('review.decide', { ids: items.map(({ id }) => id), state: 'rejected' });
  await check();
  await store.write.undoPages(job, series.id, Number.MAX_SAFE_INTEGER, 10, MONDAY);
  await check();
  await store.write.removeSeries(series.id);
  expect(await store.read.featureDays(series.id, 'returns_5@1.0')).toEqual([]);
});

it('writes a block in small pieces, so that a candle that closes never waits for all of it', async () => {
  const pieces: number[] = [];
  const watched = (store: StoreClient): StoreClient => ({
    ...store,
    write: new Proxy(store.write, {
      get: (target, name, proxy) => {
        if (name !== 'writeFeatures') return Reflect.get(target, name, proxy);
        return (...args: Parameters<typeof target.writeFeatures>) => {
          pieces.push(args[3].length);
          return target.writeFeatures(...args);
        };
      },
    }),
  });
  const engine = await startTestEngine({ dataDir: tempDir(), url: NOWHERE, around: { store: watched } });
  onTestFinished(() => engine.stop());
  const series = await addSeries(engine.store, 'ETHUSDT');
  await engine.store.write.writePage(pageOf(series, sampleCandles(MONDAY, HOUR, 1_500)));
  await enable(engine, series);
  await build(engine);
  expect(pieces.reduce((sum, rows) => sum + rows, 0)).toBe(1_500);
  expect(Math.max(...pieces)).toBeLessThanOrEqual(200);
  expect((await rowsOf(engine, series)).length).toBe(1_500);
});

it.each([
  ['a key without a version', '{"rsi_14":{"value":1,"quality":"ready"}}'],
  ['a quality nobody knows', '{"rsi_14@1.0":{"value":1,"quality":"fine"}}'],
  ['a value that is no number', '{"rsi_14@1.0":{"value":"1","quality":"ready"}}'],
  ['a field too many', '{"rsi_14@1.0":{"value":1,"quality":"ready","note":""}}'],
  ['a text that is no JSON', '{"rsi_14@1.0"'],
])('one bad entry refuses all features with the reason: %s', async (_, bad) => {
  const store = await openTestStore();
  const series = await addSeries(store);
  await store.write.writePage(pageOf(series, sampleCandles(MONDAY, HOUR, 2)));
  const where = { from: MONDAY, until: MONDAY + 2 * HOUR };
  const good = '{"rsi_14@1.0":{"value":1,"quality":"ready"}}';
  const times = Float64Array.of(MONDAY, MONDAY + HOUR);
  await expect(store.write.writeFeatures(series.id, where, times, [good, bad], MONDAY)).rejects.toMatchObject(
    {
      code: 'invalid-request',
      message: expect.stringMatching(/2026-03-02T01:00:00\+00:00 are refused, and all with them: .+/),
    },
  );
  expect(await rowsOf({ store }, series)).toEqual([]);
});

it('removes the rows of candles that are gone, and those of a series that is removed', async () => {
  const stage = await start();
  const { store } = stage;
  const series = await addSeries(store, 'ETHUSDT');
  const job = '00000000-0000-4000-8000-00000000000b' as Parameters<typeof store.write.undoPages>[0];
  await store.write.writePage(pageOf(series, sampleCandles(MONDAY, HOUR, 50)));
  await store.write.writePage(pageOf(series, sampleCandles(MONDAY + 50 * HOUR, HOUR, 50), { jobId: job }));
  await enable(stage, series);
  await build(stage);
  await store.write.undoPages(job, series.id, Number.MAX_SAFE_INTEGER, 10, MONDAY);
  await build(stage);
  expect((await rowsOf(stage, series)).length).toBe(50);
  await store.write.removeSeries(series.id);
  expect(await rowsOf(stage, series)).toEqual([]);
});

it('writes the Parquet partitions of the seeds and afterwards only those that changed', async () => {
  const stage = await start();
  const series = await addSeries(stage.store, 'ETHUSDT');
  const candles = sampleCandles(MONDAY, HOUR, 1_000);
  await stage.store.write.writePage(pageOf(series, candles));
  await enable(stage, series);
  expect((await build(stage, true)).partitions).toBe(2);
  expect((await build(stage, true)).partitions).toBe(0);
  const path = join(stage.dataDir, 'features', 'symbol=ETHUSDT', '2026-03', 'features.parquet');
  const file = await asyncBufferFromFile(path);
  const read = await parquetReadObjects({ file });
  const stored = (await rowsOf(stage, series)).filter(({ time }) => time < Date.UTC(2026, 3));
  expect(read.length).toBe(stored.length);
  expect(read.map((row) => row.timestamp)).toEqual(stored.map(({ time }) => new Date(time)));
  for (const i of [0, 100, 700]) {
    const { features } = stored[i]!;
    expect(read[i]).toMatchObject({ exchange: 'bitget', timeframe: '1h' });
    for (const [key, { value, quality }] of Object.entries(features)) {
      expect(read[i]![key]).toBe(value);
      expect(read[i]![`${key}_quality`]).toBe(quality);
    }
  }
  expect(Number((await parquetMetadataAsync(file)).num_rows)).toBe(stored.length);
  const more = sampleCandles(MONDAY + 1_000 * HOUR, HOUR, 1);
  await stage.store.write.writePage(pageOf(series, more));
  expect((await build(stage, true)).partitions).toBe(1);
  const catalog = await readFile(
    join(stage.dataDir, 'features', '_metadata', 'feature_catalog.json'),
    'utf8',
  );
  expect(JSON.parse(catalog).features.length).toBe(FEATURES.length);
});

it('DuckDB reads the partitions with the types and values that were written', async (test) => {
  const duckdb = join(process.cwd(), 'node_modules/.cache/tools/node_modules/@duckdb/node-api/lib/index.js');
  if (!existsSync(duckdb)) skip(test, 'DuckDB is not in node_modules/.cache/tools');
  const stage = await start();
  const series = await addSeries(stage.store, 'ETHUSDT');
  await stage.store.write.writePage(pageOf(series, sampleCandles(MONDAY, HOUR, 48)));
  await enable(stage, series);
  await build(stage, true);
  const { DuckDBInstance } = await import(duckdb);
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  onTestFinished(() => connection.closeSync());
  const files = join(stage.dataDir, 'features', '*', '*', 'features.parquet');
  const ask = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();
  const source = `read_parquet('${files}', hive_partitioning = true)`;
  const types = await ask(`SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${source})`);
  expect(Object.fromEntries(types)).toMatchObject({
    timestamp: expect.stringMatching(/^TIMESTAMP/),
    timeframe: 'VARCHAR',
    symbol: 'VARCHAR',
    'rsi_14@1.0': 'DOUBLE',
    'rsi_14@1.0_quality': 'VARCHAR',
  });
  const [[rows, first, rsi]] = await ask(
    `SELECT count(*)::INT, epoch_ms(min(timestamp))::DOUBLE, arg_max("rsi_14@1.0", timestamp) FROM ${source}`,
  );
  const last = (await rowsOf(stage, series)).at(-1)!;
  expect([rows, Number(first), rsi]).toEqual([48, MONDAY, last.features['rsi_14@1.0']!.value]);
});

it('answers the chart with an indicator that is warmed up by the candles before it', async () => {
  const stage = await start();
  const series = await addSeries(stage.store, 'ETHUSDT');
  await stage.store.write.writePage(pageOf(series, sampleCandles(MONDAY, HOUR, 900)));
  const spec = { name: 'ema', params: [26] } as const;
  const range = (from: number, until: number) =>
    stage.ask('indicators.range', { seriesId: series.id, spec, from, until });
  const all = await range(MONDAY, MONDAY + 900 * HOUR);
  const part = await range(MONDAY + 800 * HOUR, MONDAY + 900 * HOUR);
  expect(all.names).toEqual(['ema_26']);
  expect(all.columns[0]!.length).toBe(900);
  expect(part.openTime[0]).toBe(MONDAY + 800 * HOUR);
  part.columns[0]!.forEach((value, i) => {
    expect(value).toBeCloseTo(all.columns[0]![800 + i]!, 8);
  });
  const wrong = { name: 'ema', params: [] } as const;
  const answer = await stage.call('indicators.range', {
    seriesId: series.id,
    spec: wrong,
    from: MONDAY,
    until: MONDAY + DAY,
  });
  expect(answer).toMatchObject({ ok: false, error: { code: 'invalid-request' } });
});

it('on-balance volume has one level wherever the chart is scrolled to, and follows what is revised or filled before', async () => {
  const stage = await start();
  const series = await addSeries(stage.store, 'ETHUSDT', '1m');
  const minutes = sampleCandles(MONDAY, MINUTE, 120_000);
  await stage.store.write.writePage(
    pageOf(series, sliceCandles(minutes, 1_000, 120_000), { exchangeTime: LATE }),
  );
  const spec = { name: 'obv', params: [] } as const;
  const values = async (from: number, until: number) => {
    const where = { from: MONDAY + from * MINUTE, until: MONDAY + until * MINUTE };
    return (await stage.ask('indicators.range', { seriesId: series.id, spec, ...where })).columns[0]!;
  };
  const whole = (candles: CandleColumns) => computeIndicator(spec, candles)[0]!;
  const check = async (stored: CandleColumns): Promise<void> => {
    const all = whole(stored);
    const skipped = (stored.openTime[0]! - MONDAY) / MINUTE;
    // Backwards, as a chart is scrolled: later marks are made first.
    for (const from of [118_000, 60_000, 1_000, 51_000]) {
      const part = await values(from, from + 2_000);
      expect(part).toEqual(all.slice(from - skipped, from - skipped + 2_000));
    }
  };
  await check(sliceCandles(minutes, 1_000, 120_000));
  const revised = sliceCandles(minutes, 2_000, 2_001);
  revised.volume[0]! += 500;
  minutes.volume[2_000]! += 500;
  await stage.store.write.writePage(pageOf(series, revised));
  await check(sliceCandles(minutes, 1_000, 120_000));
  await stage.store.write.writePage(pageOf(series, sliceCandles(minutes, 0, 1_000), { exchangeTime: LATE }));
  await check(minutes);
});
