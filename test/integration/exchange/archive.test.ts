import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { expect, it, onTestFinished } from 'vitest';
import { DAY, HOUR } from '../../../shared/domain/time.ts';
import { type ExchangeEmulator, type ExchangeOptions, startExchange } from '../../exchange/index.ts';

const NOW = Date.UTC(2026, 2, 4, 12);

async function start(options: ExchangeOptions = {}): Promise<ExchangeEmulator> {
  const exchange = await startExchange({ now: NOW, speed: 0, ...options });
  onTestFinished(() => exchange.close());
  return exchange;
}

const fileAt = ({ url }: ExchangeEmulator, period: string, date: string, ending = 'zip'): Promise<Response> =>
  fetch(`${url}/data/futures/um/${period}/klines/BTCUSDT/1h/BTCUSDT-1h-${date}.${ending}`);

async function linesOf(exchange: ExchangeEmulator, period: string, date: string): Promise<string[]> {
  const files = unzipSync(new Uint8Array(await (await fileAt(exchange, period, date)).arrayBuffer()));
  expect(Object.keys(files)).toEqual([`BTCUSDT-1h-${date}.csv`]);
  return Buffer.from(Object.values(files)[0]!).toString().trimEnd().split('\n');
}

it('publishes the candles of the tape with a heading, twelve columns and milliseconds', async () => {
  const exchange = await start();
  const [heading, ...rows] = await linesOf(exchange, 'monthly', '2026-02');
  expect(heading).toMatch(/^open_time,open,high,low,close,volume,close_time,/);
  const from = Date.UTC(2026, 1);
  const truth = exchange.truth('binance', 'BTCUSDT', '1h', from, Date.UTC(2026, 2));
  const cells = rows.map((row) => row.split(',').map(Number));
  expect(cells.every((row) => row.length === 12)).toBe(true);
  expect(cells.map((row) => row[0])).toEqual([...truth.openTime]);
  expect(cells.map((row) => row[4])).toEqual([...truth.close]);
  expect(cells[0]![6]).toBe(from + HOUR - 1);
});

it('gives old files no heading', async () => {
  const exchange = await start();
  expect((await linesOf(exchange, 'daily', '2021-12-31'))[0]).toMatch(/^1640908800000,/);
  expect((await linesOf(exchange, 'daily', '2022-01-01'))[0]).toMatch(/^open_time/);
});

it('says of every file what it is to the last bit', async () => {
  const exchange = await start();
  const bytes = Buffer.from(await (await fileAt(exchange, 'daily', '2026-03-03')).arrayBuffer());
  const sum = await (await fileAt(exchange, 'daily', '2026-03-03', 'zip.CHECKSUM')).text();
  expect(sum).toBe(`${createHash('sha256').update(bytes).digest('hex')}  BTCUSDT-1h-2026-03-03.zip\n`);
});

it('has a day in the next morning and a month a day after its end, and nothing else', async () => {
  const exchange = await start({ now: Date.UTC(2026, 2, 1, 3) });
  const status = async (period: string, date: string): Promise<number> =>
    (await fileAt(exchange, period, date)).status;
  expect([await status('daily', '2026-02-27'), await status('daily', '2026-02-28')]).toEqual([200, 404]);
  expect([await status('monthly', '2026-01'), await status('monthly', '2026-02')]).toEqual([200, 404]);
  exchange.clock.advance(DAY);
  expect([await status('daily', '2026-02-28'), await status('monthly', '2026-02')]).toEqual([200, 200]);
  expect([await status('monthly', '2026-02-28'), await status('daily', '2026-02')]).toEqual([404, 404]);
  expect(await status('daily', '2012-01-01')).toBe(404);
});

it('breaks files as told, and can lack candles that the exchange itself has', async () => {
  const exchange = await start({
    faults: [{ kind: 'wrong-bytes', route: 'binance.archive.daily', count: 1 }],
  });
  const read = async (): Promise<Buffer> =>
    Buffer.from(await (await fileAt(exchange, 'daily', '2026-03-03')).arrayBuffer());
  expect((await read()).equals(await read())).toBe(false);
  const hole = { from: Date.UTC(2026, 2, 3, 4), until: Date.UTC(2026, 2, 3, 6) };
  exchange.faults.add({ kind: 'hole', venue: 'binance', archiveOnly: true, ...hole });
  expect(await linesOf(exchange, 'daily', '2026-03-03')).toHaveLength(1 + 22);
  expect(exchange.truth('binance', 'BTCUSDT', '1h', hole.from, hole.until).openTime).toHaveLength(2);
});
