import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type CandleRow, candleRows } from '../../../shared/domain/candle.ts';
import { DAY, HOUR, MINUTE, WEEK } from '../../../shared/domain/time.ts';
import { forming } from '../../exchange/source/fileSource.ts';
import { readKlineFile } from '../../exchange/source/klineFile.ts';
import { BTC, binanceFor, bitgetFor, exchangeForTest, times } from './clients.ts';
import { realData } from './realData.ts';

const FROM = Date.parse('2023-03-01T00:00:00Z');
const HEADER = 'open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,x,ignore';

const ROWS = Array.from({ length: 120 }, (_, i): CandleRow => {
  const price = 100 + i;
  return [FROM + i * MINUTE, price, price + 2.5, price - 1, price + 1, 0.1 + i];
});

async function write(name: string, content: string | Buffer): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'candlekeep-exchange-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, name), content);
  return join(folder, name);
}

const csv = (rows: readonly CandleRow[], factor = 1): string =>
  rows.map(([time, ...values]) => [time * factor, ...values, 0, 0, 0, 0, 0, 0].join(',')).join('\n');

describe('files of real candles', () => {
  test.each([
    ['plain.csv', csv(ROWS)],
    ['header.csv', `${HEADER}\n${csv(ROWS)}\n`],
    ['micro.csv', csv(ROWS, 1_000)],
    ['packed.csv.gz', gzipSync(`${HEADER}\r\n${csv(ROWS).replaceAll('\n', '\r\n')}`)],
    ['backwards.csv', csv(ROWS.toReversed())],
  ])('%s is read', async (name, content) => {
    expect(await readKlineFile(await write(name, content))).toEqual(ROWS);
  });

  test('a file without candles is refused by name', async () => {
    const path = await write('empty.csv', HEADER);
    await expect(readKlineFile(path)).rejects.toThrow(path);
  });

  test('missing rows are holes, coarser candles are added up from what is there', async () => {
    const path = await write('holes.csv', csv(ROWS.filter((_, i) => i < 40 || i >= 50)));
    const exchange = await exchangeForTest({
      now: FROM + DAY,
      speed: 0,
      files: [{ symbol: 'FILEUSDT', timeframe: '1m', path }],
    });
    const client = await binanceFor(exchange);
    const minutes = await client.fetchOHLCV('FILE/USDT:USDT', '1m', FROM - DAY, 1_000);
    expect(minutes).toEqual(ROWS.filter((_, i) => i < 40 || i >= 50));
    expect(candleRows(exchange.truth('binance', 'FILEUSDT', '1m', 0, FROM + DAY))).toEqual(minutes);
    const hours = await client.fetchOHLCV('FILE/USDT:USDT', '1h', FROM, 10);
    expect(hours[0]).toEqual([FROM, 100, 161.5, 99, 160, 1_330]);
    expect(times(hours)).toEqual([FROM, FROM + HOUR]);
    expect(client.market('FILE/USDT:USDT').precision.price).toBe(0.1);
  });

  test('a shifted file is followed live, its newest candle forming', async () => {
    const path = await write('live.csv', csv(ROWS));
    const shiftMs = 52 * WEEK;
    const now = FROM + shiftMs + 30 * MINUTE + 45_000;
    const files = [{ symbol: 'BTCUSDT', timeframe: '1m' as const, path, shiftMs }];
    const exchange = await exchangeForTest({ now, speed: 0, files });
    const client = await bitgetFor(exchange);
    const rows = await client.fetchOHLCV(BTC, '1m', now - HOUR, 100);
    expect(rows).toHaveLength(31);
    expect(rows.slice(0, 30).map((row) => [row[0]! - shiftMs, ...row.slice(1)])).toEqual(ROWS.slice(0, 30));
    expect(rows.at(-1)![5]).toBeLessThan(ROWS[30]![5]);
    const watched = await client.watchOHLCV(BTC, '1m');
    expect(watched.at(-1)).toEqual(rows.at(-1));
  });

  test('a forming candle never leaves the range of the closed one', () => {
    const row: CandleRow = [FROM, 10, 14, 9, 12, 3.5];
    expect(forming(row, 0.1)).toEqual({ open: 10, high: 10, low: 10, close: 10, volume: 0.4 });
    expect(forming(row, 0.5)).toEqual({ open: 10, high: 10, low: 9, close: 9, volume: 1.8 });
    expect(forming(row, 0.75)).toEqual({ open: 10, high: 14, low: 9, close: 14, volume: 2.6 });
    expect(forming(row, 1)).toEqual({ open: 10, high: 14, low: 9, close: 12, volume: 3.5 });
  });

  const spot = realData('b_multi_tf/binance_spot_static-klines/BTCUSDT/BTCUSDT-2h.csv.gz');
  test.skipIf(spot === null)('the outages of Binance spot come out as the holes they were', async () => {
    const files = [{ symbol: 'BTCUSDT', timeframe: '2h' as const, path: spot! }];
    const exchange = await exchangeForTest({ now: Date.parse('2026-04-30T00:00:00Z'), speed: 0, files });
    const { openTime } = exchange.truth('binance', 'BTCUSDT', '2h', 0, exchange.clock.now());
    const steps = [...openTime].slice(1).map((time, i) => (time - openTime[i]!) / (2 * HOUR));
    expect(steps.filter((step) => step > 1)).toHaveLength(18);
    expect(steps.reduce((missing, step) => missing + step - 1, 0)).toBe(53);
    const client = await binanceFor(exchange);
    const rows = await client.fetchOHLCV(BTC, '2h', 0, 1_000);
    expect(times(rows)).toEqual([...openTime.slice(0, 1_000)]);
  });

  const month = realData('a_1m/binance_um_vision_1m/AVAXUSDT-1m-2023-09.csv.gz');
  test.skipIf(month === null)('a month of real minutes serves every timeframe', async () => {
    const files = [{ symbol: 'AVAXUSDT', timeframe: '1m' as const, path: month! }];
    const exchange = await exchangeForTest({ now: Date.parse('2023-10-05T00:00:00Z'), speed: 0, files });
    const client = await bitgetFor(exchange);
    const days = await client.fetchOHLCV('AVAX/USDT:USDT', '1d', Date.parse('2023-09-01T00:00:00Z'), 60);
    expect(days).toHaveLength(30);
    expect(days[0]!.slice(0, 2)).toEqual([Date.parse('2023-09-01T00:00:00Z'), 9.979]);
    expect(client.market('AVAX/USDT:USDT').precision.price).toBe(0.001);
  });
});
