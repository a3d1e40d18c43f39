import { stdout } from 'node:process';
import { expect, it } from 'vitest';
import { createRandom } from '../../exchange/random.ts';
import { startChildStore } from '../../helpers/childStore.ts';
import { dumpTables, withRawDb } from '../../helpers/rawDb.ts';
import { openTestStore, tempDir } from '../../helpers/testStore.ts';

const KILLS = 10;
const LEDGERS = ['series', 'coverage_day', 'gap'];

/**
 * SIGKILL stands in for the power cut: whatever the process had not handed to the system is gone. The moment is drawn
 * from the seed, between and inside pages.
 */
it('comes back whole from being killed in the middle of page writes, again and again', async () => {
  const dataDir = tempDir();
  const seed = 20_260_302;
  const random = createRandom(seed);
  let candles = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const child = await startChildStore(dataDir, seed + kill);
    const pages = 3 + Math.floor(random() * 25);
    await child.pages(pages);
    // A few spins of the event loop: the kill comes at some point inside the page that follows.
    for (let spin = Math.floor(random() * 200); spin > 0; spin -= 1) await new Promise(setImmediate);
    await child.kill();

    const store = await openTestStore(dataDir);
    expect(store.crashed, `kill ${kill} of seed ${seed}`).toBe(true);
    expect(await store.scan.checkFile()).toEqual([]);
    const [series] = await store.read.series();
    const { candles: held, problems } = await store.scan.deepCheck(series!);
    expect(problems, `kill ${kill} of seed ${seed}`).toEqual([]);
    expect(held).toBeGreaterThanOrEqual(candles);
    candles = held;
    const before = withRawDb(dataDir, (db) => dumpTables(db, LEDGERS));
    await store.write.rebuildLedgers(series!, 1);
    expect(withRawDb(dataDir, (db) => dumpTables(db, LEDGERS))).toEqual(before);
    const orphans = withRawDb(dataDir, (db) =>
      db
        .prepare('SELECT count(*) FROM candle WHERE batch_id NOT IN (SELECT id FROM ingest_batch)')
        .pluck()
        .get(),
    );
    expect(orphans).toBe(0);
    await store.close();
  }
  stdout.write(`${KILLS} kills, ${candles} candles held (seed ${seed})\n`);
  expect(candles).toBeGreaterThan(1_000);
});
