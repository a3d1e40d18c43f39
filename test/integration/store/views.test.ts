import { execFile, execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { storePaths } from '../../../electron/store/paths.ts';
import { candlesFromRows, sliceCandles } from '../../../shared/domain/candle.ts';
import { HOUR } from '../../../shared/domain/time.ts';
import { MONDAY, sampleCandles } from '../../helpers/sampleCandles.ts';
import { addSeries, pageOf } from '../../helpers/seriesFixture.ts';
import { skip } from '../../helpers/skip.ts';
import { openTestStore, tempDir } from '../../helpers/testStore.ts';

const SCRIPT = fileURLToPath(new URL('../../helpers/read_views.py', import.meta.url));
const PYTHON = process.platform === 'win32' ? 'python' : 'python3';
const run = promisify(execFile);

const hasPython = ((): boolean => {
  try {
    execFileSync(PYTHON, ['-c', 'import sqlite3']);
    return true;
  } catch {
    return false;
  }
})();

type View = Readonly<{ columns: string[]; rows: unknown[][] }>;

/** Asks another program, as a trader's script would. */
async function python(dataDir: string, ...queries: string[]): Promise<View[]> {
  const { stdout } = await run(PYTHON, [SCRIPT, storePaths(dataDir).database, ...queries]);
  return JSON.parse(stdout);
}

// The columns of the seeds' tables, with the exchange in front; what came later stands behind them.
const MARKET_DATA = [
  'exchange',
  'symbol',
  'timeframe',
  'timestamp',
  'open',
  'high',
  'low',
  'close',
  'volume',
  'source',
  'quality',
  'is_gap',
  'latency_sec',
  'features',
  'origin',
  'fallback_used',
  'confirmed',
];
const MARKET_REQUESTS = [
  'exchange',
  'symbol',
  'timeframe',
  'requested_at',
  'provider_used',
  'fallback_used',
  'start_ts',
  'end_ts',
  'coverage_ratio',
  'gap_count',
  'quality',
  'notes',
];
const KEY = ['bitget', 'BTCUSDT', '1h'];

it('shows other programs the candles, requests, coverage and gaps in the words of the seeds', async (test) => {
  if (!hasPython) skip(test, `${PYTHON} with sqlite3 is not on the PATH`);
  const dataDir = tempDir();
  const store = await openTestStore(dataDir);
  const from = Date.UTC(2026, 2, 1, 15);
  const rows = candlesFromRows([
    [from, 1.5, 3, 1, 2, 0.25],
    [from + 3 * HOUR, 2, 2.5, 1.75, 2.25, 10],
  ]);
  const series = await addSeries(store);
  await store.write.writePage(pageOf(series, rows, { receivedAt: MONDAY + 500 }));
  const doubtful = { seriesId: series.id, kind: 'price-jump', candles: 1, detail: {}, foundAt: 1 } as const;
  await store.write.addReviewItems([{ ...doubtful, from: from + 3 * HOUR, to: from + 3 * HOUR }]);
  const [found] = await store.read.reviewItems(null, 'open', 1);
  await store.write.decideReviewItems([found!.id], 'rejected', 2);
  // The store stays open: the other program reads beside the writer and its log.
  const [data, requests, coverage, gaps] = await python(
    dataDir,
    'SELECT * FROM market_data ORDER BY timestamp',
    'SELECT * FROM market_requests',
    'SELECT * FROM coverage',
    'SELECT * FROM gaps',
  );
  expect(data).toEqual({
    columns: MARKET_DATA,
    rows: [
      [
        ...KEY,
        '2026-03-01T15:00:00+00:00',
        1.5,
        3,
        1,
        2,
        0.25,
        'bitget',
        'gaps',
        0,
        null,
        null,
        'rest',
        0,
        0,
      ],
      // What the trader has rejected in the review stays, and says so.
      [
        ...KEY,
        '2026-03-01T18:00:00+00:00',
        2,
        2.5,
        1.75,
        2.25,
        10,
        'bitget',
        'doubted',
        0,
        null,
        null,
        'rest',
        0,
        0,
      ],
    ],
  });
  expect(requests).toEqual({
    columns: MARKET_REQUESTS,
    rows: [
      [
        ...KEY,
        '2026-03-02T00:00:00+00:00',
        'bitget',
        0,
        '2026-03-01T15:00:00+00:00',
        '2026-03-01T19:00:00+00:00',
        0.5,
        1,
        'gaps',
        null,
      ],
    ],
  });
  expect(coverage).toEqual({
    columns: ['exchange', 'symbol', 'timeframe', 'candles', 'first', 'last', 'gaps'],
    rows: [[...KEY, 2, '2026-03-01T15:00:00+00:00', '2026-03-01T18:00:00+00:00', 1]],
  });
  expect(gaps).toEqual({
    columns: [
      'exchange',
      'symbol',
      'timeframe',
      'first_missing',
      'missing_until',
      'cause',
      'state',
      'attempts',
      'evidence',
    ],
    rows: [
      [
        ...KEY,
        '2026-03-01T16:00:00+00:00',
        '2026-03-01T18:00:00+00:00',
        'exchange-empty',
        'unconfirmed',
        1,
        'GET candles: answered without these candles',
      ],
    ],
  });
});

it('shows the features and indicators of a candle as the seeds have them', async (test) => {
  if (!hasPython) skip(test, `${PYTHON} with sqlite3 is not on the PATH`);
  const dataDir = tempDir();
  const store = await openTestStore(dataDir);
  const series = await addSeries(store);
  await store.write.writePage(pageOf(series, sampleCandles(MONDAY, HOUR, 2)));
  const features =
    '{"rsi_14@1.0":{"value":61.5,"quality":"ready"},"sma_20@1.0":{"value":null,"quality":"warmup"}}';
  const where = { from: MONDAY, until: MONDAY + HOUR };
  await store.write.writeFeatures(series.id, where, Float64Array.of(MONDAY), [features], MONDAY);
  const [market, indicators] = await python(
    dataDir,
    'SELECT features FROM market_data ORDER BY timestamp',
    'SELECT * FROM indicators ORDER BY indicator',
  );
  expect(market!.rows).toEqual([[features], [null]]);
  expect(indicators).toEqual({
    columns: ['time', 'exchange', 'symbol', 'timeframe', 'indicator', 'value', 'quality'],
    rows: [
      ['2026-03-02T00:00:00+00:00', ...KEY, 'rsi_14@1.0', 61.5, 'ready'],
      ['2026-03-02T00:00:00+00:00', ...KEY, 'sma_20@1.0', null, 'warmup'],
    ],
  });
});

it('lets another program read while pages are being written, always whole pages', async (test) => {
  if (!hasPython) skip(test, `${PYTHON} with sqlite3 is not on the PATH`);
  const dataDir = tempDir();
  const store = await openTestStore(dataDir);
  const series = await addSeries(store);
  const candles = sampleCandles(MONDAY, HOUR, 20_000);
  const exchangeTime = MONDAY + 30_000 * HOUR;
  let reading = true;
  let written = 0;
  const writing = (async () => {
    // As long as Python reads there is something to write: new pages first, then the same ones again.
    for (let at = 0; reading || at < 1_000; at = (at + 100) % 20_000) {
      await store.write.writePage(pageOf(series, sliceCandles(candles, at, at + 100), { exchangeTime }));
      written += 1;
    }
  })();
  const counts = await python(dataDir, ...Array(20).fill('SELECT count(*) FROM market_data'));
  reading = false;
  await writing;
  expect(written).toBeGreaterThan(1);
  for (const { rows } of counts) expect((rows[0]![0] as number) % 100).toBe(0);
  expect((await store.read.deepCheck(series)).problems).toEqual([]);
});

it('cannot be written through', async (test) => {
  if (!hasPython) skip(test, `${PYTHON} with sqlite3 is not on the PATH`);
  const dataDir = tempDir();
  await openTestStore(dataDir);
  await expect(python(dataDir, 'DELETE FROM market_data')).rejects.toThrow(/view|readonly/);
});
