import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { VerifyReport } from '../../../shared/contract/calls.ts';
import { candleRows, candlesFromRows, sliceCandles } from '../../../shared/domain/candle.ts';
import { CELL_KINDS } from '../../../shared/domain/coverageCells.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/domain/time.ts';
import { openDirectStore } from '../../helpers/directStore.ts';
import { MONDAY, sampleCandles } from '../../helpers/sampleCandles.ts';
import { addSeries, pageOf } from '../../helpers/seriesFixture.ts';

const candles = sampleCandles(MONDAY, HOUR, 9_000);

it('reads any stretch of a series, however many reads it takes', async () => {
  const { read, write } = openDirectStore();
  const series = await addSeries({ read, write });
  await addSeries({ read, write }, 'ETHUSDT');
  write.writePage(pageOf(series, candles));
  const time = fc.integer({ min: MONDAY - HOUR, max: MONDAY + 9_001 * HOUR });
  fc.assert(
    fc.property(time, time, fc.integer({ min: 1, max: 9_500 }), (a, b, limit) => {
      const index = (at: number): number => Math.min(9_000, Math.max(0, Math.ceil((at - MONDAY) / HOUR)));
      const [from, until] = [Math.min(a, b), Math.max(a, b)];
      expect(read.candlesWithin(series.id, from, until)).toEqual(
        sliceCandles(candles, index(from), index(until)),
      );
      const end = index(a);
      expect(read.candlesBefore(series.id, a, limit)).toEqual(
        sliceCandles(candles, Math.max(0, end - limit), end),
      );
      const start = index(a + 1);
      expect(read.candlesAfter(series.id, a, limit)).toEqual(
        sliceCandles(candles, start, Math.min(9_000, start + limit)),
      );
    }),
    { numRuns: 60 },
  );
});

it.each([
  ['whole days', DAY, 20, 0],
  ['weeks', 7 * DAY, 3, -DAY],
  ['half days', DAY / 2, 40, 0],
  ['stretches that fit nothing', 7 * HOUR + 11 * MINUTE, 60, 13 * MINUTE],
  ['less than a candle', 25 * MINUTE, 400, 0],
])(
  'counts what is stored and what is missing in %s, losing nothing at the seams',
  async (_, size, count, shift) => {
    const { read, write } = openDirectStore();
    const series = await addSeries({ read, write });
    const rows = candleRows(candles).filter((__, i) => i < 300 && i % 7 !== 3 && (i < 100 || i > 130));
    write.extendLedger(series.id, { from: MONDAY, until: MONDAY + 350 * HOUR }, 1);
    const answered = { from: MONDAY, until: MONDAY + 200 * HOUR };
    write.writePage(pageOf(series, candlesFromRows(rows), { answered }));

    const from = MONDAY + shift;
    const cells = read.coverageCells(series.id, '1h', from, size, count);
    const bucketsOf = (times: readonly number[]): number[] =>
      Array.from({ length: count }, (__, n) => {
        const start = from + n * size;
        return times.filter((time) => start <= time && time < start + size).length;
      });
    const have = new Set(rows.map(([time]) => time));
    const missing = Array.from({ length: 350 }, (__, i) => MONDAY + i * HOUR).filter(
      (time) => !have.has(time),
    );
    expect([...cells.candles]).toEqual(bucketsOf([...have]));
    expect([...cells.missing]).toEqual(bucketsOf(missing));
    for (const [n, kind] of cells.kind.entries()) {
      expect(CELL_KINDS[kind] === 'complete').toBe(cells.missing[n] === 0);
    }
  },
);

it('names what mostly keeps a bucket from being complete', async () => {
  const { read, write } = openDirectStore();
  const series = await addSeries({ read, write });
  write.extendLedger(series.id, { from: MONDAY, until: MONDAY + 4 * DAY }, 1);
  const day = (n: number) => ({ from: MONDAY + n * DAY, until: MONDAY + (n + 1) * DAY });
  const empty = pageOf(series, candlesFromRows([]));
  for (const answered of [day(0), day(1), day(1)]) write.writePage({ ...empty, answered });
  const failed = [{ from: MONDAY + 2 * DAY, until: MONDAY + 2 * DAY + 13 * HOUR }];
  write.explainGap(series.id, { where: failed, cause: 'request-failed', evidence: 'HTTP 503' }, 1);
  const { kind } = read.coverageCells(series.id, '1h', MONDAY, DAY, 5);
  expect([...kind].map((n) => CELL_KINDS[n])).toEqual([
    'unconfirmed',
    'confirmed-empty',
    'request-failed',
    'not-downloaded',
    'complete',
  ]);
});

it('lists the batches of a series, newest first, within a time', async () => {
  const { read, write } = openDirectStore();
  const series = await addSeries({ read, write });
  const other = await addSeries({ read, write }, 'ETHUSDT');
  for (let at = 1; at <= 5; at += 1) {
    for (const one of [series, other]) {
      write.writePage(pageOf(one, sliceCandles(candles, 0, at), { receivedAt: at }));
    }
  }
  expect(read.batches(series.id, 2, 4, 2)).toMatchObject([
    { requestedAt: 4, symbol: 'BTCUSDT', rows: 4, inserted: 1, gotUntil: MONDAY + 4 * HOUR },
    { requestedAt: 3, symbol: 'BTCUSDT', rows: 3, inserted: 1 },
  ]);
});

it('keeps the newest thousand verification reports whole', () => {
  const { read, write } = openDirectStore();
  const report = (at: number): VerifyReport => ({ overall: 'ok', at, deep: at % 2 === 0, series: [] });
  const ids = Array.from({ length: 1_003 }, (_, at) => write.addReport(report(at)));
  expect(read.reports(2)).toEqual([
    { id: ids[1_002], at: 1_002, deep: true, overall: 'ok', counts: {} },
    { id: ids[1_001], at: 1_001, deep: false, overall: 'ok', counts: {} },
  ]);
  expect(read.report(ids[1_002]!)).toEqual(report(1_002));
  expect(read.report(ids[3]!)).toEqual(report(3));
  expect(read.report(ids[2]!)).toBeNull();
});
