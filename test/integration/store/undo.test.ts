import fc from 'fast-check';
import { expect, it } from 'vitest';
import { candleRows, candlesFromRows } from '../../../shared/domain/candle.ts';
import type { JobId } from '../../../shared/domain/job.ts';
import type { Series } from '../../../shared/domain/series.ts';
import { HOUR } from '../../../shared/domain/time.ts';
import { type DirectStore, openDirectStore } from '../../helpers/directStore.ts';
import { MONDAY, sampleCandles } from '../../helpers/sampleCandles.ts';
import { addSeries, pageOf } from '../../helpers/seriesFixture.ts';

const CELLS = 60;
const JOB = '00000000-0000-4000-8000-000000000001' as JobId;

/** Pages of the job and of others, as closes by hour. */
const pages = fc.array(
  fc.record({
    isJob: fc.boolean(),
    closes: fc.dictionary(fc.nat(CELLS - 1).map(String), fc.integer({ min: 1, max: 3 }), { maxKeys: 15 }),
  }),
  { maxLength: 12 },
);
type Pages = Readonly<{ isJob: boolean; closes: Readonly<Record<string, number>> }>[];

function write({ write: { writePage } }: DirectStore, series: Series, all: Pages): void {
  all.forEach(({ isJob, closes }, n) => {
    const rows = Object.entries(closes).map(
      ([i, close]) => [MONDAY + Number(i) * HOUR, close, 3, 1, close, 1] as const,
    );
    writePage(pageOf(series, candlesFromRows(rows), { receivedAt: n + 1, jobId: isJob ? JOB : null }));
  });
}

/** What every hour was given, by whom, in order; what did not change it left no trace. */
function historyOf(all: Pages): Map<number, { isJob: boolean; close: number }[]> {
  const history = new Map<number, { isJob: boolean; close: number }[]>();
  for (const { isJob, closes } of all) {
    for (const [i, close] of Object.entries(closes)) {
      const values = history.get(Number(i)) ?? [];
      if (values.at(-1)?.close !== close) values.push({ isJob, close });
      history.set(Number(i), values);
    }
  }
  return history;
}

function undoAll({ write: { undoPages } }: DirectStore, series: Series) {
  const sum = { removed: 0, restored: 0 };
  for (let before: number | null = Number.MAX_SAFE_INTEGER; before !== null; ) {
    const done = undoPages(JOB, series.id, before, 2, 1_000);
    sum.removed += done.removed;
    sum.restored += done.restored;
    before = done.next;
  }
  return sum;
}

it('leaves of every candle what it would be without the job, and both ledgers right', async () => {
  const store = openDirectStore();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(pages, async (all) => {
      run += 1;
      const series = await addSeries(store, `RUN${run}`);
      write(store, series, all);
      undoAll(store, series);
      const expected = new Map<number, number>();
      for (const [i, values] of historyOf(all)) {
        const last = values.findLastIndex(({ isJob }) => !isJob);
        // What somebody else made of it since stays; what the job did last goes.
        if (last >= 0) expected.set(i, values[last]!.close);
      }
      const stored = candleRows(store.read.candlesWithin(series.id, 0, Number.MAX_SAFE_INTEGER));
      expect(new Map(stored.map((row) => [(row[0] - MONDAY) / HOUR, row[4]]))).toEqual(
        new Map([...expected].toSorted(([a], [b]) => a - b)),
      );
      expect(store.read.deepCheck(series).problems).toEqual([]);
      expect(undoAll(store, series)).toEqual({ removed: 0, restored: 0 });
    }),
    { numRuns: 150 },
  );
});

it('keeps the undone value as a revision of its own', async () => {
  const store = openDirectStore();
  const series = await addSeries(store);
  write(store, series, [
    { isJob: false, closes: { 0: 1 } },
    { isJob: true, closes: { 0: 2 } },
  ]);
  undoAll(store, series);
  const revisions = store.db
    .prepare('SELECT close, replaced_at FROM candle_revision ORDER BY id')
    .raw()
    .all();
  expect(revisions).toEqual([
    [1, 2],
    [2, 1_000],
  ]);
  expect(store.db.prepare('SELECT close, batch_id FROM candle').raw().all()).toEqual([[1, 1]]);
});

it('takes large pages back one by one, so that live candles never wait for a whole year', async () => {
  const store = openDirectStore();
  const series = await addSeries(store);
  const length = 10_000;
  for (let n = 0; n < 3; n += 1) {
    const candles = sampleCandles(MONDAY + n * length * HOUR, HOUR, length);
    const exchangeTime = MONDAY + 3 * length * HOUR;
    store.write.writePage(pageOf(series, candles, { exchangeTime, receivedAt: n + 1, jobId: JOB }));
  }
  const turns: number[] = [];
  for (let before: number | null = Number.MAX_SAFE_INTEGER; before !== null; ) {
    const { removed, next } = store.write.undoPages(JOB, series.id, before, 5, 10);
    turns.push(removed);
    before = next;
  }
  expect(turns).toEqual([length, length, length]);
  expect(store.read.candlesWithin(series.id, 0, Number.MAX_SAFE_INTEGER).openTime).toHaveLength(0);
});
