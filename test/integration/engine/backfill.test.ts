import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../shared/domain/time.ts';
import { backfill, candleRequests, NOW, setStage, storedCandles } from './stage.ts';

const HOUR_NOW = Math.floor(NOW / HOUR) * HOUR;

describe('a backfill', () => {
  it('stores every closed candle of the range exactly as the venue has it, at both venues', async () => {
    const { exchange, start } = await setStage();
    const engine = await start();
    for (const venue of ['bitget', 'binance'] as const) {
      const job = await backfill(engine, {
        exchange: venue,
        symbols: ['BTCUSDT'],
        timeframes: ['1m', '1d'],
        days: 3,
      });
      expect(job).toMatchObject({ state: 'done', problem: null });
      for (const timeframe of ['1m', '1d'] as const) {
        const stored = await storedCandles(engine, { exchange: venue, symbol: 'BTCUSDT', timeframe });
        const until = timeframe === '1m' ? Math.floor(NOW / MINUTE) * MINUTE : Math.floor(NOW / DAY) * DAY;
        expect(stored).toEqual(exchange.truth(venue, 'BTCUSDT', timeframe, stored.openTime[0]!, until));
        expect(stored.openTime.at(-1)).toBe(until - (timeframe === '1m' ? MINUTE : DAY));
      }
    }
    const { series } = await engine.ask('coverage.list', {});
    expect(series.map(({ status, coverage }) => ({ status, coverage }))).toEqual(
      Array(4).fill({ status: 'ok', coverage: 1 }),
    );
  });

  it('asks only for what is missing: the end, the beginning, and nothing when nothing is', async () => {
    const { exchange, start } = await setStage();
    const engine = await start();
    await backfill(engine, { symbols: ['BTCUSDT'], timeframes: ['1h'], days: 10 });
    exchange.clock.advance(5 * HOUR);
    await exchange.requests.clear();

    await backfill(engine, { symbols: ['BTCUSDT'], timeframes: ['1h'], days: 10 });
    const [later, ...more] = candleRequests(exchange);
    expect(more).toEqual([]);
    expect(Number(later?.params.startTime)).toBe(HOUR_NOW - HOUR);

    exchange.requests.clear();
    const job = await backfill(engine, {
      symbols: ['BTCUSDT'],
      timeframes: ['1h'],
      from: HOUR_NOW - 20 * DAY,
      until: NOW - 5 * DAY,
    });
    expect(job.parts[0]).toMatchObject({ total: 240, stored: 240, requests: 1 });

    exchange.requests.clear();
    await backfill(engine, { symbols: ['BTCUSDT'], timeframes: ['1h'], from: HOUR_NOW - 20 * DAY });
    expect(candleRequests(exchange)).toEqual([]);
  });

  it('confirms what the venue has nothing for with a second look, then never asks for it again', async () => {
    const { exchange, start } = await setStage();
    const hole = { from: HOUR_NOW - 30 * HOUR, until: HOUR_NOW - 26 * HOUR };
    exchange.faults.add({ kind: 'empty', venue: 'bitget', symbol: 'BTCUSDT', ...hole });
    const engine = await start();
    const job = await backfill(engine, { symbols: ['BTCUSDT'], timeframes: ['1h'], days: 5 });
    expect(job.state).toBe('done');
    const { gaps } = await engine.ask('gaps.list', {});
    expect(gaps).toMatchObject([
      {
        from: hole.from,
        to: hole.until - HOUR,
        missing: 4,
        cause: 'exchange-empty',
        state: 'confirmed-empty',
        attempts: 2,
        evidence: expect.stringContaining('candles'),
      },
    ]);
    expect((await engine.ask('coverage.list', {})).series).toMatchObject([
      { status: 'ok', coverage: 1, confirmedEmpty: 4 },
    ]);
    exchange.requests.clear();
    await backfill(engine, { symbols: ['BTCUSDT'], timeframes: ['1h'], days: 5 });
    expect(candleRequests(exchange)).toEqual([]);
  });

  it('finds the listing date, and calls nothing before it a gap', async () => {
    const listedAt = NOW - 40 * DAY - 7 * HOUR;
    const { exchange, start } = await setStage({
      listed: { NEWUSDT: listedAt },
      symbols: ['NEWUSDT', 'BTCUSDT'],
    });
    const engine = await start();
    for (const venue of ['bitget', 'binance'] as const) {
      await backfill(engine, { exchange: venue, symbols: ['NEWUSDT'], timeframes: ['1h', '1d'], days: 300 });
    }
    expect((await engine.ask('gaps.list', {})).gaps).toEqual([]);
    const { series } = await engine.ask('coverage.list', {});
    const firstHour = Math.floor(listedAt / HOUR) * HOUR;
    expect(series.map(({ first, status }) => ({ first, status }))).toEqual(
      ['bitget', 'binance'].flatMap(() => [
        { first: firstHour, status: 'ok' },
        { first: Math.floor(listedAt / DAY) * DAY, status: 'ok' },
      ]),
    );
    const empty = exchange.requests
      .query()
      .filter(({ rows, route }) => rows === 0 && route.includes('candles'));
    expect(empty.length).toBeLessThan(60);
  });

  it('keeps the old version of a candle the venue has corrected since', async () => {
    const { exchange, dataDir, start } = await setStage();
    const engine = await start();
    const openTime = HOUR_NOW - HOUR;
    const before = exchange.truth('bitget', 'BTCUSDT', '1h', openTime, HOUR_NOW);
    await backfill(engine, { symbols: ['BTCUSDT'], timeframes: ['1h'], days: 1 });
    const correction = { openTime, at: NOW + 1, patch: { volume: 12_345 } };
    exchange.faults.add({
      kind: 'correction',
      venue: 'bitget',
      symbol: 'BTCUSDT',
      timeframe: '1h',
      ...correction,
    });
    exchange.clock.advance(HOUR);
    // The next page overlaps the last stored candle by one, and so brings its correction in.
    await backfill(engine, { symbols: ['BTCUSDT'], timeframes: ['1h'], days: 1 });
    const stored = await storedCandles(engine, { symbol: 'BTCUSDT', timeframe: '1h' });
    expect(stored.volume[stored.openTime.indexOf(openTime)]).toBe(12_345);
    const db = new Database(join(dataDir, 'candlekeep.sqlite'), { readonly: true });
    const revisions = db
      .prepare('SELECT open_time, volume, batch_id < replaced_by AS older FROM candle_revision')
      .all();
    db.close();
    expect(revisions).toEqual([{ open_time: openTime, volume: before.volume[0], older: 1 }]);
    const { events } = await engine.ask('events.list', { limit: 10 });
    expect(events.map(({ type }) => type)).toContain('candles-revised');
  });

  it('judges closed and forming by exchange time, however wrong the clock of the PC is', async () => {
    const { exchange, start } = await setStage();
    const engine = await start({ clock: { now: () => NOW - 3 * DAY } });
    await backfill(engine, { symbols: ['BTCUSDT'], timeframes: ['1h'], days: 2 });
    const stored = await storedCandles(engine, { symbol: 'BTCUSDT', timeframe: '1h' });
    expect(stored.openTime.at(-1)).toBe(HOUR_NOW - HOUR);
    expect((await engine.ask('verify.run', {})).overall).toBe('ok');
    expect(exchange.clock.now()).toBe(NOW);
  });

  it('refuses a symbol the venue does not have, by name', async () => {
    const { start } = await setStage();
    const engine = await start();
    const answer = await engine.call('backfill.start', {
      exchange: 'bitget',
      symbols: ['NOPEUSDT'],
      timeframes: ['1h'],
    });
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'not-found', message: expect.stringContaining('NOPEUSDT') },
    });
  });
});
