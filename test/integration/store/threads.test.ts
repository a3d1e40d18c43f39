import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openWriter } from '../../../electron/store/connection.ts';
import { storePaths } from '../../../electron/store/paths.ts';
import { createStatements } from '../../../electron/store/statements.ts';
import { startStoreThread } from '../../../electron/store/thread.ts';
import { HOUR } from '../../../shared/domain/time.ts';
import { createRecordingLog } from '../../helpers/recordingLog.ts';
import { MONDAY, sampleCandles } from '../../helpers/sampleCandles.ts';
import { addSeries, pageOf } from '../../helpers/seriesFixture.ts';
import { openTestStore, tempDir } from '../../helpers/testStore.ts';

const helper = (name: string): URL => new URL(`../../helpers/${name}`, import.meta.url);
const data = { role: 'writer', dataDir: '/nowhere', now: MONDAY } as const;

it('rejects what was asked and what will be asked when the thread throws', async () => {
  const { log, lines } = createRecordingLog();
  const thread = await startStoreThread(helper('failingThread.ts'), data, log);
  const failed = { name: 'StoreError', code: 'internal', message: 'the writer thread failed: out of luck' };
  const calls = [thread.call('wait', []), thread.call('throw', []), thread.call('wait', [])];
  for (const call of calls) await expect(call).rejects.toMatchObject(failed);
  await expect(thread.call('wait', [])).rejects.toMatchObject(failed);
  expect(lines).toEqual([
    { level: 'error', message: 'store thread failed', fields: { role: 'writer', error: 'out of luck' } },
  ]);
  await thread.close();
});

it('rejects what was asked when the thread ends by itself', async () => {
  const thread = await startStoreThread(helper('failingThread.ts'), data, createRecordingLog().log);
  const ended = { name: 'StoreError', code: 'internal', message: 'the writer thread ended by itself' };
  await expect(Promise.all([thread.call('wait', []), thread.call('end', [])])).rejects.toMatchObject(ended);
  await expect(thread.call('wait', [])).rejects.toMatchObject(ended);
});

it('does not wait for ever for a thread that ends before it is ready', async () => {
  const starting = startStoreThread(helper('silentThread.ts'), data, createRecordingLog().log);
  await expect(starting).rejects.toMatchObject({ message: 'the writer thread ended by itself' });
});

it('does not wait for ever for a thread that cannot be loaded', async () => {
  const starting = startStoreThread(helper('no such file.ts'), data, createRecordingLog().log);
  await expect(starting).rejects.toMatchObject({ name: 'StoreError', code: 'internal' });
});

it('finishes what it was given before it closes, and refuses what comes after', async () => {
  const store = await openTestStore();
  const series = await addSeries(store);
  const writing = store.write.writePage(pageOf(series, sampleCandles(MONDAY, HOUR, 5_000)));
  const closing = store.close();
  await expect(store.write.setState('late', '1', 1)).resolves.toBeUndefined();
  await expect(writing).resolves.toMatchObject({ inserted: 5_000 });
  await closing;
  const closed = { name: 'StoreError', code: 'shutting-down' };
  await expect(store.read.series()).rejects.toMatchObject(closed);
  await expect(store.write.setState('late', '1', 1)).rejects.toMatchObject(closed);
  await store.close();
});

it('answers a call that cannot be sent or does not exist with a StoreError', async () => {
  const store = await openTestStore();
  const unsendable = (() => undefined) as unknown as string;
  await expect(store.write.setState(unsendable, '1', 1)).rejects.toMatchObject({ code: 'invalid-request' });
  const { nonsense, toString: inherited } = store.read as unknown as Record<string, () => Promise<unknown>>;
  await expect(nonsense!()).rejects.toMatchObject({ message: /no operation nonsense/ });
  await expect(inherited!()).rejects.toMatchObject({ message: /no operation toString/ });
  await expect(store.write.setState('bad json', '{', 1)).rejects.toMatchObject({ name: 'StoreError' });
  // None of it did any harm.
  await expect(store.write.setState('good', '{}', 1)).resolves.toBeUndefined();
});

it('logs a slow statement by its name', async () => {
  const { log, lines } = createRecordingLog();
  const dataDir = tempDir();
  const store = await openTestStore(dataDir, log);
  const other = new Database(storePaths(dataDir).database);
  other.exec('BEGIN IMMEDIATE');
  // The writer waits for the other transaction inside this one statement, so it takes at least that long.
  const waiting = store.write.setState('slow', '1', 1);
  const until = performance.now() + 300;
  while (performance.now() < until) await store.read.state('slow');
  other.exec('COMMIT');
  other.close();
  await waiting;
  expect(lines).toMatchObject([
    { level: 'warn', message: 'slow statement', fields: { statement: 'state.set', ms: expect.any(Number) } },
  ]);
  expect(lines[0]!.fields.ms).toBeGreaterThan(100);
});

it('reports every execution of a statement with its name and duration', () => {
  const db = openWriter(storePaths(tempDir()).database);
  const seen: [string, number][] = [];
  const { prepare } = createStatements(db, (name, elapsedMs) => seen.push([name, elapsedMs]));
  const one = prepare<[number], number>('one', 'SELECT ? + 1', 'value');
  expect([one.get(1), one.all(2)]).toEqual([2, [3]]);
  const broken = prepare<[string], number>('broken', 'SELECT json_extract(?, 1)', 'value');
  expect(() => broken.get('{')).toThrow(/malformed JSON/);
  expect(seen.map(([name]) => name)).toEqual(['one', 'one', 'broken']);
  for (const [, elapsed] of seen) expect(elapsed).toBeGreaterThan(0);
  db.close();
});

it('moves columns between threads in both directions without changing a bit of them', async () => {
  const store = await openTestStore();
  const series = await addSeries(store);
  const candles = sampleCandles(MONDAY, HOUR, 3);
  candles.low[1] = 5e-324;
  candles.volume[2] = 0.1 + 0.2;
  await store.write.writePage(pageOf(series, candles));
  expect(await store.read.candlesWithin(series.id, MONDAY, MONDAY + 3 * HOUR)).toEqual(candles);
  expect(await store.scan.candlesBefore(series.id, MONDAY + 3 * HOUR, 10)).toEqual(candles);
  expect((await store.read.candlesWithin(series.id, 0, 1)).openTime).toHaveLength(0);
});
