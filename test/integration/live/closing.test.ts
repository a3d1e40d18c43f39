import { describe, expect, it } from 'vitest';
import { createDerivation } from '../../../electron/engine/live/derivation.ts';
import type { SeriesHost } from '../../../electron/engine/live/host.ts';
import { candlesFromRows } from '../../../shared/domain/candle.ts';
import { EXCHANGES } from '../../../shared/domain/exchange.ts';
import { HOUR, MINUTE, SECOND } from '../../../shared/domain/time.ts';
import { withDatabase } from '../../helpers/storedRows.ts';
import { START, setLiveStage } from './stage.ts';

type Kept = { open_time: number; flags: number; latency_ms: number | null; origin: string };

const kept = (dataDir: string, seriesId: number): Kept[] =>
  withDatabase(
    dataDir,
    (db) =>
      db
        .prepare(
          `SELECT open_time, flags, latency_ms, origin FROM candle JOIN ingest_batch b ON b.id = batch_id
            WHERE candle.series_id = ? ORDER BY open_time`,
        )
        .all(seriesId) as Kept[],
  );

describe.each(EXCHANGES)('on %s', (venue) => {
  it('stores every candle within ten seconds of its close and has it confirmed', async () => {
    const stage = await setLiveStage({ venue, symbols: ['BTCUSDT', 'ETHUSDT'], timeframes: ['1m'] });
    const minute = START - 10 * SECOND;
    await stage.advance(minute + 5 * MINUTE + 10 * SECOND - stage.now());
    for (const symbol of ['BTCUSDT', 'ETHUSDT']) {
      const rows = await stage.stored(symbol, '1m');
      expect(rows).toEqual(await stage.truth(symbol, '1m'));
      expect(rows.at(-1)?.[0]).toBe(minute + 4 * MINUTE);
      const candles = kept(stage.dataDir, stage.id(symbol, '1m')).slice(1);
      expect(candles.every(({ flags }) => (flags & 1) === 1)).toBe(true);
      expect(candles.every(({ latency_ms }) => latency_ms !== null && latency_ms <= 10_000)).toBe(true);
      expect(candles.some(({ origin }) => origin === 'socket')).toBe(true);
      expect(await stage.status(symbol, '1m')).toMatchObject({
        state: 'live',
        source: 'websocket',
        errors: 0,
      });
    }
  });

  it('never stores a forming candle, but shows it', async () => {
    const stage = await setLiveStage({ venue, timeframes: ['1m'] });
    for (let n = 0; n < 18; n += 1) {
      await stage.advance(7 * SECOND);
      const rows = await stage.stored('BTCUSDT', '1m');
      expect(rows.at(-1)?.[0] ?? 0).toBeLessThanOrEqual(stage.now() - MINUTE);
    }
    const { candles } = await stage.engine.ask('live.forming', { seriesIds: [stage.id('BTCUSDT', '1m')] });
    expect(candles).toHaveLength(1);
    expect(candles[0]!.row[0]).toBe(Math.floor(stage.now() / MINUTE) * MINUTE);
  });

  it('derives the coarser timeframes of a live minute and equals the venue', async () => {
    const stage = await setLiveStage({ venue, timeframes: ['1m', '5m', '1h', '2h'] });
    expect(await stage.status('BTCUSDT', '2h')).toMatchObject({ source: 'derived' });
    await stage.advance(2 * HOUR + 20 * SECOND);
    for (const timeframe of ['1m', '5m', '1h', '2h'] as const) {
      const rows = await stage.stored('BTCUSDT', timeframe);
      expect(rows).toEqual(await stage.truth('BTCUSDT', timeframe));
    }
    const derived = kept(stage.dataDir, stage.id('BTCUSDT', '5m')).filter(
      ({ origin }) => origin === 'derived',
    );
    expect(derived.length).toBeGreaterThan(20);
    expect(derived.every(({ flags }) => (flags & 1) === 1)).toBe(true);
    const batches = await stage.engine.store.read.batches(stage.id('BTCUSDT', '5m'), 0, stage.now(), 10);
    expect(batches.map(({ request }) => request)).toContain('derived from 1m, 5 candles');
  });

  it('shows quotes with their age and end', async () => {
    const stage = await setLiveStage({ venue, timeframes: ['1m'] });
    await stage.advance(30 * SECOND);
    const { quotes } = await stage.engine.ask('quotes.list', {});
    expect(quotes.map(({ symbol }) => symbol)).toEqual(['BTCUSDT']);
    const { last } = quotes[0]!;
    expect(last!.expiresAt - last!.at).toBe(MINUTE);
    expect(stage.now() - last!.at).toBeLessThan(MINUTE);
  });
});

it('makes two hours on Bitget, whose socket has none, of one hour', async () => {
  const stage = await setLiveStage({ timeframes: ['1h', '2h'] });
  await stage.advance(4 * HOUR + 20 * SECOND);
  expect(await stage.status('BTCUSDT', '1h')).toMatchObject({ source: 'websocket' });
  expect(await stage.status('BTCUSDT', '2h')).toMatchObject({ source: 'derived', state: 'live' });
  expect(await stage.stored('BTCUSDT', '2h')).toEqual(await stage.truth('BTCUSDT', '2h'));
});

it('records a candle nobody traded in as empty at the venue, confirmed by a second look', async () => {
  const minute = START - 10 * SECOND;
  const stage = await setLiveStage({
    timeframes: ['1m', '5m'],
    exchange: { faults: [{ kind: 'empty', from: minute + 2 * MINUTE, until: minute + 3 * MINUTE }] },
  });
  await stage.advance(6 * MINUTE);
  expect(await stage.stored('BTCUSDT', '1m')).toEqual(await stage.truth('BTCUSDT', '1m'));
  expect(await stage.stored('BTCUSDT', '5m')).toEqual(await stage.truth('BTCUSDT', '5m'));
  const { gaps } = await stage.engine.ask('gaps.list', { timeframes: ['1m'] });
  expect(gaps).toMatchObject([
    {
      from: minute + 2 * MINUTE,
      to: minute + 2 * MINUTE,
      cause: 'exchange-empty',
      state: 'confirmed-empty',
    },
  ]);
});

it('keeps both values when the venue corrects a candle that has closed', async () => {
  const minute = START - 10 * SECOND;
  const stage = await setLiveStage({
    timeframes: ['1m'],
    exchange: {
      faults: [
        {
          kind: 'correction',
          symbol: 'BTCUSDT',
          timeframe: '1m',
          openTime: minute + MINUTE,
          at: minute + 2 * MINUTE + 30 * SECOND,
        },
      ],
    },
  });
  await stage.advance(5 * MINUTE);
  expect(await stage.stored('BTCUSDT', '1m')).toEqual(await stage.truth('BTCUSDT', '1m'));
  const revisions = withDatabase(stage.dataDir, (db) =>
    db.prepare('SELECT open_time FROM candle_revision').pluck().all(),
  );
  expect(revisions).toEqual([minute + MINUTE]);
});

it('puts a derived candle that differs from the venue before the trader', async () => {
  const minute = START - 10 * SECOND;
  const stage = await setLiveStage({
    timeframes: ['1m', '5m'],
    exchange: {
      faults: [{ kind: 'correction', symbol: 'BTCUSDT', timeframe: '5m', openTime: minute, at: 0 }],
    },
  });
  await stage.advance(6 * MINUTE);
  expect(await stage.stored('BTCUSDT', '5m')).toEqual(await stage.truth('BTCUSDT', '5m'));
  const { items } = await stage.engine.ask('review.list', { limit: 10 });
  expect(items).toMatchObject([{ kind: 'derived-differs', from: minute, detail: { field: 'volume' } }]);
});

it('does not replace the candle of the venue with one that was being derived when it came', async () => {
  const stage = await setLiveStage({ timeframes: ['1m', '5m'] });
  const open = START - 10 * SECOND;
  await stage.advance(5 * MINUTE + 20 * SECOND);
  const keyOf = (timeframe: '1m' | '5m') => ({
    ...stage.key('BTCUSDT', timeframe),
    id: stage.id('BTCUSDT', timeframe),
    unified: 'BTC/USDT:USDT',
    wanted: null,
    delistedAt: null,
  });
  const { store, feeds } = stage.engine;
  const [stored] = (await stage.stored('BTCUSDT', '5m')).filter(([time]) => time === open);
  const [time, first, high, low, last, volume] = stored!;
  const ofVenue = [time, first, high, low, last, volume + 7] as const;
  await store.write.writePage({
    seriesId: stage.id('BTCUSDT', '5m'),
    timeframe: '5m',
    candles: candlesFromRows([ofVenue]),
    answered: null,
    exchangeTime: stage.now(),
    asked: { from: open, until: open + 5 * MINUTE },
    provider: 'bitget',
    request: 'the answer that came meanwhile',
    receivedAt: stage.now(),
    confirms: true,
  });
  // What the reader said a moment before.
  const deriveStep: typeof store.read.deriveStep = async (...asked) => ({
    ...(await store.read.deriveStep(...asked)),
    complete: 1,
    candles: candlesFromRows([stored!]),
  });
  const context = { store: { read: { deriveStep }, write: store.write }, clock: { now: stage.now } };
  const host = { context, feed: await feeds.get('bitget') };
  await createDerivation(host as unknown as SeriesHost, keyOf('5m'), keyOf('1m')).make(open);
  expect((await stage.stored('BTCUSDT', '5m')).find((row) => row[0] === open)).toEqual(ofVenue);
});
