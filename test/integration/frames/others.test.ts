import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { expect, it } from 'vitest';
import { aggregateCandles } from '../../../electron/analysis/aggregate.ts';
import { type CandleRow, candleRows, candlesFromRows } from '../../../shared/domain/candle.ts';
import { Passport } from '../../../shared/domain/frame.ts';
import { MINUTE } from '../../../shared/domain/time.ts';
import { durationOf, type Timeframe } from '../../../shared/domain/timeframe.ts';
import { askDuckDb } from '../../helpers/duckdb.ts';
import { pythonWithPandas } from '../../helpers/pandas.ts';
import { MONDAY } from '../../helpers/sampleCandles.ts';
import { skip } from '../../helpers/skip.ts';
import { realData } from '../exchange/realData.ts';
import { fileRows } from '../realFiles/files.ts';
import { CSV, type FrameStage, openFrameStage, putWalk, SPEC } from './stage.ts';

const COARSER: readonly Timeframe[] = ['5m', '15m', '1h', '4h', '1d'];
const SCRIPT = fileURLToPath(new URL('./compare_frame.py', import.meta.url));

type Files = ReadonlyMap<Timeframe, readonly CandleRow[]>;

/** Stores candles, exports their frame and has pandas build and compare it; returns what it counted. */
async function compareWithPandas(stage: FrameStage, python: string, files: Files): Promise<number[]> {
  const csvOf = (timeframe: Timeframe, rows: readonly CandleRow[]): string => {
    writeFileSync(stage.at(`${timeframe}.csv`), rows.map((row) => row.join(',')).join('\n'));
    return stage.at(`${timeframe}.csv`);
  };
  for (const [timeframe, rows] of files) {
    await stage.put(await stage.series('ETHUSDT', timeframe), candlesFromRows(rows));
  }
  const joins = COARSER.map((timeframe) => ({ timeframe }));
  const spec = { ...SPEC, joins };
  await stage.engine.ask('frames.export', { spec, format: CSV, path: stage.at('ours.csv'), leakTest: false });
  const parts = COARSER.map(
    (timeframe) =>
      `${timeframe}=${csvOf(timeframe, files.get(timeframe)!)}:${durationOf(timeframe) / MINUTE}`,
  );
  const args = [SCRIPT, stage.at('ours.csv'), csvOf('1m', files.get('1m')!), ...parts];
  const { status, stdout, stderr } = spawnSync(python, args, { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout.trim().split(' ').map(Number);
}

it('the frame of real minutes of ETH with 5m, 15m, 1h, 4h and 1d is that of pandas, value by value', async (test) => {
  const python = pythonWithPandas();
  if (python === null) skip(test, 'no python3 with pandas here');
  const folder = 'b_multi_tf/binance_um_freqtrade_csv';
  const pathOf = (timeframe: Timeframe) => realData(`${folder}/ETHUSDT-${timeframe}.csv.gz`);
  const minutes = pathOf('1m');
  if (minutes === null) skip(test, 'the real files are not here');
  const base = await fileRows(minutes);
  const files = new Map<Timeframe, readonly CandleRow[]>([['1m', base]]);
  for (const timeframe of COARSER) {
    const path = timeframe === '4h' ? null : pathOf(timeframe);
    const made = candleRows(aggregateCandles(candlesFromRows(base), '1m', timeframe).candles);
    files.set(timeframe, path === null ? made : await fileRows(path));
  }
  const [rows, columns, different, empty] = await compareWithPandas(await openFrameStage(), python, files);
  expect([rows, columns, different]).toEqual([60_191, 30, 0]);
  expect(empty).toBeGreaterThan(0);
});

it('holes in every series leave the same empty cells as in pandas', async (test) => {
  const python = pythonWithPandas();
  if (python === null) skip(test, 'no python3 with pandas here');
  const stage = await openFrameStage();
  const whole = await openFrameStage();
  const walk = await putWalk(whole, 'ETHUSDT', 4_000, []);
  const keep = (rows: readonly CandleRow[], every: number) => rows.filter((_, i) => i % every !== every - 1);
  const files = new Map<Timeframe, readonly CandleRow[]>([['1m', keep(candleRows(walk), 7)]]);
  for (const timeframe of COARSER) {
    files.set(timeframe, keep(candleRows(aggregateCandles(walk, '1m', timeframe).candles), 3));
  }
  const [rows, columns, different] = await compareWithPandas(stage, python, files);
  expect([rows, columns, different]).toEqual([3_429, 30, 0]);
});

async function exportParquet(compression: 'snappy' | 'none') {
  const stage = await openFrameStage();
  await putWalk(stage, 'ETHUSDT', 3_000, ['5m', '1h']);
  const spec = {
    ...SPEC,
    availableAt: true,
    fill: true,
    indicators: [{ name: 'rsi' as const, params: [14] }],
  };
  const path = stage.at('f.parquet');
  await stage.engine.ask('frames.export', {
    spec,
    format: { kind: 'parquet', compression },
    path,
    leakTest: false,
  });
  const { first, rows } = await stage.engine.ask('frames.preview', { spec, rows: 500 });
  return { path, first, rows };
}

it.each(['snappy', 'none'] as const)(
  'a Parquet file (%s) reads back with its types, values and passport',
  async (compression) => {
    const { path, first, rows } = await exportParquet(compression);
    const bytes = readFileSync(path);
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
    const metadata = parquetMetadata(file);
    const { value } = metadata.key_value_metadata!.find(({ key }) => key === 'candlekeep.passport')!;
    const passport = JSON.parse(value!) as unknown;
    expect(Passport.omit({ file: true, bytes: true, sha256: true }).parse(passport)).toMatchObject({ rows });
    const types = new Map(
      metadata.schema.map(({ name, type, logical_type }) => [name, [type, logical_type?.type]]),
    );
    expect(types.get('timestamp')).toEqual(['INT64', 'TIMESTAMP']);
    expect(types.get('close')).toEqual(['DOUBLE', undefined]);
    expect(types.get('1h_available_at')).toEqual(['INT64', 'TIMESTAMP']);
    expect(types.get('is_filled')).toEqual(['BOOLEAN', undefined]);
    const read = await parquetReadObjects({ file, rowEnd: 500 });
    const plain = (value: unknown): unknown => {
      if (value instanceof Date) return value.getTime();
      return typeof value === 'boolean' ? Number(value) : value;
    };
    first.names.forEach((name, column) => {
      const expected = [...first.columns[column]!].map((cell) => (Number.isNaN(cell) ? null : cell));
      expect(read.map((row) => plain(row[name]) ?? null)).toEqual(expected);
    });
  },
);

it('DuckDB reads a Parquet file with the right types and values', async (test) => {
  const { path, first, rows } = await exportParquet('snappy');
  const types = await askDuckDb(`DESCRIBE SELECT * FROM '${path}'`);
  if (types === null) skip(test, 'no DuckDB here (.ci/run installs it)');
  const typeOf = new Map(types.map((row) => [row.column_name, row.column_type]));
  expect(typeOf.get('timestamp')).toBe('TIMESTAMP WITH TIME ZONE');
  expect(typeOf.get('rsi_14')).toBe('DOUBLE');
  expect(typeOf.get('1h_open_time')).toBe('TIMESTAMP WITH TIME ZONE');
  expect(typeOf.get('is_filled')).toBe('BOOLEAN');
  const [summary] = (await askDuckDb(
    `SELECT count(*)::INT AS n, count("1h_close")::INT AS known, epoch_ms(min("timestamp")) AS first FROM '${path}'`,
  ))!;
  expect(summary).toMatchObject({ n: rows, known: rows - 59 + 14 });
  expect(Number(summary!.first)).toBe(MONDAY + 14 * MINUTE);
  const values = (await askDuckDb(`SELECT close, rsi_14 FROM '${path}' ORDER BY "timestamp" LIMIT 500`))!;
  const column = (name: string) => [...first.columns[first.names.indexOf(name)]!];
  expect(values.map(({ close }) => close)).toEqual(column('close'));
  expect(values.map(({ rsi_14 }) => rsi_14)).toEqual(column('rsi_14'));
});
