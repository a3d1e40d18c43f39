import { expect, it } from 'vitest';
import type { ReviewItem } from '../../../shared/domain/quality.ts';
import { DAY, HOUR } from '../../../shared/domain/time.ts';
import { withDatabase } from '../../helpers/storedRows.ts';
import type { TestEngine } from '../../helpers/testEngine.ts';
import { backfill, candleRequests, type Stage, setStage } from './stage.ts';

const ANOTHER_LIMIT = 0.002;

/** Two symbols with five days of hours, and a limit so low that there is much to decide. */
async function setReview(): Promise<Stage & { engine: TestEngine; items: ReviewItem[] }> {
  const stage = await setStage();
  const engine = await stage.start();
  await backfill(engine, { symbols: ['BTCUSDT', 'ETHUSDT'], timeframes: ['1h'], days: 5 });
  await engine.ask('quality.setLimits', {
    ...(await engine.ask('quality.limits', {})),
    jump: ANOTHER_LIMIT,
  });
  await engine.ask('checks.run', { kind: 'suspicious' });
  const { items } = await engine.ask('review.list', { limit: 10_000 });
  expect(items.length).toBeGreaterThan(10);
  return { ...stage, engine, items };
}

const openOf = async (engine: TestEngine): Promise<number> =>
  (await engine.ask('review.list', { limit: 1 })).open;

/** Open times of the candles that nobody believes in, by series. */
const doubted = (dataDir: string): string[] =>
  withDatabase(
    dataDir,
    (db) =>
      db
        .prepare("SELECT series_id || ' ' || open_time FROM candle WHERE flags & 2 ORDER BY 1")
        .pluck()
        .all() as string[],
  );

const candlesOf = (items: readonly ReviewItem[]): string[] =>
  [...new Set(items.map(({ seriesId, from }) => `${seriesId} ${from}`))].sort();

it('accepts many items at once and leaves their candles as they are', async () => {
  const { engine, items, dataDir } = await setReview();
  const [first, second, ...others] = items;
  const decided = await engine.ask('review.decide', {
    ids: [first!.id, second!.id, 999_999],
    state: 'accepted',
  });
  expect(decided.items.map(({ id, state }) => [id, state]).sort()).toEqual(
    [first!, second!].map(({ id }) => [id, 'accepted']).sort(),
  );
  expect(decided.items.every(({ decidedAt }) => decidedAt !== null)).toBe(true);
  expect(await openOf(engine)).toBe(others.length);
  expect(doubted(dataDir)).toEqual([]);
  const ids = others.map(({ id }) => id);
  await engine.ask('review.decide', { ids, state: 'accepted' });
  expect(await openOf(engine)).toBe(0);
  // What was decided stays decided: the same search finds no news.
  await engine.ask('checks.run', { kind: 'suspicious' });
  expect(await openOf(engine)).toBe(0);
  expect((await engine.ask('audit.list', { limit: 1 })).entries[0]).toMatchObject({
    action: 'review.accepted',
    detail: `${ids.length} items`,
  });
});

it('rejects items: their candles are doubted and stay, until the items are opened again', async () => {
  const { engine, items, dataDir } = await setReview();
  const chosen = items.slice(0, 5);
  const ids = chosen.map(({ id }) => id);
  const count = () => withDatabase(dataDir, (db) => db.prepare('SELECT count(*) FROM candle').pluck().get());
  const before = count();
  await engine.ask('review.decide', { ids, state: 'rejected' });
  expect(doubted(dataDir)).toEqual(candlesOf(chosen));
  expect(count()).toBe(before);
  const [one] = chosen;
  const view = withDatabase(dataDir, (db) =>
    db
      .prepare("SELECT count(*) FROM market_data WHERE quality = 'doubted' AND symbol = ?")
      .pluck()
      .get(one!.symbol),
  );
  expect(view).toBeGreaterThan(0);
  const { series } = await engine.ask('coverage.list', {});
  expect(series.map(({ missing }) => missing)).toEqual([0, 0]);

  await engine.ask('review.decide', { ids, state: 'open' });
  expect(doubted(dataDir)).toEqual([]);
  expect(await openOf(engine)).toBe(items.length);
  expect((await engine.ask('review.list', { state: 'rejected', limit: 10 })).items).toEqual([]);
});

it('fetches the candles of many items again, in one job, and keeps what has changed as revisions', async () => {
  const { engine, exchange, items } = await setReview();
  const [one] = items;
  const patch = { volume: 4_711 };
  const bad = { symbol: one!.symbol, timeframe: '1h', openTime: one!.from, at: 0, patch } as const;
  exchange.faults.add({ kind: 'correction', ...bad });
  const chosen = items.filter(({ from }) => Math.abs(from - one!.from) < DAY).slice(0, 5);
  const stretches = chosen.map(({ seriesId, from, to }) => ({ seriesId, from, until: to + HOUR }));
  exchange.requests.clear();
  const { jobId } = await engine.ask('candles.refetch', { stretches });
  const job = await engine.jobWhen(jobId);
  expect(job).toMatchObject({ kind: 'refetch', state: 'done', problem: null });
  expect(candleRequests(exchange).length).toBeLessThanOrEqual(chosen.length);
  const story = await engine.ask('candles.inspect', { seriesId: one!.seriesId, openTime: one!.from });
  expect(story.revisions.volume).toHaveLength(1);
  const stored = await engine.store.read.candlesWithin(one!.seriesId, one!.from, one!.from + HOUR);
  expect([...stored.volume]).toEqual([4_711]);
});
