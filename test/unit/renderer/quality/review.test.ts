import { describe, expect, test } from 'vitest';
import { createChecksStore } from '../../../../renderer/features/review/checksStore.ts';
import { filterItems, NO_FILTER } from '../../../../renderer/features/review/reviewRows.ts';
import { createReviewStore } from '../../../../renderer/features/review/reviewStore.ts';
import type { CheckReport } from '../../../../shared/domain/quality.ts';
import type { SeriesId } from '../../../../shared/domain/series.ts';
import { HOUR } from '../../../../shared/domain/time.ts';
import { sampleReviewItem } from '../../../helpers/samples.ts';
import { scriptedClient } from '../../../helpers/scriptedClient.ts';

const jump = sampleReviewItem({ id: 1, from: 5 * HOUR, to: 5 * HOUR });
const flat = sampleReviewItem({
  id: 2,
  kind: 'flat-run',
  symbol: 'AVAXUSDT',
  timeframe: '1m',
  from: 9 * HOUR,
});
const done = sampleReviewItem({ id: 3, state: 'accepted', from: 7 * HOUR });
const items = [jump, flat, done];
const canary = { days: 0, drifted: 0, candles: 0, changed: 0 };
const report = (change: Partial<CheckReport>): CheckReport => ({
  id: 1,
  kind: 'ledger',
  startedAt: 0,
  finishedAt: 1,
  result: 'ok',
  checked: 100,
  found: 0,
  problem: null,
  series: [],
  ...change,
});

test('the review shows what is to be decided, the newest candles first, narrowed by what one asks', () => {
  const ids = (change: Partial<typeof NO_FILTER>) =>
    filterItems(items, { ...NO_FILTER, ...change }).map(({ id }) => id);
  expect(ids({})).toEqual([2, 1]);
  expect(ids({ state: 'any' })).toEqual([2, 3, 1]);
  expect(ids({ state: 'any', kind: 'flat-run' })).toEqual([2]);
  expect(ids({ text: 'avax 1m' })).toEqual([2]);
  expect(ids({ text: '5m' }), '5m is not 15m').toEqual([]);
});

describe('a decision', () => {
  test('is shown at once, and taken back to what each item was', async () => {
    const { client, last, asked } = scriptedClient();
    const store = createReviewStore(client);
    void store.load();
    await last('review.list').answer({ items, open: 2 });
    store.choose([1, 3], true);
    const deciding = store.decide([1, 3], 'rejected');
    const rejected = [jump, done].map((item) => ({ ...item, state: 'rejected' as const }));
    await last('review.decide').answer({ items: rejected });
    const before = await deciding;
    expect(before).toEqual([
      { id: 1, state: 'open' },
      { id: 3, state: 'accepted' },
    ]);
    expect(store.getState().list.value?.open).toBe(1);
    expect(store.getState().chosen.size, 'what is decided is not chosen any more').toBe(0);
    if ('code' in before) throw new Error('refused');
    const restoring = store.restore(before);
    expect(asked.at(-1)?.request).toEqual({ ids: [1], state: 'open' });
    await last('review.decide').answer({ items: [jump] });
    expect(asked.at(-1)?.request).toEqual({ ids: [3], state: 'accepted' });
    await last('review.decide').answer({ items: [done] });
    expect(await restoring).toBeNull();
    expect(store.getState().list.value).toEqual({ items, open: 2 });
    store.dispose();
  });

  test('shows the candles around the item that was opened last', async () => {
    const { client, asked, last } = scriptedClient();
    const store = createReviewStore(client);
    void store.load();
    await last('review.list').answer({ items, open: 2 });
    store.open(1);
    store.open(2);
    expect(asked.map(({ request }) => (request as { seriesId: number }).seriesId)).toEqual([1, 1]);
    expect(asked[0]!.request).toEqual({ seriesId: 1, before: jump.to + 31 * HOUR, limit: 61 });
    store.dispose();
  });
});

describe('a deep check', () => {
  test('tells how far it is, can be stopped, and is not a failure then', async () => {
    const { client, last, emit } = scriptedClient();
    const store = createChecksStore(client, () => 7);
    const running = store.run('canary');
    emit('checks.progress', { kind: 'canary', done: 3, total: 10 });
    emit('checks.progress', { kind: 'ledger', done: 9, total: 10 });
    expect(store.getState().running).toMatchObject({ kind: 'canary', done: 3, total: 10, startedAt: 7 });
    store.cancel();
    await new Promise((resolve) => setImmediate(resolve));
    await last('checks.history').answer({ reports: [], canary });
    await running;
    expect(store.getState()).toMatchObject({ running: null, errors: {} });
    store.dispose();
  });

  test('of a stretch runs what needs no venue, one after the other, and says what it came to', async () => {
    const { client, last } = scriptedClient();
    const store = createChecksStore(client, () => 0);
    const verdicts: unknown[] = [];
    store.onVerdict((verdict) => verdicts.push(verdict));
    const stretches = [{ seriesId: 1 as SeriesId, from: 0, until: HOUR }];
    expect(store.verify({ label: 'btc', stretches, candle: null })).toBe(true);
    expect(store.verify({ label: 'eth', stretches, candle: null }), 'one at a time').toBe(false);
    for (const kind of ['ledger', 'aggregate', 'suspicious'] as const) {
      expect(last('checks.run').request).toEqual({ kind, stretches });
      await last('checks.run').answer({ report: report({ kind, found: kind === 'suspicious' ? 2 : 0 }) });
    }
    expect(verdicts).toEqual([{ label: 'btc', checked: 100, found: 2, error: null }]);
    expect(store.getState().running).toBeNull();
    store.dispose();
  });
});
