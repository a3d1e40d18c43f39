import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { StoreClient } from '../../../electron/store/storeClient.ts';
import { type CandleRow, candleRows } from '../../../shared/domain/candle.ts';
import type { ConflictRule } from '../../../shared/domain/import.ts';
import { MINUTE } from '../../../shared/domain/time.ts';
import { startChildImport } from '../../helpers/childStore.ts';
import { startTestEngine, type TestEngine } from '../../helpers/testEngine.ts';
import { tempDir } from '../../helpers/testStore.ts';
import { NOW, storedCandles } from '../engine/stage.ts';
import { csvOf, hours } from './stage.ts';

const NOWHERE = 'http://127.0.0.1:9';
const NAME = 'Bitget_BTCUSDT_1m.csv';
const KEY = { exchange: 'bitget', symbol: 'BTCUSDT', timeframe: '1m' } as const;
const FROM = Math.floor(NOW / MINUTE) * MINUTE - 40_000 * MINUTE;

/** What is stored before: every second minute has another close than the file. */
const file = hours(16_000, { from: FROM, step: MINUTE });
const before = file
  .slice(0, 8_000)
  .map(
    ([time, open, high, low, close, volume], i): CandleRow =>
      i % 2 === 0 ? [time, open, high, low, close, volume] : [time, open, high + 1, low, close, volume + 1],
  );

async function start(dataDir: string, around?: (store: StoreClient) => StoreClient): Promise<TestEngine> {
  const engine = await startTestEngine({
    dataDir,
    url: NOWHERE,
    clock: { now: () => NOW },
    ...(around === undefined ? {} : { around: { store: around } }),
  });
  onTestFinished(() => engine.stop());
  return engine;
}

/** Stores the candles from before, as a file of their own, and returns both files. */
async function prepare(dataDir: string): Promise<Readonly<{ first: string; second: string }>> {
  const first = join(dataDir, `first_${NAME}`);
  const second = join(dataDir, `second_${NAME}`);
  writeFileSync(first, csvOf(before));
  writeFileSync(second, csvOf(file));
  const engine = await start(dataDir);
  const { run } = await engine.ask('imports.run', {
    files: await mapped(engine, first),
    conflict: 'take-file',
  });
  expect(run.files[0]).toMatchObject({ outcome: 'imported', stored: 8_000 });
  await engine.stop();
  return { first, second };
}

const mapped = async ({ ask }: TestEngine, ...paths: string[]) =>
  (await ask('imports.inspect', { paths })).files.map(({ path, mapping }) => ({ path, mapping: mapping! }));

/** Aborts when so many pages of a run have been written. */
const abortingAfter = (pages: number, stop: AbortController) => (store: StoreClient) => {
  let left = pages;
  const write = new Proxy(store.write, {
    get: (target, name, proxy) => {
      if (name !== 'writePage') return Reflect.get(target, name, proxy);
      return async (...args: Parameters<typeof target.writePage>) => {
        const outcome = await target.writePage(...args);
        left -= 1;
        if (left === 0) stop.abort();
        return outcome;
      };
    },
  });
  return { ...store, write };
};

const sound = async (engine: TestEngine): Promise<void> => {
  expect(await engine.store.scan.checkFile()).toEqual([]);
  for (const series of await engine.store.read.series())
    expect((await engine.store.scan.deepCheck(series)).problems).toEqual([]);
};

describe('an import that ends in the middle of a file', () => {
  it.each([
    ['take-file', 2],
    ['keep-stored', 3],
  ] as const)(
    'by a cancel (%s, page %i) leaves what was stored before it, to the last value',
    async (conflict, pages) => {
      const dataDir = tempDir();
      const { second } = await prepare(dataDir);
      const stop = new AbortController();
      const engine = await start(dataDir, abortingAfter(pages, stop));
      const files = await mapped(engine, second);
      const handler = engine.engine.handlers['imports.run'];
      const answer = await handler({ files, conflict: conflict as ConflictRule }, stop.signal);
      expect(answer).toMatchObject({
        ok: true,
        value: { run: { state: 'cancelled', files: [{ outcome: 'taken-back', stored: 0 }] } },
      });
      expect(candleRows(await storedCandles(engine, KEY))).toEqual(before);
      await sound(engine);
      // And it can be done after all.
      const { run } = await engine.ask('imports.run', { files, conflict: 'take-file' });
      expect(run.state).toBe('done');
      expect(candleRows(await storedCandles(engine, KEY))).toEqual(file);
    },
  );

  it('by SIGKILL leaves, at the next start, what was stored before it; an undo of what came through gives that back too', async () => {
    const dataDir = tempDir();
    const { second } = await prepare(dataDir);
    for (const pages of [1, 2]) {
      const child = await startChildImport(dataDir, second, NOW);
      await child.pages(pages);
      await child.kill();
      const engine = await start(dataDir);
      const [run] = (await engine.ask('imports.history', { limit: 1 })).runs;
      const held = candleRows(await storedCandles(engine, KEY));
      await sound(engine);
      // The kill may come after the last page: then all of it is there.
      if (run!.files[0]!.outcome === 'imported') {
        expect(held).toEqual(file);
        await engine.ask('imports.undo', { importId: run!.id });
        expect(candleRows(await storedCandles(engine, KEY))).toEqual(before);
      } else {
        expect(run).toMatchObject({ state: 'incomplete', files: [{ outcome: 'taken-back' }] });
        expect(held).toEqual(before);
      }
      await engine.stop();
    }
  });
});
