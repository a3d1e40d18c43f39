import {
  DDoSProtection,
  ExchangeError,
  ExchangeNotAvailable,
  NetworkError,
  RateLimitExceeded,
  RequestTimeout,
} from 'ccxt-base/errors.js';
import { describe, expect, test } from 'vitest';
import { MINUTE } from '../../../shared/domain/time.ts';
import { type FaultInput, transientFaults } from '../../exchange/index.ts';
import { BTC, binanceFor, bitgetFor, exchangeForTest, times } from './clients.ts';

const NOW = Date.parse('2026-11-18T12:00:30Z');

/** A frozen emulator with both ccxt classes, markets loaded, before `fault` is put in force. */
async function struck(fault: FaultInput) {
  const exchange = await exchangeForTest({ now: NOW, speed: 0 });
  const [bitget, binance] = await Promise.all([bitgetFor(exchange), binanceFor(exchange)]);
  exchange.requests.clear();
  exchange.faults.add(fault);
  const fetch = (client: typeof bitget | typeof binance) =>
    client.fetchOHLCV(BTC, '1m', NOW - 30 * MINUTE, 20);
  return { exchange, bitget, binance, fetchBitget: () => fetch(bitget), fetchBinance: () => fetch(binance) };
}

/** Every class is the one that facts/exchanges.md section 2.5 observed. */
describe('faults of HTTP answers, as ccxt sees them', () => {
  test('429 with Retry-After, as JSON and as a proxy page', async () => {
    const { exchange, bitget, fetchBitget, fetchBinance } = await struck({
      kind: 'rate-limited',
      retryAfterSec: 7,
    });
    await expect(fetchBitget()).rejects.toBeInstanceOf(DDoSProtection);
    expect(bitget.last_response_headers).toMatchObject({ 'Retry-After': '7' });
    await expect(fetchBinance()).rejects.toBeInstanceOf(DDoSProtection);
    exchange.faults.clear();
    exchange.faults.add({ kind: 'rate-limited', html: true });
    await expect(fetchBitget()).rejects.toBeInstanceOf(RateLimitExceeded);
  });

  test('418 lasts until the ban is over and says when', async () => {
    const { exchange, fetchBinance } = await struck({
      kind: 'banned',
      venue: 'binance',
      count: 1,
      forMs: 60_000,
    });
    await expect(fetchBinance()).rejects.toThrow(`banned until ${NOW + 60_000}`);
    exchange.clock.advance(59_000);
    await expect(fetchBinance()).rejects.toBeInstanceOf(DDoSProtection);
    exchange.clock.advance(1_000);
    expect(await fetchBinance()).toHaveLength(20);
    expect(exchange.requests.query({ venue: 'binance' }).map(({ status }) => status)).toEqual([
      418, 418, 200,
    ]);
  });

  test.each([500, 502, 503])('%i with an HTML page', async (status) => {
    const { fetchBitget, fetchBinance } = await struck({ kind: 'server-error', status });
    await expect(fetchBitget()).rejects.toBeInstanceOf(ExchangeNotAvailable);
    await expect(fetchBinance()).rejects.toBeInstanceOf(ExchangeNotAvailable);
  });

  test('504 is a timeout', async () => {
    const { fetchBitget } = await struck({ kind: 'server-error', status: 504 });
    await expect(fetchBitget()).rejects.toBeInstanceOf(RequestTimeout);
  });

  test.each<FaultInput>([
    { kind: 'server-error', status: 523 },
    { kind: 'server-error', status: 524 },
    { kind: 'html' },
    { kind: 'truncated' },
    { kind: 'null-data' },
  ])('$kind $status is no error at all: Bitget has no rows, Binance rows of nothing', async (fault) => {
    const { exchange, bitget, fetchBitget, fetchBinance } = await struck(fault);
    expect(await fetchBitget()).toEqual([]);
    expect(bitget.last_http_response).not.toMatch(/^{"code":"00000".*]}$/);
    const rows = await fetchBinance().catch(() => []);
    expect(rows.filter((row) => row[0] !== undefined)).toEqual([]);
    expect(exchange.requests.query({ fault: fault.kind })).toHaveLength(2);
  });

  test('no rows although there are some', async () => {
    const { fetchBitget, fetchBinance } = await struck({ kind: 'no-rows' });
    expect(await fetchBitget()).toEqual([]);
    expect(await fetchBinance()).toEqual([]);
  });

  test('an error of the venue, such as the transient 40725', async () => {
    const { fetchBitget } = await struck({ kind: 'venue-error', code: '40725', venue: 'bitget' });
    const failure = fetchBitget();
    await expect(failure).rejects.toBeInstanceOf(ExchangeError);
    await expect(failure).rejects.not.toBeInstanceOf(NetworkError);
  });

  test('a hang ends in a timeout of the client, a reset at once', async () => {
    const { exchange, bitget, fetchBitget, fetchBinance } = await struck({ kind: 'hang', venue: 'bitget' });
    bitget.timeout = 200;
    await expect(fetchBitget()).rejects.toBeInstanceOf(RequestTimeout);
    exchange.faults.add({ kind: 'reset', venue: 'binance' });
    const failure = fetchBinance();
    await expect(failure).rejects.toBeInstanceOf(NetworkError);
    await expect(failure).rejects.not.toBeInstanceOf(RequestTimeout);
    expect(exchange.requests.query({ fault: 'reset' })).toMatchObject([{ status: 0 }]);
  });

  test('a delay is waited for on top of the latency, and the answer is whole', async () => {
    const { exchange, fetchBinance } = await struck({ kind: 'delay', ms: 60, venue: 'binance' });
    exchange.settings.latencyMs = 40;
    const started = performance.now();
    expect(await fetchBinance()).toHaveLength(20);
    // Timers may fire up to a millisecond early.
    expect(performance.now() - started).toBeGreaterThan(98);
  });

  test('duplicates and disorder reach the client', async () => {
    const { exchange, fetchBitget, fetchBinance } = await struck({ kind: 'duplicates' });
    for (const fetched of [fetchBitget(), fetchBinance()]) {
      const doubled = times(await fetched);
      // ccxt cuts the page to the limit afterwards, so that the copies push out the newest rows.
      expect(doubled).toHaveLength(20);
      expect(new Set(doubled).size).toBeLessThan(20);
    }
    exchange.faults.clear();
    exchange.faults.add({ kind: 'out-of-order' });
    const response = await fetch(`${exchange.url}/fapi/v1/klines?symbol=BTCUSDT&interval=1m&limit=20`);
    const raw = times((await response.json()) as unknown[][]);
    expect(raw).toHaveLength(20);
    expect(raw).not.toEqual(raw.toSorted());
  });

  test('conflicting duplicates disagree about the volume', async () => {
    const { exchange } = await struck({ kind: 'duplicates', conflicting: true });
    const response = await fetch(`${exchange.url}/fapi/v1/klines?symbol=BTCUSDT&interval=1m&limit=20`);
    const [first, second] = (await response.json()) as string[][];
    expect(second![0]).toBe(first![0]);
    expect(Number(second![5])).toBe(Number(first![5]) + 1);
  });
});

describe('rules of faults', () => {
  test('strike only the route, symbol, timeframe and number of times they name', async () => {
    const { exchange, bitget, fetchBitget, fetchBinance } = await struck({
      kind: 'server-error',
      route: 'bitget.candles',
      symbol: 'BTCUSDT',
      timeframe: '1m',
      count: 2,
    });
    await expect(fetchBinance()).resolves.toHaveLength(20);
    await expect(bitget.fetchOHLCV('XRP/USDT:USDT', '1m')).resolves.toHaveLength(1_000);
    await expect(bitget.fetchOHLCV(BTC, '5m')).resolves.toHaveLength(1_000);
    await expect(fetchBitget()).rejects.toThrow();
    await expect(fetchBitget()).rejects.toThrow();
    await expect(fetchBitget()).resolves.toHaveLength(20);
    expect(exchange.faults.list()).toMatchObject([{ struck: 2 }]);
  });

  test('strike only in their window of virtual time', async () => {
    const window = { from: NOW + MINUTE, until: NOW + 2 * MINUTE };
    const { exchange, fetchBitget } = await struck({ kind: 'server-error', window });
    await expect(fetchBitget()).resolves.toBeDefined();
    exchange.clock.advance(MINUTE);
    await expect(fetchBitget()).rejects.toThrow();
    exchange.clock.advance(MINUTE);
    await expect(fetchBitget()).resolves.toBeDefined();
  });

  test('throw the same dice for the same seed', async () => {
    const outcomes = async (): Promise<number[]> => {
      const exchange = await exchangeForTest({ now: NOW, speed: 0, faults: transientFaults(0.3, 11) });
      for (let i = 0; i < 200; i += 1) {
        await fetch(`${exchange.url}/fapi/v1/time`).then(
          (response) => response.text(),
          () => 'reset',
        );
      }
      return exchange.requests.query().map(({ status }) => status);
    };
    const first = await outcomes();
    expect(await outcomes()).toEqual(first);
    const bad = first.filter((status) => status !== 200).length;
    expect(bad).toBeGreaterThan(20);
    expect(bad).toBeLessThan(70);
  });

  test('are refused when they make no sense', async () => {
    const exchange = await exchangeForTest();
    expect(() => exchange.faults.add({ kind: 'no-such-fault' } as unknown as FaultInput)).toThrow();
    expect(() => exchange.faults.add({ kind: 'hole', from: 'yesterday', until: NOW })).toThrow();
  });
});
