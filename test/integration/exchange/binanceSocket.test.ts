import { once } from 'node:events';
import { NetworkError, RequestTimeout } from 'ccxt-base/errors.js';
import { describe, expect, test } from 'vitest';
import { candleRows } from '../../../shared/domain/candle.ts';
import { MINUTE, SECOND } from '../../../shared/domain/time.ts';
import { BTC, binanceFor, exchangeForTest } from './clients.ts';
import { talkTo } from './rawSocket.ts';

const NOON = Date.parse('2026-11-18T12:00:00Z');
const NOW = NOON + 30 * SECOND;

describe('Binance WebSocket', () => {
  test.each(['/ws', '/ws/3', '/market/ws', '/market/ws/0'])(
    'SUBSCRIBE is answered on %s, without a snapshot',
    async (path) => {
      const exchange = await exchangeForTest({ now: NOW, speed: 0 });
      const socket = await talkTo(exchange.wsUrl + path);
      socket.send({ method: 'SUBSCRIBE', params: ['btcusdt@kline_1m'], id: 7 });
      expect(await socket.next()).toEqual({ result: null, id: 7 });
      expect(await socket.next()).toMatchObject({
        e: 'kline',
        s: 'BTCUSDT',
        k: { t: NOON, i: '1m', x: false },
      });
      exchange.clock.advance(40 * SECOND);
      expect(await socket.next()).toMatchObject({ k: { t: NOON, T: NOON + MINUTE - 1, x: true } });
      expect(await socket.next()).toMatchObject({ k: { t: NOON + MINUTE, x: false } });
      socket.send({ method: 'UNSUBSCRIBE', params: ['btcusdt@kline_1m'], id: 8 });
      expect(await socket.next()).toEqual({ result: null, id: 8 });
      socket.send({ method: 'SUBSCRIBE', params: ['nobody@kline_7m'], id: 9 });
      expect(await socket.next()).toEqual({ result: null, id: 9 });
    },
  );

  test('ccxt watches one socket with many streams, and the truth arrives', async () => {
    const exchange = await exchangeForTest({ now: NOW, speed: 0 });
    const client = await binanceFor(exchange);
    const [minute] = await Promise.all([client.watchOHLCV(BTC, '1m'), client.watchOHLCV(BTC, '1h')]);
    expect(minute).toHaveLength(1);
    expect(exchange.sockets()).toEqual([
      { venue: 'binance', streams: ['btcusdt@kline_1m', 'btcusdt@kline_1h'] },
    ]);
    const closed = client.watchOHLCV(BTC, '1m');
    exchange.clock.advance(30 * SECOND);
    expect(await closed).toEqual(candleRows(exchange.truth('binance', 'BTCUSDT', '1m', NOON, NOON + MINUTE)));
    await client.unWatchOHLCV(BTC, '1m');
    expect(exchange.sockets()[0]!.streams).toEqual(['btcusdt@kline_1h']);
  });

  test('faults: refused subscription, close, no pong', async () => {
    const exchange = await exchangeForTest({ now: NOW, speed: 0 });
    const client = await binanceFor(exchange);
    exchange.faults.add({
      kind: 'ws-subscribe-error',
      venue: 'binance',
      code: 2,
      count: 1,
      message: 'Invalid request',
    });
    await expect(client.watchOHLCV(BTC, '5m')).rejects.toThrow('Invalid request');
    await client.watchOHLCV(BTC, '1m');
    const pending = client.watchOHLCV(BTC, '1m');
    exchange.closeSockets(1008);
    await expect(pending).rejects.toBeInstanceOf(NetworkError);

    exchange.faults.add({ kind: 'ws-no-pong', venue: 'binance' });
    const impatient = await binanceFor(exchange, { streaming: { keepAlive: 30 } });
    await impatient.watchOHLCV(BTC, '1m');
    impatient.milliseconds = () => NOW + Math.floor(performance.now());
    await expect(impatient.watchOHLCV(BTC, '1m')).rejects.toBeInstanceOf(RequestTimeout);
  });

  test('prices come on three streams, the book on a path of its own', async () => {
    const exchange = await exchangeForTest({ now: NOW, speed: 0 });
    const client = await binanceFor(exchange);
    const ticker = await client.watchTicker(BTC, { name: 'ticker' });
    const book = (await client.watchBidsAsks([BTC]))[BTC];
    const mark = await client.watchMarkPrice(BTC);
    const [candle] = await client.watchOHLCV(BTC, '1m');
    expect(ticker.last).toBe(candle![4]);
    expect(ticker.bid).toBeUndefined();
    expect(book?.bid).toBe(ticker.last);
    expect(book?.ask).toBeGreaterThan(book?.bid ?? 0);
    expect(mark.markPrice).toBeCloseTo(ticker.last ?? 0, 0);
    expect(Number(mark.info.r)).toBe(Number((await client.fetchFundingRate(BTC)).fundingRate));
    const streams = exchange.sockets().flatMap((socket) => socket.streams);
    expect(streams).toEqual(
      expect.arrayContaining(['btcusdt@ticker', 'btcusdt@bookTicker', 'btcusdt@markPrice@1s']),
    );
  });

  test('a stall swallows data but not pongs', async () => {
    const exchange = await exchangeForTest({ now: NOW, speed: 0, faults: [{ kind: 'ws-stall' }] });
    const socket = await talkTo(`${exchange.wsUrl}/market/ws/0`);
    socket.send({ method: 'SUBSCRIBE', params: ['btcusdt@kline_1m'], id: 1 });
    await socket.next();
    await socket.next();
    exchange.clock.advance(5 * MINUTE);
    socket.socket.ping('still there?');
    const [echo] = (await once(socket.socket, 'pong')) as [Buffer];
    expect(String(echo)).toBe('still there?');
    exchange.faults.clear();
    exchange.clock.advance(SECOND);
    expect(await socket.next()).toMatchObject({ k: { t: NOON + 5 * MINUTE } });
  });
});
