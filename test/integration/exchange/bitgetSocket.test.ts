import { once } from 'node:events';
import { BadRequest, NetworkError, RequestTimeout } from 'ccxt-base/errors.js';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { candleRows } from '../../../shared/domain/candle.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../shared/domain/time.ts';
import { BTC, bitgetFor, exchangeForTest, times } from './clients.ts';
import { talkTo } from './rawSocket.ts';

const NOON = Date.parse('2026-11-18T12:00:00Z');
const NOW = NOON + 30 * SECOND;
const CANDLES = { instType: 'USDT-FUTURES', channel: 'candle1m', instId: 'BTCUSDT' };

async function watched() {
  const exchange = await exchangeForTest({ now: NOW, speed: 0 });
  const client = await bitgetFor(exchange);
  const first = (await client.watchOHLCV(BTC, '1m')).map((row) => row.slice());
  return { exchange, client, first };
}

describe('Bitget WebSocket', () => {
  test('subscribing is acknowledged and answered with 500 rows, then updates follow', async () => {
    const exchange = await exchangeForTest({ now: NOW, speed: 0 });
    const socket = await talkTo(`${exchange.wsUrl}/v2/ws/public`);
    socket.send({ op: 'subscribe', args: [CANDLES] });
    expect(await socket.next()).toEqual({ event: 'subscribe', arg: CANDLES });
    const snapshot = (await socket.next()) as { action: string; data: string[][] };
    expect(snapshot).toMatchObject({ action: 'snapshot', arg: CANDLES });
    expect(snapshot.data).toHaveLength(500);
    expect(snapshot.data[0]).toHaveLength(8);
    exchange.clock.advance(40 * SECOND);
    const closed = (await socket.next()) as { action: string; data: string[][] };
    const forming = (await socket.next()) as { data: string[][] };
    expect(closed).toMatchObject({ action: 'update', arg: CANDLES });
    expect([closed.data[0]![0], forming.data[0]![0]]).toEqual([String(NOON), String(NOON + MINUTE)]);
    socket.send('ping');
    expect(await socket.next()).toBe('pong');
    socket.send({ op: 'unsubscribe', args: [CANDLES] });
    expect(await socket.next()).toEqual({ event: 'unsubscribe', arg: CANDLES });
    expect(exchange.sockets()).toEqual([{ venue: 'bitget', streams: [] }]);
  });

  test('what ccxt watches is what REST and the truth say', async () => {
    const { exchange, client, first } = await watched();
    expect(first).toEqual(await client.fetchOHLCV(BTC, '1m', NOON - 499 * MINUTE, 500));
    const closed = client.watchOHLCV(BTC, '1m');
    exchange.clock.advance(30 * SECOND);
    const [row] = await closed;
    expect([row]).toEqual(candleRows(exchange.truth('bitget', 'BTCUSDT', '1m', NOON, NOON + MINUTE)));
  });

  test('every minute of a jump arrives, in order', async () => {
    const exchange = await exchangeForTest({ now: NOW, speed: 0 });
    const socket = await talkTo(`${exchange.wsUrl}/v2/ws/public`);
    socket.send({ op: 'subscribe', args: [CANDLES] });
    await socket.next();
    await socket.next();
    exchange.clock.jump(NOW + 20 * MINUTE);
    const rows: number[][] = [];
    while (rows.length < 20)
      rows.push(((await socket.next()) as { data: string[][] }).data[0]!.slice(0, 6).map(Number));
    expect(rows).toEqual(candleRows(exchange.truth('bitget', 'BTCUSDT', '1m', NOON, NOW + 20 * MINUTE)));
  });

  test('days are UTC+8 on candle1D and UTC on candle1Dutc', async () => {
    const exchange = await exchangeForTest({ now: NOW, speed: 0 });
    const fixed = await bitgetFor(exchange);
    expect(times(await fixed.watchOHLCV(BTC, '1d')).at(-1)).toBe(Math.floor(NOW / DAY) * DAY);
    const trapped = await bitgetFor(exchange);
    trapped.options.timeframes['1d'] = '1D';
    expect(times(await trapped.watchOHLCV(BTC, '1d')).at(-1)).toBe(Math.floor(NOW / DAY) * DAY - 8 * HOUR);
  });

  test('an unknown channel or symbol is error 30001 and poisons ccxt', async () => {
    const { exchange, client } = await watched();
    const good = client.watchOHLCV(BTC, '1m');
    const bad = client.watchOHLCV(BTC, '2h');
    await expect(bad).rejects.toBeInstanceOf(BadRequest);
    await expect(good).rejects.toThrow("channel:candleundefined,instId:BTCUSDT doesn't exist");
    expect(exchange.requests.query({ route: 'bitget.ws' }).at(-1)).toMatchObject({ status: 400 });
  });

  test('a fault refuses a subscription that is right', async () => {
    const exchange = await exchangeForTest({
      now: NOW,
      speed: 0,
      faults: [{ kind: 'ws-subscribe-error', count: 1 }],
    });
    const client = await bitgetFor(exchange);
    await expect(client.watchOHLCV(BTC, '5m')).rejects.toBeInstanceOf(BadRequest);
  });

  test('a close rejects what is watched; the next watch dials again', async () => {
    const { exchange, client } = await watched();
    for (const code of [1001, 1006]) {
      const pending = client.watchOHLCV(BTC, '1m');
      exchange.closeSockets(code, 'bitget');
      await expect(pending).rejects.toThrow(`closing code ${code}`);
      expect(await client.watchOHLCV(BTC, '1m')).not.toHaveLength(0);
    }
    const pending = client.watchOHLCV(BTC, '1m');
    exchange.faults.add({ kind: 'ws-close', venue: 'bitget', count: 1 });
    await expect(pending).rejects.toBeInstanceOf(NetworkError);
  });

  test('a stalled stream is silent while pongs go on, and what was missed never comes', async () => {
    const exchange = await exchangeForTest({ now: NOW, speed: 0 });
    const socket = await talkTo(`${exchange.wsUrl}/v2/ws/public`);
    socket.send({ op: 'subscribe', args: [CANDLES] });
    await socket.next();
    await socket.next();
    const [stall] = exchange.faults.add({ kind: 'ws-stall', symbol: 'BTCUSDT' });
    exchange.clock.advance(3 * MINUTE);
    socket.send('ping');
    expect(await socket.next()).toBe('pong');
    exchange.faults.remove(stall!);
    exchange.clock.advance(10 * SECOND);
    const update = (await socket.next()) as { data: string[][] };
    expect(update.data[0]![0]).toBe(String(NOON + 3 * MINUTE));
  });

  test('missing pongs end in a timeout of the client', async () => {
    const exchange = await exchangeForTest({ now: NOW, speed: 0, faults: [{ kind: 'ws-no-pong' }] });
    const client = await bitgetFor(exchange, { streaming: { keepAlive: 30 } });
    await client.watchOHLCV(BTC, '1m');
    // The client measures silence with the clock it is given.
    client.milliseconds = () => NOW + Math.floor(performance.now());
    await expect(client.watchOHLCV(BTC, '1m')).rejects.toBeInstanceOf(RequestTimeout);
  });

  test('a handshake can fail', async () => {
    const exchange = await exchangeForTest({ now: NOW, speed: 0 });
    const client = await bitgetFor(exchange);
    exchange.faults.add([
      { kind: 'server-error', route: 'bitget.ws', count: 1 },
      { kind: 'reset', route: 'bitget.ws', count: 1 },
    ]);
    await expect(client.watchOHLCV(BTC, '1m')).rejects.toBeInstanceOf(NetworkError);
    await expect(client.watchOHLCV(BTC, '1m')).rejects.toBeInstanceOf(NetworkError);
    expect(await client.watchOHLCV(BTC, '1m')).toHaveLength(500);
  });

  test('a handshake can hang until the client gives up', async () => {
    const exchange = await exchangeForTest({
      now: NOW,
      speed: 0,
      faults: [{ kind: 'hang', route: 'bitget.ws' }],
    });
    const struck = exchange.requests.next(({ fault }) => fault === 'hang');
    const socket = new WebSocket(`${exchange.wsUrl}/v2/ws/public`, { handshakeTimeout: 100 });
    const [failure] = (await once(socket, 'error')) as [Error];
    expect(failure.message).toContain('timed out');
    expect(await struck).toMatchObject({ route: 'bitget.ws', status: 0 });
  });

  test('tickers follow the forming candle', async () => {
    const { exchange, client, first } = await watched();
    const ticker = await client.watchTicker(BTC);
    expect(ticker.last).toBe(first.at(-1)![4]);
    expect(ticker).toMatchObject({ bid: ticker.last, ask: expect.closeTo((ticker.last ?? 0) + 0.1, 5) });
    expect(Number(ticker.info.markPrice)).toBe((await client.fetchTicker(BTC)).markPrice);
    const next = client.watchTicker(BTC);
    exchange.clock.advance(10 * SECOND);
    const newest = await client.fetchOHLCV(BTC, '1m', undefined, 1);
    expect((await next).last).toBe(newest[0]![4]);
  });
});
