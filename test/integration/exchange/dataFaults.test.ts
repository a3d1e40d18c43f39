import { describe, expect, test } from 'vitest';
import { candleRows } from '../../../shared/domain/candle.ts';
import { HOUR, MINUTE } from '../../../shared/domain/time.ts';
import { BTC, binanceFor, bitgetFor, exchangeForTest, times } from './clients.ts';

const NOW = Date.parse('2026-11-18T12:00:00Z');
const FROM = NOW - 2 * HOUR;

const exchangeAtNow = () => exchangeForTest({ now: NOW, speed: 0 });

describe('what is wrong with the data', () => {
  test('holes are rows nobody lists, and coarser candles stay whole', async () => {
    const exchange = await exchangeAtNow();
    const whole = exchange.truth('bitget', 'BTCUSDT', '1h', FROM, NOW);
    exchange.faults.add({
      kind: 'hole',
      timeframe: '1m',
      from: FROM + 10 * MINUTE,
      until: FROM + 15 * MINUTE,
    });
    const rows = await (await bitgetFor(exchange)).fetchOHLCV(BTC, '1m', FROM, 30);
    expect(rows.map((row) => (row[0]! - FROM) / MINUTE).slice(8, 12)).toEqual([8, 9, 15, 16]);
    const truth = candleRows(exchange.truth('bitget', 'BTCUSDT', '1m', FROM, FROM + 30 * MINUTE));
    expect(truth).toHaveLength(25);
    expect(rows).toEqual(truth);
    expect(exchange.truth('bitget', 'BTCUSDT', '1h', FROM, NOW)).toEqual(whole);
  });

  test('holes may be scattered by seed', async () => {
    const exchange = await exchangeAtNow();
    exchange.faults.add({ kind: 'hole', from: FROM, until: NOW, rate: 0.2, seed: 4, venue: 'binance' });
    const { length } = exchange.truth('binance', 'BTCUSDT', '1m', FROM, NOW).openTime;
    expect(length).toBeGreaterThan(80);
    expect(length).toBeLessThan(112);
    expect(exchange.truth('bitget', 'BTCUSDT', '1m', FROM, NOW).openTime).toHaveLength(120);
    const rows = await (await binanceFor(exchange)).fetchOHLCV(BTC, '1m', FROM, 1_000);
    expect(rows).toHaveLength(length);
  });

  test('an empty range is an outage: no fine candles, coarse ones made of what is left', async () => {
    const exchange = await exchangeAtNow();
    const { source } = exchange.market.listings.get('BTCUSDT')!;
    exchange.faults.add({
      kind: 'empty',
      symbol: 'BTCUSDT',
      from: FROM + 20 * MINUTE,
      until: FROM + 60 * MINUTE,
    });
    expect(exchange.truth('bitget', 'BTCUSDT', '1m', FROM, NOW).openTime).toHaveLength(80);
    const [hour] = candleRows(exchange.truth('bitget', 'BTCUSDT', '1h', FROM, NOW));
    const left = source.traded(FROM, FROM + 20 * MINUTE)!;
    expect(hour).toEqual([FROM, left.open, left.high, left.low, left.close, left.volume]);
    exchange.faults.add({ kind: 'empty', symbol: 'BTCUSDT', from: FROM, until: NOW });
    expect(exchange.truth('bitget', 'BTCUSDT', '1h', FROM, NOW).openTime).toHaveLength(0);
    expect(exchange.truth('bitget', 'XRPUSDT', '1h', FROM, NOW).openTime).toHaveLength(2);
  });

  test('a closed candle changes late, and the truth changes with it', async () => {
    const exchange = await exchangeAtNow();
    const client = await bitgetFor(exchange);
    const read = async () => (await client.fetchOHLCV(BTC, '1m', FROM, 1))[0]!;
    const before = await read();
    const patch = { close: before[4]! - 0.1, low: before[3]! - 0.1 };
    exchange.faults.add({
      ...{ kind: 'correction', symbol: 'BTCUSDT', timeframe: '1m' },
      ...{ openTime: FROM, at: NOW + MINUTE, patch },
    });
    expect(await read()).toEqual(before);
    exchange.clock.advance(MINUTE);
    const after = await read();
    expect(after).toEqual([FROM, before[1], before[2], patch.low, patch.close, before[5]! + 1]);
    expect(candleRows(exchange.truth('bitget', 'BTCUSDT', '1m', FROM, FROM + MINUTE))).toEqual([after]);
  });

  test('the truth holds closed candles only, of the time the venue has', async () => {
    const exchange = await exchangeAtNow();
    const last = (): number => exchange.truth('binance', 'BTCUSDT', '5m', FROM, NOW + HOUR).openTime.at(-1)!;
    expect(last()).toBe(NOW - 5 * MINUTE);
    exchange.clock.advance(5 * MINUTE - 1);
    expect(last()).toBe(NOW - 5 * MINUTE);
    exchange.clock.advance(1);
    expect(last()).toBe(NOW);
    exchange.settings.skewMs = 5 * MINUTE;
    expect(last()).toBe(NOW + 5 * MINUTE);
    expect(times(candleRows(exchange.truth('bitget', 'NOBODYUSDT', '5m', FROM, NOW)))).toEqual([]);
  });
});
