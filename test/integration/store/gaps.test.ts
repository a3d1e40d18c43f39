import { expect, it } from 'vitest';
import type { PageWrite } from '../../../electron/store/repositories/pages.ts';
import type { CandleRow } from '../../../shared/domain/candle.ts';
import { candlesFromRows } from '../../../shared/domain/candle.ts';
import type { Series } from '../../../shared/domain/series.ts';
import { HOUR, MINUTE } from '../../../shared/domain/time.ts';
import { type DirectStore, openDirectStore } from '../../helpers/directStore.ts';
import { MONDAY } from '../../helpers/sampleCandles.ts';
import { addSeries, pageOf } from '../../helpers/seriesFixture.ts';

const hours = (from: number, until: number) => ({ from: MONDAY + from * HOUR, until: MONDAY + until * HOUR });
const rowsAt = (...indexes: number[]) =>
  candlesFromRows(indexes.map((i): CandleRow => [MONDAY + i * HOUR, 10, 20, 5, 11, 100]));

type Fixture = Readonly<{ store: DirectStore; series: Series }>;

async function openFixture(): Promise<Fixture> {
  const store = openDirectStore();
  return { store, series: await addSeries(store) };
}

const write = ({ store, series }: Fixture, indexes: number[], changes: Partial<PageWrite> = {}) =>
  store.write.writePage(pageOf(series, rowsAt(...indexes), changes));

/** Gaps in hours since Monday: [from, until, cause, state, attempts]. */
const gapsOf = ({ store, series }: Fixture): unknown[] =>
  store.read
    .ledgerGaps(series.id, 0, Number.MAX_SAFE_INTEGER)
    .map(({ from, until, cause, state, attempts }) => [
      (from - MONDAY) / HOUR,
      (until - MONDAY) / HOUR,
      cause,
      state,
      attempts,
    ]);

const rangeOf = ({ store, series }: Fixture) => store.read.ledgerRange(series.id);

it('answers for nothing before anything was asked', async () => {
  const fixture = await openFixture();
  expect([rangeOf(fixture), gapsOf(fixture)]).toEqual([null, []]);
});

it('extends to both sides, and what it did not know of before is not downloaded', async () => {
  const fixture = await openFixture();
  const { store, series } = fixture;
  store.write.extendLedger(series.id, hours(10, 20), 1);
  write(fixture, [10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
  expect(gapsOf(fixture)).toEqual([]);
  store.write.extendLedger(series.id, hours(5, 25), 2);
  expect(rangeOf(fixture)).toEqual(hours(5, 25));
  expect(gapsOf(fixture)).toEqual([
    [5, 10, 'not-downloaded', 'open', 0],
    [20, 25, 'not-downloaded', 'open', 0],
  ]);
  store.write.extendLedger(series.id, hours(6, 24), 3);
  expect(rangeOf(fixture)).toEqual(hours(5, 25));
});

it('snaps whatever it is given to the grid of the series', async () => {
  const fixture = await openFixture();
  const { store, series } = fixture;
  store.write.extendLedger(series.id, { from: MONDAY + MINUTE, until: MONDAY + 5 * HOUR + 1 }, 1);
  expect(rangeOf(fixture)).toEqual(hours(1, 6));
  store.write.extendLedger(series.id, { from: MONDAY + 90 * MINUTE, until: MONDAY + 91 * MINUTE }, 1);
  store.write.extendLedger(series.id, hours(9, 3), 1);
  expect([rangeOf(fixture), gapsOf(fixture)]).toEqual([hours(1, 6), [[1, 6, 'not-downloaded', 'open', 0]]]);
});

it('takes a hole in an answer for empty at the second look and not before', async () => {
  const fixture = await openFixture();
  const looks = [1, 2, 3].map((receivedAt) => {
    const { stillMissing } = write(fixture, [0, 1, 4], { receivedAt });
    return [stillMissing, gapsOf(fixture)];
  });
  expect(looks).toEqual([
    [2, [[2, 4, 'exchange-empty', 'unconfirmed', 1]]],
    [2, [[2, 4, 'exchange-empty', 'confirmed-empty', 2]]],
    [2, [[2, 4, 'exchange-empty', 'confirmed-empty', 2]]],
  ]);
  const [gap] = fixture.store.read.gaps(fixture.series.id);
  expect(gap).toEqual({
    seriesId: fixture.series.id,
    exchange: 'bitget',
    symbol: 'BTCUSDT',
    timeframe: '1h',
    from: MONDAY + 2 * HOUR,
    to: MONDAY + 3 * HOUR,
    missing: 2,
    cause: 'exchange-empty',
    state: 'confirmed-empty',
    attempts: 2,
    evidence: 'GET candles: answered without these candles',
    batchId: 2,
    alsoMissing: [],
    nextRetryAt: null,
    updatedAt: 2,
  });
});

it('confirms only the part of a hole that the second look covered', async () => {
  const fixture = await openFixture();
  write(fixture, [0, 9]);
  write(fixture, [], { answered: hours(3, 5) });
  expect(gapsOf(fixture)).toEqual([
    [1, 3, 'exchange-empty', 'unconfirmed', 1],
    [3, 5, 'exchange-empty', 'confirmed-empty', 2],
    [5, 9, 'exchange-empty', 'unconfirmed', 1],
  ]);
});

it('removes a confirmed gap when its candle turns up after all, and splits it around one', async () => {
  const fixture = await openFixture();
  for (const receivedAt of [1, 2]) write(fixture, [0, 6], { receivedAt });
  write(fixture, [3]);
  expect(gapsOf(fixture)).toEqual([
    [1, 3, 'exchange-empty', 'confirmed-empty', 2],
    [4, 6, 'exchange-empty', 'confirmed-empty', 2],
  ]);
  write(fixture, [1, 2, 3, 4, 5]);
  expect(gapsOf(fixture)).toEqual([]);
});

it('does not call missing what had not closed when the answer was made', async () => {
  const fixture = await openFixture();
  const { stillMissing } = write(fixture, [0, 1], {
    answered: hours(0, 50),
    exchangeTime: MONDAY + 3 * HOUR + 30 * MINUTE,
  });
  expect(stillMissing).toBe(1);
  expect(rangeOf(fixture)).toEqual(hours(0, 3));
  expect(gapsOf(fixture)).toEqual([[2, 3, 'exchange-empty', 'unconfirmed', 1]]);
});

it('speaks for the open times inside an answer whose ends are off the grid', async () => {
  const fixture = await openFixture();
  write(fixture, [1], { answered: { from: MONDAY + 1, until: MONDAY + 2 * HOUR + 1 } });
  expect(rangeOf(fixture)).toEqual(hours(1, 3));
  expect(gapsOf(fixture)).toEqual([[2, 3, 'exchange-empty', 'unconfirmed', 1]]);
});

it('claims nothing about holes for a source that cannot say what it does not have', async () => {
  const fixture = await openFixture();
  for (const receivedAt of [1, 2]) write(fixture, [0, 5], { answered: null, receivedAt });
  expect(gapsOf(fixture)).toEqual([[1, 5, 'not-downloaded', 'open', 0]]);
});

it('names refused candles as the cause of their hole', async () => {
  const fixture = await openFixture();
  const { series, store } = fixture;
  const candles = rowsAt(0, 1, 2, 5);
  candles.high[1] = 1;
  store.write.writePage(pageOf(series, candles));
  expect(gapsOf(fixture)).toEqual([
    [1, 2, 'rejected', 'unconfirmed', 1],
    [3, 5, 'exchange-empty', 'unconfirmed', 1],
  ]);
  expect(store.read.gaps(series.id)[0]!.evidence).toBe('GET candles: refused as high-below-low');
});

it('starts over when the second look says something else than the first', async () => {
  const fixture = await openFixture();
  write(fixture, [0, 2]);
  const broken = rowsAt(0, 1, 2);
  broken.high[1] = 1;
  fixture.store.write.writePage(pageOf(fixture.series, broken));
  expect(gapsOf(fixture)).toEqual([[1, 2, 'rejected', 'unconfirmed', 2]]);
});

it('remembers failed requests, but not against what the venue has already answered', async () => {
  const fixture = await openFixture();
  const { store, series } = fixture;
  store.write.extendLedger(series.id, hours(0, 10), 1);
  write(fixture, [4], { answered: hours(4, 6) });
  const finding = { where: [hours(0, 10)], cause: 'request-failed', evidence: 'HTTP 503' } as const;
  for (const now of [2, 3]) store.write.explainGap(series.id, finding, now);
  expect(gapsOf(fixture)).toEqual([
    [0, 4, 'request-failed', 'open', 2],
    [5, 6, 'exchange-empty', 'unconfirmed', 1],
    [6, 10, 'request-failed', 'open', 2],
  ]);
  expect(store.read.gaps(series.id)[0]!.evidence).toBe('HTTP 503');
});

it('explains only what is missing, in whatever order it is told', async () => {
  const fixture = await openFixture();
  const { store, series } = fixture;
  write(fixture, [0, 1, 2, 3, 6, 7], { answered: null });
  const where = [hours(6, 40), hours(0, 5)];
  store.write.explainGap(series.id, { where, cause: 'request-failed', evidence: 'HTTP 503' }, 2);
  expect(gapsOf(fixture)).toEqual([
    [4, 5, 'request-failed', 'open', 1],
    [5, 6, 'not-downloaded', 'open', 0],
  ]);
});

it('reopens a confirmed gap as if nobody had ever asked', async () => {
  const fixture = await openFixture();
  const { store, series } = fixture;
  for (const receivedAt of [1, 2]) write(fixture, [0, 9], { receivedAt });
  store.write.reopenGaps(series.id, hours(4, 30), 3);
  expect(gapsOf(fixture)).toEqual([
    [1, 4, 'exchange-empty', 'confirmed-empty', 2],
    [4, 9, 'not-downloaded', 'open', 0],
  ]);
  expect(rangeOf(fixture)).toEqual(hours(0, 10));
});

it('takes back what it promised for the time before the listing', async () => {
  const fixture = await openFixture();
  const { store, series } = fixture;
  store.write.extendLedger(series.id, hours(0, 20), 1);
  store.write.clipLedger(series.id, hours(5, 5).from);
  expect([rangeOf(fixture), gapsOf(fixture)]).toEqual([hours(5, 20), [[5, 20, 'not-downloaded', 'open', 0]]]);
  store.write.clipLedger(series.id, hours(2, 2).from);
  expect(rangeOf(fixture)).toEqual(hours(5, 20));
  store.write.clipLedger(series.id, hours(30, 30).from);
  expect([rangeOf(fixture), gapsOf(fixture)]).toEqual([null, []]);
  store.write.extendLedger(series.id, hours(30, 32), 2);
  expect(gapsOf(fixture)).toEqual([[30, 32, 'not-downloaded', 'open', 0]]);
});

it('never takes a stored candle out of what it answers for', async () => {
  const fixture = await openFixture();
  const { store, series } = fixture;
  store.write.extendLedger(series.id, hours(0, 20), 1);
  write(fixture, [3]);
  store.write.clipLedger(series.id, hours(10, 10).from);
  expect([rangeOf(fixture), gapsOf(fixture)]).toEqual([hours(3, 20), [[4, 20, 'not-downloaded', 'open', 0]]]);
  expect(store.read.deepCheck(series).problems).toEqual([]);
});

it('lets a young hole wait a minute for its second look, and an old one beside it not at all', async () => {
  const fixture = await openFixture();
  const { store, series } = fixture;
  const exchangeTime = MONDAY + 10 * HOUR + 30 * MINUTE;
  const look = (receivedAt: number) =>
    write(fixture, [0], { answered: hours(0, 10), exchangeTime, receivedAt });
  const retries = () => store.read.gaps(series.id).map(({ nextRetryAt, batchId }) => [nextRetryAt, batchId]);
  look(1_000);
  expect(gapsOf(fixture)).toEqual([
    [1, 9, 'exchange-empty', 'unconfirmed', 1],
    [9, 10, 'exchange-empty', 'unconfirmed', 1],
  ]);
  expect(retries()).toEqual([
    [null, 1],
    [1_000 + MINUTE, 1],
  ]);
  look(2_000);
  expect(gapsOf(fixture)).toEqual([
    [1, 9, 'exchange-empty', 'confirmed-empty', 2],
    [9, 10, 'exchange-empty', 'unconfirmed', 1],
  ]);
  look(1_000 + MINUTE);
  expect(gapsOf(fixture)).toEqual([[1, 10, 'exchange-empty', 'confirmed-empty', 2]]);
  expect(retries()).toEqual([[null, 3]]);
});

it('does not let a wait hold anybody up that was written by a clock which has been put back', async () => {
  const fixture = await openFixture();
  const exchangeTime = MONDAY + 2 * HOUR;
  for (const receivedAt of [MONDAY + 365 * 24 * HOUR, MONDAY]) {
    write(fixture, [0], { answered: hours(0, 2), exchangeTime, receivedAt });
  }
  expect(gapsOf(fixture)).toEqual([[1, 2, 'exchange-empty', 'confirmed-empty', 2]]);
});

it('waits longer after every request that failed, and no longer than half a day', async () => {
  const fixture = await openFixture();
  const { store, series } = fixture;
  store.write.extendLedger(series.id, hours(0, 5), 1);
  const finding = { where: [hours(0, 5)], cause: 'request-failed', evidence: 'HTTP 503' } as const;
  const waits = [1, 2, 3, 4, 5, 6].map((n) => {
    store.write.explainGap(series.id, finding, n * 24 * HOUR);
    return (store.read.gaps(series.id)[0]!.nextRetryAt! - n * 24 * HOUR) / MINUTE;
  });
  expect(waits).toEqual([1, 5, 30, 120, 720, 720]);
});

it('knows what was missed while the program was closed from what was while the PC slept', async () => {
  const fixture = await openFixture();
  const { store, series } = fixture;
  write(fixture, [0, 1, 2, 3], { answered: null });
  store.write.noteDowntime(series.id, hours(4, 8), 'app-not-running', 1);
  store.write.noteDowntime(series.id, hours(8, 10), 'pc-asleep', 2);
  store.write.noteDowntime(series.id, hours(0, 3), 'pc-asleep', 3);
  expect(gapsOf(fixture)).toEqual([
    [4, 8, 'app-not-running', 'open', 0],
    [8, 10, 'pc-asleep', 'open', 0],
  ]);
  write(fixture, [5], { answered: hours(5, 9) });
  expect(gapsOf(fixture)).toEqual([
    [4, 5, 'app-not-running', 'open', 0],
    [6, 9, 'exchange-empty', 'unconfirmed', 1],
    [9, 10, 'pc-asleep', 'open', 0],
  ]);
  store.write.noteDowntime(series.id, hours(0, 10), 'pc-asleep', 4);
  expect(gapsOf(fixture)[0]).toEqual([4, 5, 'app-not-running', 'open', 0]);
  expect(store.read.deepCheck(series).problems).toEqual([]);
});

it('keeps an outage through a later look and a rebuild, and tells it from its neighbours', async () => {
  const fixture = await openFixture();
  const { store, series } = fixture;
  write(fixture, [0, 5]);
  const [gap] = store.read.venueSilence('bitget').gaps;
  expect(gap).toMatchObject({ isOutage: false, alsoMissing: [] });
  const outage = { id: gap!.id, ...hours(1, 5), alsoMissing: ['ETHUSDT'] };
  expect(store.write.applyOutages([outage])).toBe(1);
  write(fixture, [], { answered: hours(2, 4) });
  expect(gapsOf(fixture)).toEqual([
    [1, 2, 'outage', 'unconfirmed', 1],
    [2, 4, 'outage', 'confirmed-empty', 2],
    [4, 5, 'outage', 'unconfirmed', 1],
  ]);
  store.write.rebuildLedgers(series, 9);
  expect(store.read.gaps(series.id).map(({ alsoMissing }) => alsoMissing)).toEqual(
    Array(3).fill(['ETHUSDT']),
  );
  // The gap is another one by now: what was found out about the old one does not count.
  expect(store.write.applyOutages([{ ...outage, alsoMissing: [] }])).toBe(0);
});

it('takes back what it promised for the time after the delisting, but no candle', async () => {
  const fixture = await openFixture();
  const { store, series } = fixture;
  write(fixture, [0, 4], { answered: hours(0, 20) });
  store.write.endLedger(series.id, hours(0, 8).until);
  expect([rangeOf(fixture), gapsOf(fixture)]).toEqual([
    hours(0, 8),
    [
      [1, 4, 'exchange-empty', 'unconfirmed', 1],
      [5, 8, 'exchange-empty', 'unconfirmed', 1],
    ],
  ]);
  store.write.endLedger(series.id, hours(0, 2).until);
  expect(rangeOf(fixture)).toEqual(hours(0, 5));
  expect(store.read.deepCheck(series).problems).toEqual([]);
});

it('finds the gaps that overlap a stretch, and not those that only touch it', async () => {
  const fixture = await openFixture();
  write(fixture, [0, 3, 6, 9], { answered: null });
  const { store, series } = fixture;
  const found = (from: number, until: number) =>
    store.read
      .ledgerGaps(series.id, hours(from, until).from, hours(from, until).until)
      .map((gap) => (gap.from - MONDAY) / HOUR);
  expect(found(2, 5)).toEqual([1, 4]);
  expect(found(3, 4)).toEqual([]);
  expect(found(5, 6)).toEqual([4]);
  expect(found(0, 20)).toEqual([1, 4, 7]);
  expect(found(8, 8.5)).toEqual([7]);
});

it('does not write to the ledger of a series that is gone', async () => {
  const fixture = await openFixture();
  const { store, series } = fixture;
  store.write.removeSeries(series.id);
  const gone = expect.objectContaining({ code: 'not-found' });
  expect(() => store.write.extendLedger(series.id, hours(0, 5), 1)).toThrow(gone);
  expect(() => store.write.clipLedger(series.id, MONDAY)).toThrow(gone);
  expect(() => store.write.endLedger(series.id, MONDAY)).toThrow(gone);
  expect(() => store.write.noteDowntime(series.id, hours(0, 5), 'pc-asleep', 1)).toThrow(gone);
  expect(() => store.write.reopenGaps(series.id, hours(0, 5), 1)).toThrow(gone);
  const finding = { where: [hours(0, 5)], cause: 'request-failed', evidence: 'x' } as const;
  expect(() => store.write.explainGap(series.id, finding, 1)).toThrow(gone);
});
