import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import { candlesFromRows } from '../../../shared/domain/candle.ts';
import { Passport } from '../../../shared/domain/frame.ts';
import { MINUTE } from '../../../shared/domain/time.ts';
import { MONDAY, sampleCandles } from '../../helpers/sampleCandles.ts';
import { CSV, openFrameStage, putWalk, SPEC } from './stage.ts';

const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

it('writes closed candles only, each joined one from its close on, and a golden file stays what it is', async () => {
  const stage = await openFrameStage();
  const minute = (i: number): [number, number, number, number, number, number] => [
    MONDAY + i * MINUTE,
    100 + i,
    101.5 + i,
    99.25 + i,
    100.5 + i,
    i + 0.125,
  ];
  const rows = [0, 1, 2, 3, 4, 6, 7, 8, 9, 10].map(minute);
  await stage.put(await stage.series('ETHUSDT', '1m'), candlesFromRows(rows));
  await stage.put(
    await stage.series('ETHUSDT', '5m'),
    candlesFromRows([[MONDAY, 100, 105.5, 99.25, 104.5, 10.625]]),
  );
  const spec = { ...SPEC, joins: [{ timeframe: '5m' as const }], availableAt: true, fill: true };
  await stage.engine.ask('frames.export', { spec, format: CSV, path: stage.at('f.csv'), leakTest: true });
  const candle = '100,105.5,99.25,104.5,10.625';
  const known = `2026-03-02T00:00:00+00:00,2026-03-02T00:05:00+00:00,${candle}`;
  const lines = [
    'timestamp,open,high,low,close,volume,5m_open_time,5m_available_at,5m_open,5m_high,5m_low,5m_close,5m_volume,is_filled',
    '2026-03-02T00:00:00+00:00,100,101.5,99.25,100.5,0.125,,,,,,,,0',
    '2026-03-02T00:01:00+00:00,101,102.5,100.25,101.5,1.125,,,,,,,,0',
    '2026-03-02T00:02:00+00:00,102,103.5,101.25,102.5,2.125,,,,,,,,0',
    '2026-03-02T00:03:00+00:00,103,104.5,102.25,103.5,3.125,,,,,,,,0',
    `2026-03-02T00:04:00+00:00,104,105.5,103.25,104.5,4.125,${known},0`,
    `2026-03-02T00:05:00+00:00,104.5,104.5,104.5,104.5,0,${known},1`,
    `2026-03-02T00:06:00+00:00,106,107.5,105.25,106.5,6.125,${known},0`,
    `2026-03-02T00:07:00+00:00,107,108.5,106.25,107.5,7.125,${known},0`,
    `2026-03-02T00:08:00+00:00,108,109.5,107.25,108.5,8.125,${known},0`,
    '2026-03-02T00:09:00+00:00,109,110.5,108.25,109.5,9.125,,,,,,,,0',
    '2026-03-02T00:10:00+00:00,110,111.5,109.25,110.5,10.125,,,,,,,,0',
    '',
  ];
  expect(stage.text('f.csv').split('\n')).toEqual(lines);
});

it('leaves a passport beside the file that says what it is made of', async () => {
  const stage = await openFrameStage();
  await putWalk(stage, 'ETHUSDT', 3_000, ['5m', '1h']);
  const progress: string[] = [];
  stage.engine.engine.on('frames.progress', ({ stage: name }) => progress.push(name));
  const { exported } = await stage.engine.ask('frames.export', {
    spec: { ...SPEC, indicators: [{ name: 'sma', params: [20] }], features: [{ name: 'returns_5' }] },
    format: CSV,
    path: stage.at('f.csv'),
    leakTest: true,
    preset: 'mine',
  });
  const passport = Passport.parse(JSON.parse(stage.text('f.csv.passport.json')));
  expect(exported).toMatchObject({ path: stage.at('f.csv'), preset: 'mine', leakTest: 'passed', passport });
  expect(passport).toMatchObject({
    file: 'f.csv',
    sha256: sha256(stage.at('f.csv')),
    bytes: readFileSync(stage.at('f.csv')).length,
    rows: 3_000 - 19,
    from: '2026-03-02T00:19:00+00:00',
    features: ['returns_5@1.0'],
    emptyCells: { '1h_open': 59 - 19 },
  });
  expect(passport.series.map(({ timeframe, candles, batches }) => [timeframe, candles, batches])).toEqual([
    ['1m', 3_000, 1],
    ['5m', 600, 1],
    ['1h', 50, 1],
  ]);
  expect(passport.spec).toMatchObject({ from: MONDAY, until: MONDAY + 3_000 * MINUTE });
  const { exports } = await stage.engine.ask('frames.history', { limit: 10 });
  expect(exports).toEqual([exported]);
  expect(progress.length).toBeGreaterThan(0);
});

it('tells before the export what it will be', async () => {
  const stage = await openFrameStage();
  await putWalk(stage, 'ETHUSDT', 3_000, ['5m', '1h']);
  const spec = { ...SPEC, indicators: [{ name: 'sma' as const, params: [200] }] };
  const estimate = await stage.engine.ask('frames.estimate', { spec, format: CSV });
  const { exported } = await stage.engine.ask('frames.export', {
    spec,
    format: CSV,
    path: stage.at('f.csv'),
    leakTest: false,
  });
  expect(estimate.rows).toBe(exported.rows);
  expect(estimate.warmup).toBe(199);
  expect(estimate.bytes / exported.bytes).toBeGreaterThan(0.5);
  expect(estimate.bytes / exported.bytes).toBeLessThan(2);
  const preview = await stage.engine.ask('frames.preview', { spec, rows: 3 });
  expect(preview.rows).toBe(exported.rows);
  expect(preview.first.names).toEqual(exported.passport.columns);
  expect([...preview.first.columns[0]!]).toEqual([199, 200, 201].map((i) => MONDAY + i * MINUTE));
  expect(preview.last.columns[0]!.at(-1)).toBe(MONDAY + 2_999 * MINUTE);
});

it('names what keeps a frame from being made', async () => {
  const { engine, series } = await openFrameStage();
  const ask = (spec: typeof SPEC) => engine.ask('frames.estimate', { spec, format: CSV });
  expect((await ask(SPEC)).problems).toEqual([{ code: 'not-stored', series: 'bitget ETHUSDT 1m' }]);
  await series('ETHUSDT', '1m');
  expect((await ask(SPEC)).problems).toEqual([{ code: 'no-candles', series: 'bitget ETHUSDT 1m' }]);
  const wrong = { ...SPEC, indicators: [{ name: 'sma' as const, params: [1.5] }] };
  expect((await ask(wrong)).problems).toEqual([{ code: 'not-a-period', indicator: 'sma', value: 1.5 }]);
});

it('says that a passport is still true, and which revision made it false', async () => {
  const stage = await openFrameStage();
  const { engine } = stage;
  const walk = await putWalk(stage, 'ETHUSDT', 3_000, ['5m', '1h']);
  const check = (name: string) => engine.ask('frames.check', { passport: stage.at(`${name}.passport.json`) });
  const spec = { ...SPEC, indicators: [{ name: 'ema' as const, params: [12] }] };
  for (const [name, format] of [
    ['f.csv', CSV],
    ['f.parquet', { kind: 'parquet', compression: 'snappy' }],
  ] as const) {
    await engine.ask('frames.export', { spec, format, path: stage.at(name), leakTest: true });
    expect(await check(name)).toEqual({ identical: true, fileMatches: true, differences: [] });
  }
  const minutes = (await engine.store.read.series()).find(({ timeframe }) => timeframe === '1m')!;
  // Later candles do not make another frame of it.
  await stage.put(minutes, sampleCandles(MONDAY + 3_000 * MINUTE, MINUTE, 100, 9));
  expect(await check('f.csv')).toEqual({ identical: true, fileMatches: true, differences: [] });

  const at = 1_500;
  const changed = candlesFromRows([
    [
      walk.openTime[at]!,
      walk.open[at]!,
      walk.high[at]! + 1,
      walk.low[at]!,
      walk.close[at]!,
      walk.volume[at]!,
    ],
  ]);
  await stage.put(minutes, changed);
  writeFileSync(stage.at('f.parquet'), 'something else');
  for (const [name, fileMatches] of [
    ['f.csv', true],
    ['f.parquet', false],
  ] as const) {
    expect(await check(name)).toEqual({
      identical: false,
      fileMatches,
      differences: [
        {
          code: 'revised',
          series: 'bitget ETHUSDT 1m',
          count: 1,
          firstAt: Date.UTC(2026, 2, 3, 1),
          revision: 1,
          revisedAt: expect.any(Number),
        },
      ],
    });
  }
});

it('replaces a file only where it was told to, and never writes over a folder or into one that is gone', async () => {
  const stage = await openFrameStage();
  await putWalk(stage, 'ETHUSDT', 100, []);
  const spec = { ...SPEC, joins: [] };
  const write = (name: string, overwrite = false) =>
    stage.engine.call('frames.export', {
      spec,
      format: CSV,
      path: stage.at(name),
      overwrite,
      leakTest: false,
    });
  expect(await write('f.csv')).toMatchObject({ ok: true });
  const first = stage.text('f.csv');
  expect(await write('f.csv')).toMatchObject({
    ok: false,
    error: { code: 'file-exists', note: { code: 'file-exists', path: stage.at('f.csv') } },
  });
  expect(await write('f.csv', true)).toMatchObject({ ok: true });
  expect(stage.text('f.csv')).toBe(first);
  mkdirSync(stage.at('folder'));
  expect(await write('folder', true)).toMatchObject({
    error: { code: 'bad-file-name', message: expect.stringContaining('is a folder') },
  });
  expect(await write('gone/f.csv')).toMatchObject({
    error: { code: 'folder-missing', note: { folder: stage.at('gone') } },
  });
  expect(
    await stage.engine.call('frames.export', { spec, format: CSV, path: 'f.csv', leakTest: false }),
  ).toMatchObject({ error: { code: 'bad-file-name', note: { code: 'not-whole-path', path: 'f.csv' } } });
  const long = `${'x'.repeat(240)}.csv`;
  expect(await write(long)).toMatchObject({ error: { code: 'path-too-long', note: { file: long } } });
  expect(readdirSync(stage.dir).filter((name) => name.endsWith('.part'))).toEqual([]);
});

it('goes to the exports folder of the data directory where no path is named', async () => {
  const stage = await openFrameStage();
  await putWalk(stage, 'ETHUSDT', 100, []);
  const { exported } = await stage.engine.ask('frames.export', {
    spec: { ...SPEC, joins: [] },
    format: CSV,
    leakTest: false,
  });
  expect(dirname(exported.path)).toBe(stage.at('data/exports'));
  expect(existsSync(exported.path)).toBe(true);
  expect(await stage.engine.call('files.reveal', { exportId: exported.id })).toMatchObject({
    error: { code: 'conflict', message: 'this window has no file dialogs' },
  });
});

it('leaves no file when it is cancelled', async () => {
  const stage = await openFrameStage();
  await putWalk(stage, 'ETHUSDT', 20_000, ['5m']);
  const { handlers, on } = stage.engine.engine;
  const controller = new AbortController();
  const stop = on('frames.progress', () => controller.abort());
  const spec = {
    ...SPEC,
    joins: [{ timeframe: '5m' as const }],
    indicators: [{ name: 'obv' as const, params: [] }],
  };
  const answer = await handlers['frames.export'](
    { spec, format: CSV, path: stage.at('f.csv'), leakTest: true },
    controller.signal,
  );
  stop();
  expect(answer).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  expect(readdirSync(stage.dir)).toEqual(['data']);
});

it('a frame that waits for its turn is cancelled at once', async () => {
  const stage = await openFrameStage();
  await putWalk(stage, 'ETHUSDT', 20_000, ['5m']);
  const { handlers, on } = stage.engine.engine;
  const controller = new AbortController();
  const done: string[] = [];
  const stop = on('frames.progress', () => controller.abort());
  const write = async (name: string, signal: AbortSignal): Promise<void> => {
    const request = { spec: SPEC, format: CSV, path: stage.at(name), leakTest: true };
    const answer = await handlers['frames.export'](request, signal);
    done.push(answer.ok ? name : `${name}: ${answer.error.code}`);
  };
  await Promise.all([
    write('first.csv', new AbortController().signal),
    write('second.csv', controller.signal),
  ]);
  stop();
  expect(done).toEqual(['second.csv: cancelled', 'first.csv']);
  expect(readdirSync(stage.dir).sort()).toEqual(['data', 'first.csv', 'first.csv.passport.json']);
});

it('keeps presets by their names', async () => {
  const { engine } = await openFrameStage();
  const preset = { name: 'mine', spec: SPEC, format: CSV };
  await engine.ask('frames.savePreset', { ...preset, format: { ...CSV, decimals: 2 } });
  expect(await engine.ask('frames.savePreset', preset)).toEqual({ presets: [preset] });
  expect(await engine.ask('frames.presets', {})).toEqual({ presets: [preset] });
  const other = { ...preset, name: 'other' };
  await engine.ask('frames.savePreset', other);
  expect(await engine.call('frames.renamePreset', { name: 'mine', to: 'other' })).toMatchObject({
    error: { code: 'conflict' },
  });
  await engine.ask('frames.removePreset', { name: 'other' });
  expect(await engine.ask('frames.renamePreset', { name: 'mine', to: 'other' })).toEqual({
    presets: [other],
  });
  expect(await engine.ask('frames.renamePreset', { name: 'other', to: 'mine' })).toEqual({
    presets: [preset],
  });
  expect(await engine.ask('frames.removePreset', { name: 'mine' })).toEqual({ presets: [] });
  expect(await engine.call('frames.removePreset', { name: 'mine' })).toMatchObject({ ok: false });
});
