import { describe, expect, test } from 'vitest';
import { type CandleRow, candleRows } from '../../../shared/domain/candle.ts';
import { DAY, HOUR } from '../../../shared/domain/time.ts';
import { durationOf, type Timeframe } from '../../../shared/domain/timeframe.ts';
import type { ExchangeEmulator } from '../../exchange/index.ts';
import { BTC, binanceFor, bitgetFor, exchangeForTest } from './clients.ts';

const NOW = Date.parse('2026-11-18T12:00:30Z');
type Client = Awaited<ReturnType<typeof bitgetFor>> | Awaited<ReturnType<typeof binanceFor>>;

/** The pager that facts/exchanges.md section 2.5 proved: it overlaps one candle and steps over holes. */
async function download(
  client: Client,
  timeframe: Timeframe,
  from: number,
  limit: number,
): Promise<CandleRow[]> {
  const step = durationOf(timeframe);
  const found = new Map<number, CandleRow>();
  for (let since = from - step; since < NOW; ) {
    const rows = (await client.fetchOHLCV(BTC, timeframe, since, limit)) as unknown as CandleRow[];
    for (const row of rows) found.set(row[0], row);
    const last = rows.at(-1)?.[0] ?? since;
    since = last > since ? last : since + (limit - 1) * step;
  }
  return [...found.values()]
    .filter(([time]) => time >= from && time + step <= NOW)
    .sort((a, b) => a[0] - b[0]);
}

const truth = (exchange: ExchangeEmulator, timeframe: Timeframe, from: number): CandleRow[] =>
  candleRows(exchange.truth('bitget', 'BTCUSDT', timeframe, from, NOW));

describe('the pager of the facts ends up with the truth', () => {
  test.each([
    ['1m', 32, 200, false],
    ['1m', 32, 200, true],
    ['5m', 35, 200, true],
    ['1h', 70, 200, false],
    ['4h', 300, 200, true],
    ['1d', 400, 90, false],
    ['1w', 700, 12, true],
  ] as const)(
    '%s over %i days across the recent boundary, endTime inclusive: %s',
    async (timeframe, days, limit, inclusive) => {
      const from = Math.floor((NOW - days * DAY) / DAY) * DAY;
      const exchange = await exchangeForTest({ now: NOW, speed: 0, inclusiveEndTime: inclusive });
      exchange.faults.add([
        { kind: 'empty', from: NOW - 20 * DAY, until: NOW - 19 * DAY },
        { kind: 'hole', from: NOW - 10 * DAY, until: NOW - 10 * DAY + 6 * HOUR, timeframe },
      ]);
      const rows = await download(await bitgetFor(exchange), timeframe, from, limit);
      expect(rows).toEqual(truth(exchange, timeframe, from));
    },
  );

  test('on Binance too', async () => {
    const exchange = await exchangeForTest({ now: NOW, speed: 0 });
    const rows = await download(await binanceFor(exchange), '1m', NOW - 3 * DAY, 499);
    expect(rows).toEqual(candleRows(exchange.truth('binance', 'BTCUSDT', '1m', NOW - 3 * DAY, NOW)));
  });
});
