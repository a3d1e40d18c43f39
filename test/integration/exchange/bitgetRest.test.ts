import { BadRequest, BadSymbol, ExchangeError } from 'ccxt-base/errors.js';
import { describe, expect, test } from 'vitest';
import { candleRows } from '../../../shared/domain/candle.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/domain/time.ts';
import { BTC, bitgetFor, exchangeForTest, times } from './clients.ts';

const NOW = Date.parse('2026-11-18T12:00:30Z');
const MINUTE_NOW = Date.parse('2026-11-18T12:00:00Z');

type Ask = { endpoint?: string; symbol?: string; granularity?: string } & Record<string, string | number>;

/** Asks without ccxt, which would correct what the venue refuses. */
async function ask(
  url: string,
  { endpoint = 'candles', ...params }: Ask,
): Promise<{ code: string; data: string[][] | null }> {
  const all = { symbol: 'BTCUSDT', productType: 'USDT-FUTURES', granularity: '1m', ...params };
  const query = new URLSearchParams(Object.entries(all).map(([key, value]) => [key, String(value)]));
  const response = await fetch(`${url}/api/v2/mix/market/${endpoint}?${query}`);
  return (await response.json()) as { code: string; data: string[][] | null };
}

describe('Bitget REST', () => {
  test('ccxt reads the contracts with tick, step, minimum and leverage', async () => {
    const client = await bitgetFor(await exchangeForTest());
    const market = client.market(BTC);
    expect(market).toMatchObject({ id: 'BTCUSDT', swap: true, linear: true, active: true, contractSize: 1 });
    expect(market.precision).toMatchObject({ price: 0.1, amount: 0.0001 });
    expect(market.limits.leverage).toEqual({ min: 1, max: 150 });
    expect(client.market('XRP/USDT:USDT').precision).toMatchObject({ price: 0.0001, amount: 1 });
  });

  test('ccxt gets the truth, and the candle still forming on top of it', async () => {
    const exchange = await exchangeForTest({ now: NOW, speed: 0 });
    const client = await bitgetFor(exchange);
    const rows = await client.fetchOHLCV(BTC, '1m', MINUTE_NOW - 50 * MINUTE, 100);
    const truth = candleRows(exchange.truth('bitget', 'BTCUSDT', '1m', MINUTE_NOW - 50 * MINUTE, NOW));
    expect(truth).toHaveLength(50);
    expect(rows.slice(0, -1)).toEqual(truth);
    expect(rows.at(-1)![0]).toBe(MINUTE_NOW);
  });

  test.each([false, true])('endTime is inclusive: %s', async (inclusiveEndTime) => {
    const exchange = await exchangeForTest({ now: NOW, speed: 0, inclusiveEndTime });
    const { data } = await ask(exchange.url, { endTime: MINUTE_NOW - HOUR, limit: 3 });
    expect(data!.at(-1)![0]).toBe(String(MINUTE_NOW - HOUR - (inclusiveEndTime ? 0 : MINUTE)));
    expect(data).toHaveLength(3);
  });

  test('a page is the last rows before endTime, whatever startTime says, unless told to honour it', async () => {
    const exchange = await exchangeForTest({ now: NOW, speed: 0 });
    const page = { startTime: MINUTE_NOW - 5 * MINUTE, endTime: MINUTE_NOW, limit: 20 };
    expect((await ask(exchange.url, page)).data).toHaveLength(20);
    exchange.settings.honourStartTime = true;
    expect((await ask(exchange.url, page)).data).toHaveLength(5);
  });

  test('pages hold 1,000 recent or 200 historical rows, more is refused', async () => {
    const { url } = await exchangeForTest({ now: NOW, speed: 0 });
    expect((await ask(url, { limit: 1_000 })).data).toHaveLength(1_000);
    expect((await ask(url, { limit: 1_001 })).code).toBe('40017');
    expect((await ask(url, { endpoint: 'history-candles', limit: 200, endTime: NOW })).data).toHaveLength(
      200,
    );
    expect((await ask(url, { endpoint: 'history-candles', limit: 201, endTime: NOW })).code).toBe('40017');
    expect((await ask(url, { granularity: '1Dutc', limit: 200 })).data).toHaveLength(90);
  });

  test('more than 90 days from startTime to endTime is an error', async () => {
    const { url } = await exchangeForTest({ now: NOW, speed: 0 });
    const range = (days: number): Ask => ({
      granularity: '1H',
      limit: 200,
      startTime: NOW - days * DAY,
      endTime: NOW,
    });
    expect((await ask(url, range(90))).code).toBe('00000');
    expect((await ask(url, { ...range(90), startTime: NOW - 90 * DAY - 1 })).code).toBe('00001');
    expect((await ask(url, { ...range(91), endpoint: 'history-candles' })).code).toBe('00001');
  });

  test('the recent endpoint ends at its boundary, where the history endpoint goes on', async () => {
    const { url } = await exchangeForTest({ now: NOW, speed: 0 });
    const page = { endTime: NOW - 31 * DAY, limit: 100 };
    expect((await ask(url, page)).data).toEqual([]);
    expect((await ask(url, { ...page, endpoint: 'history-candles' })).data).toHaveLength(100);
    const atBoundary = await ask(url, { endTime: NOW - 30 * DAY + 10 * MINUTE, limit: 100 });
    expect(atBoundary.data).toHaveLength(10);
  });

  test('the trap of ccxt shows: a limit over 200 in the past loses the beginning of the page', async () => {
    const exchange = await exchangeForTest({ now: NOW, speed: 0 });
    const client = await bitgetFor(exchange);
    const since = MINUTE_NOW - 60 * DAY;
    const rows = await client.fetchOHLCV(BTC, '1m', since, 1_000);
    expect(rows).toHaveLength(200);
    expect(rows[0]![0]).toBe(since + 800 * MINUTE);
  });

  test('plain 6H, 12H, 1D and 1W count in UTC+8, the utc ones in UTC', async () => {
    const { url } = await exchangeForTest({ now: NOW, speed: 0 });
    const open = async (granularity: string): Promise<string> => {
      const { data } = await ask(url, { granularity, limit: 1 });
      return new Date(Number(data![0]![0])).toISOString().slice(0, 16);
    };
    expect(await open('1Dutc')).toBe('2026-11-18T00:00');
    expect(await open('1D')).toBe('2026-11-17T16:00');
    expect(await open('6H')).toBe('2026-11-18T10:00');
    expect(await open('12H')).toBe('2026-11-18T04:00');
    expect(await open('1Wutc')).toBe('2026-11-16T00:00');
    expect(await open('1W')).toBe('2026-11-15T16:00');
    expect((await ask(url, { granularity: '1h' })).code).toBe('400171');
  });

  test('a listing begins with a short candle; before and after its life a symbol is refused', async () => {
    const listedAt = Date.parse('2026-11-10T09:30:00Z');
    const exchange = await exchangeForTest({ now: NOW, speed: 0, listed: { BTCUSDT: listedAt } });
    const client = await bitgetFor(exchange);
    const rows = await client.fetchOHLCV(BTC, '1h', listedAt - DAY, 100);
    expect(rows[0]![0]).toBe(Date.parse('2026-11-10T09:00:00Z'));
    const half = exchange.market.listings.get('BTCUSDT')!.source.traded(listedAt, listedAt + 30 * MINUTE)!;
    expect(rows[0]!.slice(1)).toEqual([half.open, half.high, half.low, half.close, half.volume]);

    exchange.setListing('BTCUSDT', { delistedAt: NOW });
    await expect(client.fetchOHLCV(BTC, '1h')).rejects.toBeInstanceOf(BadSymbol);
    await client.loadMarkets(true);
    expect(client.markets?.[BTC]).toBeUndefined();
    expect((await ask(exchange.url, { symbol: 'NOBODYUSDT' })).code).toBe('40034');
  });

  test('errors reach ccxt as its own classes', async () => {
    const client = await bitgetFor(await exchangeForTest({ now: NOW, speed: 0 }));
    const query = (limit: number, startTime: number) =>
      client.publicMixGetV2MixMarketHistoryCandles({
        ...{ symbol: 'BTCUSDT', productType: 'USDT-FUTURES', granularity: '1m' },
        ...{ limit, startTime, endTime: NOW },
      });
    await expect(query(201, NOW - HOUR)).rejects.toBeInstanceOf(BadRequest);
    await expect(query(200, NOW - 100 * DAY)).rejects.toBeInstanceOf(ExchangeError);
  });

  test('server time and tickers are the emulated ones', async () => {
    const exchange = await exchangeForTest({ now: NOW, speed: 0, skewMs: 5_000 });
    const client = await bitgetFor(exchange);
    expect(await client.fetchTime()).toBe(NOW + 5_000);
    const ticker = await client.fetchTicker(BTC);
    const newest = await client.fetchOHLCV(BTC, '1m', undefined, 1);
    expect(ticker.last).toBe(newest[0]![4]);
    expect(Object.keys(await client.fetchTickers())).toEqual([BTC, 'XRP/USDT:USDT']);
  });

  test('the request log tells what was asked', async () => {
    const exchange = await exchangeForTest({ now: NOW, speed: 0 });
    const client = await bitgetFor(exchange);
    exchange.requests.clear();
    const rows = await client.fetchOHLCV(BTC, '1m', NOW - 100 * DAY, 50);
    const log = exchange.requests.query({ symbol: 'BTCUSDT' });
    expect(log).toMatchObject([
      { route: 'bitget.history-candles', at: NOW, status: 200, rows: 50, fault: null },
    ]);
    expect(log[0]!.params).toMatchObject({ granularity: '1m', limit: '50' });
    expect(times(rows)).toHaveLength(50);
  });
});
