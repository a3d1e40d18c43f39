import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { candleRows, candlesFromRows } from '../../../shared/domain/candle.ts';
import { HOUR } from '../../../shared/domain/time.ts';
import { NOW, storedCandles } from '../engine/stage.ts';
import { csvOf, hours, START, setImportStage } from './stage.ts';

const NAME = 'Bitget_BTCUSDT_1h.csv';
const KEY = { exchange: 'bitget', symbol: 'BTCUSDT', timeframe: '1h' } as const;

describe('an import', () => {
  it('stores a file with its origin: dialect, name, SHA-256 and run', async () => {
    const { engine, file, take } = await setImportStage();
    const rows = hours(300);
    const run = await take([file(NAME, csvOf(rows))]);
    expect(run).toMatchObject({
      state: 'done',
      files: [{ outcome: 'imported', stored: 300, fresh: 300, equal: 0 }],
    });
    expect(candleRows(await storedCandles(engine, KEY))).toEqual(rows);
    const [series] = await engine.store.read.series();
    expect(series).toMatchObject({ ...KEY, tracked: false, aside: true });
    const batches = await engine.store.read.batches(series!.id, 0, NOW, 10);
    expect(batches).toMatchObject([
      {
        provider: 'plain',
        origin: 'file',
        inserted: 300,
        request: expect.stringMatching(/^Bitget_BTCUSDT_1h\.csv sha256:[0-9a-f]{64}$/),
      },
    ]);
  });

  it('makes a series that every list has, that one click keeps up to date, and that can be removed like any other', async () => {
    const { engine, file, take } = await setImportStage();
    const { ask } = engine;
    await take([file(NAME, csvOf(hours(300)))]);
    const listed = async () => {
      const { series } = await ask('coverage.list', {});
      return series.find(({ symbol }) => symbol === 'BTCUSDT')!;
    };
    const { id } = await listed();
    expect(await listed()).toMatchObject({ tracked: false, aside: true, candles: 300 });
    expect((await ask('verify.run', {})).series.map((one) => one.id)).toContain(id);
    const { jobId } = await ask('backfill.start', {
      exchange: 'bitget',
      symbols: ['BTCUSDT'],
      timeframes: ['1h'],
      days: 30,
    });
    await engine.jobWhen(jobId);
    expect(await listed()).toMatchObject({ tracked: true });
    expect((await listed()).aside).toBeUndefined();
    await ask('series.remove', { seriesId: id, keepData: true });
    expect(await listed()).toMatchObject({ tracked: false });
    expect((await listed()).aside).toBeUndefined();
  });

  it('stores nothing more when the same file comes again, and says that all of it is equal', async () => {
    const { file, take, inspect } = await setImportStage();
    const path = file(NAME, csvOf(hours(300)));
    await take([path]);
    expect((await inspect(path))[0]).toMatchObject({
      fresh: 0,
      equal: 300,
      different: 0,
      largestDifference: null,
    });
    expect(await take([path])).toMatchObject({ state: 'done', files: [{ stored: 0 }] });
  });

  it('shows what differs from what is stored, and keeps the stored candles unless told otherwise', async () => {
    const { engine, file, take, inspect } = await setImportStage();
    const rows = hours(100);
    await take([file(NAME, csvOf(rows))]);
    const [time, open, high, low, close, volume] = rows[50]!;
    const other = rows.with(50, [time, open, high + 9, low, close + 5, volume]);
    const path = file(`other/${NAME}`, csvOf([...other, ...hours(1, { from: START + 100 * HOUR })]));
    const [report] = await inspect(path);
    expect(report).toMatchObject({ fresh: 1, equal: 99, different: 1 });
    expect(report!.largestDifference).toBeCloseTo(5 / close, 9);
    await take([path], 'keep-stored');
    expect(candleRows(await storedCandles(engine, KEY))[50]).toEqual(rows[50]);
    expect((await storedCandles(engine, KEY)).openTime.length).toBe(101);
  });

  it('takes the file where it is told to, keeping the former value as a revision, and gives it back on undo', async () => {
    const { engine, file, take } = await setImportStage();
    const rows = hours(100);
    await take([file(NAME, csvOf(rows))]);
    const [time, open, high, low, close, volume] = rows[7]!;
    const changed = [time, open, high + 9, low, close + 5, volume] as const;
    const more = hours(20, { from: START + 100 * HOUR, seed: 3 });
    const run = await take([file(`b/${NAME}`, csvOf([...rows.with(7, changed), ...more]))], 'take-file');
    expect(candleRows(await storedCandles(engine, KEY))[7]).toEqual(changed);
    const undone = await engine.ask('imports.undo', { importId: run.id });
    expect(undone.run.state).toBe('undone');
    expect(candleRows(await storedCandles(engine, KEY))).toEqual(rows);
    expect(await engine.call('imports.undo', { importId: run.id })).toMatchObject({
      error: { code: 'conflict' },
    });
    expect((await engine.ask('imports.history', { limit: 10 })).runs.map(({ state }) => state)).toEqual([
      'undone',
      'done',
    ]);
  });

  it('keeps a file apart as a symbol of its own that no venue is asked for', async () => {
    const { engine, file, take, stage } = await setImportStage();
    await take([file(NAME, csvOf(hours(100)))]);
    const other = hours(100, { seed: 9 });
    await take([file(`b/${NAME}`, csvOf(other))], 'separate');
    expect(candleRows(await storedCandles(engine, { ...KEY, symbol: 'BTCUSDTFILE' }))).toEqual(other);
    const { entries } = await engine.ask('catalog.list', {});
    expect(entries.map(({ symbol, isActive }) => [symbol, isActive])).toEqual([
      ['BTCUSDT', true],
      ['BTCUSDTFILE', false],
    ]);
    expect(entries[0]).toMatchObject({ completed: true });
    expect(
      stage.exchange.requests.query().some((request) => JSON.stringify(request).includes('BTCUSDTFILE')),
    ).toBe(false);
  });

  it('goes through a folder in one run, and reports the file that cannot be taken beside the others', async () => {
    const { engine, file, take, inspect } = await setImportStage();
    file('set/Bitget_BTCUSDT_1h.csv', csvOf(hours(50)));
    file('set/deep/Bitget_ETHUSDT_1h.csv', csvOf(hours(60)));
    const folder = file('set/readme.md', 'not a candle').replace(/readme\.md$/, '');
    expect((await inspect(folder)).map(({ candles }) => candles)).toEqual([50, 60]);
    const run = await take([folder]);
    expect(run.files.map(({ stored }) => stored)).toEqual([50, 60]);
    const broken = file('set/Bitget_XRPUSDT_1h.csv', csvOf(hours(5)));
    const { files } = await engine.ask('imports.inspect', { paths: [broken] });
    file('set/Bitget_XRPUSDT_1h.csv', '');
    const mapping = files[0]!.mapping!;
    const again = await engine.ask('imports.run', {
      files: [{ path: broken, mapping }],
      conflict: 'take-file',
    });
    expect(again.run).toMatchObject({
      state: 'incomplete',
      files: [{ outcome: 'refused', problemCode: 'empty' }],
    });
  });

  it('that is stopped in the middle of a file leaves whole files and nothing of the others', async () => {
    const { engine, file, inspect } = await setImportStage();
    const paths = [
      file('Bitget_BTCUSDT_1h.csv', csvOf(hours(100))),
      file('Bitget_ETHUSDT_1m.csv', csvOf(hours(20_000, { step: 60_000 }))),
      file('Bitget_XRPUSDT_1h.csv', csvOf(hours(100))),
    ];
    const files = (await inspect(...paths)).map(({ path, mapping }) => ({ path, mapping: mapping! }));
    const stop = new AbortController();
    const eth = async () =>
      (await engine.store.read.series()).find(({ symbol }) => symbol === 'ETHUSDT')?.id ?? null;
    const stopListening = engine.engine.on('coverage.changed', async ({ seriesIds }) => {
      const id = await eth();
      if (id !== null && seriesIds.includes(id)) stop.abort();
    });
    const answer = await engine.engine.handlers['imports.run'](
      { files, conflict: 'keep-stored' },
      stop.signal,
    );
    stopListening();
    if (!answer.ok) throw new Error(answer.error.message);
    const stored = answer.value.run.files.map((one) => one.stored);
    const id = await eth();
    const held =
      id === null
        ? 0
        : (await engine.store.read.candlesWithin(id, 0, Number.MAX_SAFE_INTEGER)).openTime.length;
    expect([0, 20_000]).toContain(held);
    expect(stored[1]).toBe(held);
    expect(stored[0]).toBe(100);
  });

  it('that was killed in the middle of a file is mended at the next start: whole files, nothing of the others', async () => {
    const { engine, file, take, stage } = await setImportStage();
    const run = await take([file(NAME, csvOf(hours(100)))]);
    const [series] = await engine.store.read.series();
    const more = hours(30, { from: START + 100 * HOUR });
    const half = { ...run.files[0]!, outcome: 'waiting' as const, sha256: 'f'.repeat(64) };
    // What a run leaves behind that dies after the first page of its second file.
    await engine.store.write.updateImport({ ...run, state: 'running', files: [run.files[0]!, half] });
    await engine.store.write.writePage({
      seriesId: series!.id,
      timeframe: '1h',
      candles: candlesFromRows(more),
      answered: null,
      exchangeTime: NOW,
      asked: { from: START, until: NOW },
      provider: 'plain',
      request: `${NAME} sha256:${half.sha256}`,
      receivedAt: NOW,
      origin: 'file',
      importId: run.id,
    });
    await engine.stop();
    const again = await stage.start({ clock: { now: () => NOW } });
    expect((await storedCandles(again, KEY)).openTime.length).toBe(100);
    const { runs } = await again.ask('imports.history', { limit: 1 });
    expect(runs[0]).toMatchObject({ state: 'incomplete' });
    expect(runs[0]!.files.map(({ outcome }) => outcome)).toEqual(['imported', 'taken-back']);
  });

  it('takes a dropped file in pieces and removes it once it is stored', async () => {
    const { engine, take } = await setImportStage();
    const bytes = new TextEncoder().encode(csvOf(hours(80)));
    const name = '../../Bitget_BTCUSDT_1h.csv';
    const { path } = await engine.ask('imports.upload', { name, bytes: bytes.subarray(0, 1_000) });
    await engine.ask('imports.upload', { name, bytes: bytes.subarray(1_000), after: path });
    expect(path).toMatch(/dropped.*Bitget_BTCUSDT_1h\.csv$/);
    expect(readFileSync(path)).toEqual(Buffer.from(bytes));
    expect((await take([path])).files[0]).toMatchObject({ stored: 80 });
    expect(existsSync(path)).toBe(false);
  });
});
