import { BadRequest, BadSymbol } from 'ccxt-base/errors.js';
import { describe, expect, test } from 'vitest';
import { candleRows } from '../../../shared/domain/candle.ts';
import { DAY, HOUR, MINUTE, WEEK } from '../../../shared/domain/time.ts';
import { BTC, binanceFor, exchangeForTest, times } from './clients.ts';

const NOW = Date.parse('2026-11-18T12:00:30Z');
const HOUR_NOW = Date.parse('2026-11-18T12:00:00Z');

describe('Binance REST', () => {
  test('ccxt reads the contracts with tick, step and listing date', async () => {
    const client = await binanceFor(await exchangeForTest());
    const market = client.market(BTC);
    expect(market).toMatchObject({ id: 'BTCUSDT', swap: true, linear: true, active: true });
    expect(market.precision).toMatchObject({ price: 0.1, amount: 0.0001 });
    expect(market.created).toBe(Date.parse('2019-09-08T17:00:00Z'));
  });

  test.each(['1m', '15m', '1h', '4h', '1d', '1w'] as const)(
    'ccxt gets the truth for %s',
    async (timeframe) => {
      const exchange = await exchangeForTest({ now: NOW, speed: 0 });
      const client = await binanceFor(exchange);
      const since = NOW - 30 * WEEK;
      const rows = await client.fetchOHLCV(BTC, timeframe, since, 29);
      expect(rows).toEqual(
        candleRows(exchange.truth('binance', 'BTCUSDT', timeframe, since, NOW)).slice(0, 29),
      );
    },
  );

  test('the two venues quote the same prices', async () => {
    const exchange = await exchangeForTest({ now: NOW, speed: 0 });
    const [from, until] = [NOW - DAY, NOW] as const;
    expect(exchange.truth('binance', 'BTCUSDT', '1h', from, until)).toEqual(
      exchange.truth('bitget', 'BTCUSDT', '1h', from, until),
    );
  });

  test('a startTime before the listing jumps to the first candle', async () => {
    const listedAt = Date.parse('2026-11-10T09:30:00Z');
    const exchange = await exchangeForTest({ now: NOW, speed: 0, listed: { BTCUSDT: listedAt } });
    const client = await binanceFor(exchange);
    const rows = await client.fetchOHLCV(BTC, '1h', Date.parse('2019-01-01T00:00:00Z'), 5);
    expect(times(rows)[0]).toBe(Date.parse('2026-11-10T09:00:00Z'));
    expect(rows).toHaveLength(5);
  });

  test('pages hold up to 1,500 rows, both ends inclusive, the forming candle last', async () => {
    const exchange = await exchangeForTest({ now: NOW, speed: 0 });
    const ask = async (query: string): Promise<unknown[][]> =>
      (await (await fetch(`${exchange.url}/fapi/v1/klines?symbol=BTCUSDT&${query}`)).json()) as unknown[][];
    expect(await ask('interval=1m&limit=1500')).toHaveLength(1_500);
    expect(await ask('interval=1m&limit=1501')).toMatchObject({ code: -1130 });
    const range = await ask(`interval=1h&startTime=${HOUR_NOW - 3 * HOUR}&endTime=${HOUR_NOW - HOUR}`);
    expect(times(range)).toEqual([HOUR_NOW - 3 * HOUR, HOUR_NOW - 2 * HOUR, HOUR_NOW - HOUR]);
    expect((await ask('interval=1h')).at(-1)![0]).toBe(HOUR_NOW);
    expect(times(await ask(`interval=1h&limit=2&endTime=${HOUR_NOW - HOUR}`))).toEqual([
      HOUR_NOW - 2 * HOUR,
      HOUR_NOW - HOUR,
    ]);
  });

  test('weights are counted and told in the header', async () => {
    const exchange = await exchangeForTest({ now: NOW, speed: 0 });
    const weights = [];
    for (const limit of [99, 499, 1_000, 1_500]) {
      const response = await fetch(
        `${exchange.url}/fapi/v1/klines?symbol=BTCUSDT&interval=1m&limit=${limit}`,
      );
      weights.push(Number(response.headers.get('x-mbx-used-weight-1m')));
    }
    expect(exchange.requests.query({ route: 'binance.klines' }).map(({ weight }) => weight)).toEqual([
      1, 2, 5, 10,
    ]);
    // The minute may turn over between two of them.
    expect(weights.at(-1)).toBeGreaterThanOrEqual(10);
  });

  test('rate limits are enforced when wanted', async () => {
    const exchange = await exchangeForTest({ now: NOW, speed: 0, enforceRateLimits: true });
    const codes = await Promise.all(
      Array.from({ length: 60 }, async () => (await fetch(`${exchange.url}/api/v2/public/time`)).status),
    );
    expect(codes).toContain(429);
    expect(codes).toContain(200);
  });

  test('what is unknown is refused as Binance refuses it', async () => {
    const exchange = await exchangeForTest({ now: NOW, speed: 0 });
    const client = await binanceFor(exchange);
    const klines = (symbol: string, interval: string) => client.fapiPublicGetKlines({ symbol, interval });
    await expect(klines('NOBODYUSDT', '1m')).rejects.toBeInstanceOf(BadSymbol);
    await expect(klines('BTCUSDT', '7m')).rejects.toBeInstanceOf(BadRequest);
  });

  test('a delisted contract stays listed as settling and goes on with flat candles', async () => {
    const delistedAt = HOUR_NOW - 10 * HOUR;
    const exchange = await exchangeForTest({ now: NOW, speed: 0, delisted: { BTCUSDT: delistedAt } });
    const client = await binanceFor(exchange);
    // Its type is PERPETUAL_DELIVERING now, and ccxt takes it for a dated future.
    const market = Object.values(client.markets ?? {}).find(({ id }) => id === 'BTCUSDT');
    expect(market).toMatchObject({ active: false, swap: false });
    const rows = await client.fetchOHLCV(market?.symbol ?? '', '1h', delistedAt - HOUR, 5);
    expect(rows).toHaveLength(5);
    expect(rows[0]![5]).toBeGreaterThan(0);
    const last = rows[0]![4];
    expect(rows[4]).toEqual([delistedAt + 3 * HOUR, last, last, last, last, 0]);
  });

  test('server time and ticker are the emulated ones', async () => {
    const exchange = await exchangeForTest({ now: NOW, speed: 0, skewMs: -MINUTE });
    const client = await binanceFor(exchange);
    expect(await client.fetchTime()).toBe(NOW - MINUTE);
    expect((await client.fetchTicker(BTC)).last).toBeGreaterThan(0);
  });
});
