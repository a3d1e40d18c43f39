import { beforeEach, describe, expect, it } from 'vitest';
import type { NewReviewItem } from '../../../electron/store/repositories/reviews.ts';
import { CANDLE_FLAG, type ReviewItem } from '../../../shared/domain/quality.ts';
import type { Series } from '../../../shared/domain/series.ts';
import { HOUR } from '../../../shared/domain/time.ts';
import { type DirectStore, openDirectStore } from '../../helpers/directStore.ts';
import { MONDAY, sampleCandles } from '../../helpers/sampleCandles.ts';
import { addSeries, pageOf } from '../../helpers/seriesFixture.ts';

let store: DirectStore;
let series: Series;

beforeEach(async () => {
  store = openDirectStore();
  series = await addSeries(store);
  store.write.writePage(pageOf(series, sampleCandles(MONDAY, HOUR, 10)));
});

const at = (hours: number): number => MONDAY + hours * HOUR;

const item = (change: Partial<NewReviewItem> = {}): NewReviewItem => ({
  seriesId: series.id,
  kind: 'flat-run',
  from: at(2),
  to: at(4),
  candles: 3,
  detail: { price: 7 },
  foundAt: 1,
  ...change,
});
const only = (): ReviewItem => {
  const items = store.read.reviewItems(null, null, 10);
  expect(items).toHaveLength(1);
  return items[0]!;
};
const doubtedHours = (): number[] =>
  store.db
    .prepare<[], number>(`SELECT open_time FROM candle WHERE flags & ${CANDLE_FLAG.doubted} ORDER BY 1`)
    .pluck()
    .all()
    .map((time) => (time - MONDAY) / HOUR);

describe('what was found', () => {
  it('is kept once, however often it is found again', () => {
    expect(store.write.addReviewItems([item()])).toEqual({ added: 1, open: 1 });
    expect(store.write.addReviewItems([item({ foundAt: 2 })])).toEqual({ added: 0, open: 1 });
    expect(only()).toMatchObject({ symbol: 'BTCUSDT', state: 'open', foundAt: 1, detail: { price: 7 } });
  });

  it('stays decided when it is found again, and is asked about anew when it has become another', () => {
    store.write.addReviewItems([item()]);
    store.write.decideReviewItems([only().id], 'accepted', 5);
    expect(store.write.addReviewItems([item({ foundAt: 6 })])).toEqual({ added: 0, open: 0 });
    expect(only()).toMatchObject({ state: 'accepted', decidedAt: 5 });
    expect(store.write.addReviewItems([item({ foundAt: 7, to: at(5), candles: 4 })])).toEqual({
      added: 1,
      open: 1,
    });
    expect(only()).toMatchObject({ state: 'open', decidedAt: null, to: at(5), candles: 4 });
  });

  it('is listed by series and by state, the newest first', async () => {
    const other = await addSeries(store, 'ETHUSDT');
    store.write.addReviewItems([
      item(),
      item({ kind: 'price-jump', foundAt: 3 }),
      item({ seriesId: other.id, foundAt: 2 }),
    ]);
    const kinds = store.read.reviewItems(null, 'open', 10).map(({ symbol, kind }) => `${symbol} ${kind}`);
    expect(kinds).toEqual(['BTCUSDT price-jump', 'ETHUSDT flat-run', 'BTCUSDT flat-run']);
    expect(store.read.reviewItems([other.id], null, 10)).toHaveLength(1);
    expect(store.read.reviewItems(null, 'rejected', 10)).toEqual([]);
    expect(store.read.reviewItems(null, null, 2)).toHaveLength(2);
  });

  it('goes with its series', () => {
    store.write.addReviewItems([item()]);
    store.write.removeSeries(series.id);
    expect(store.db.prepare('SELECT count(*) FROM review_item').pluck().get()).toBe(0);
  });
});

describe('a decision', () => {
  it('to reject marks the candles as doubted and keeps every value; to accept, or to open, takes it back', () => {
    const before = store.read.candlesWithin(series.id, 0, at(100));
    store.write.addReviewItems([item()]);
    const { id } = only();
    expect(store.write.decideReviewItems([id], 'rejected', 9)).toMatchObject([
      { id, state: 'rejected', decidedAt: 9 },
    ]);
    expect(doubtedHours()).toEqual([2, 3, 4]);
    expect(store.read.candlesWithin(series.id, 0, at(100))).toEqual(before);
    store.write.decideReviewItems([id], 'accepted', 10);
    expect(doubtedHours()).toEqual([]);
    store.write.decideReviewItems([id], 'rejected', 11);
    expect(store.write.decideReviewItems([id], 'open', 12)).toMatchObject([
      { state: 'open', decidedAt: null },
    ]);
    expect(doubtedHours()).toEqual([]);
  });

  it('leaves a candle doubted that another rejected item speaks of', () => {
    store.write.addReviewItems([item(), item({ kind: 'price-jump', from: at(4), to: at(4), candles: 1 })]);
    const ids = store.read.reviewItems(null, null, 10).map((one) => one.id);
    store.write.decideReviewItems(ids, 'rejected', 9);
    const flat = store.read.reviewItems(null, null, 10).find(({ kind }) => kind === 'flat-run')!;
    store.write.decideReviewItems([flat.id], 'accepted', 10);
    expect(doubtedHours()).toEqual([4]);
  });

  it('passes over items that are gone', () => {
    expect(store.write.decideReviewItems([77], 'accepted', 1)).toEqual([]);
  });

  it('is what other programs read in the quality of market_data', () => {
    store.write.addReviewItems([item({ from: at(3), to: at(3), candles: 1 })]);
    store.write.decideReviewItems([only().id], 'rejected', 9);
    const rows = store.db
      .prepare(`SELECT quality, count(*) AS candles FROM market_data GROUP BY quality ORDER BY quality`)
      .all();
    expect(rows).toEqual([
      { quality: 'doubted', candles: 1 },
      { quality: 'ok', candles: 9 },
    ]);
  });
});
