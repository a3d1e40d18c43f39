import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY, MINUTE } from '../../../shared/domain/time.ts';
import { BTC, candlesBack, NOON, type Stage, setStage, UNABORTED, unwrap } from './harness.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.close());

const ROUTE = { bitget: 'bitget.contracts', binance: 'binance.exchangeInfo' } as const;

describe.each(['bitget', 'binance'] as const)('the markets of %s', (venue) => {
  const file = (): string => join(stage.cacheDir, `markets-${venue}.json`);
  const asked = (): number => stage.exchange.requests.query({ route: ROUTE[venue] }).length;
  const markets = async (feeds = stage.feeds) => (await feeds.get(venue)).markets(UNABORTED);

  it('take one request, the first time they are asked for', async () => {
    const all = unwrap(await markets());
    expect(all.map(({ symbol }) => symbol)).toContain('BTCUSDT');
    expect(all.find(({ symbol }) => symbol === 'LINKUSDT')).toMatchObject({
      exchange: venue,
      unified: 'LINK/USDT:USDT',
      base: 'LINK',
      quote: 'USDT',
      tickSize: 0.005,
      stepSize: 0.1,
      active: true,
    });
    await markets();
    expect(stage.exchange.requests.query()).toHaveLength(1);
  });

  it('are there after a restart without any network', async () => {
    const before = unwrap(await markets());
    stage.exchange.faults.add({ kind: 'reset' });
    expect(unwrap(await markets(stage.restart()))).toEqual(before);
    expect(asked()).toBe(1);
  });

  it('are enough of a start for candles, without asking for markets again', async () => {
    await markets();
    const feed = await stage.restart().get(venue);
    const from = candlesBack('1m', 10);
    const request = { unified: BTC, timeframe: '1m', from, until: from + MINUTE, priority: 'live' } as const;
    expect(unwrap(await feed.candles(request, UNABORTED)).candles.openTime).toContain(from);
    expect(asked()).toBe(1);
  });

  it('are refreshed behind the caller’s back when they are a day old', async () => {
    await markets();
    stage.exchange.setListing('NEWUSDT', { listedAt: candlesBack('1m', 100) });
    stage.exchange.clock.advance(DAY + MINUTE);
    const feeds = stage.restart();
    expect(unwrap(await markets(feeds)).map(({ symbol }) => symbol)).not.toContain('NEWUSDT');
    await expect.poll(() => readFile(file(), 'utf8')).toContain('NEWUSDT');
    expect(unwrap(await markets(feeds)).map(({ symbol }) => symbol)).toContain('NEWUSDT');
  });

  it('stay yesterday’s when the refresh fails', async () => {
    const before = unwrap(await markets());
    stage.exchange.clock.advance(DAY + MINUTE);
    stage.exchange.faults.add({ kind: 'server-error', status: 503, route: ROUTE[venue] });
    const feeds = stage.restart();
    expect(unwrap(await markets(feeds))).toEqual(before);
    await feeds.close();
    expect(unwrap(await markets(stage.restart()))).toEqual(before);
  });

  it('include a contract that was listed since, as soon as somebody asks for it', async () => {
    await markets();
    stage.exchange.setListing('NEWUSDT', { listedAt: candlesBack('1m', 100) });
    const feed = await stage.feeds.get(venue);
    const from = candlesBack('1m', 10);
    const unified = 'NEW/USDT:USDT';
    const request = { unified, timeframe: '1m', from, until: from + MINUTE, priority: 'live' } as const;
    expect(await feed.candles(request, UNABORTED)).toMatchObject({
      ok: false,
      error: { kind: 'unknown-symbol', transient: false },
    });
    stage.exchange.clock.advance(6 * MINUTE);
    expect(unwrap(await feed.candles(request, UNABORTED)).candles.openTime).toContain(from);
  });

  it.each(['', '{"version":1', '{"version":99,"server":null,"savedAt":1,"markets":[]}', 'null'])(
    'are asked for again when the file is spoilt: %s',
    async (text) => {
      unwrap(await markets());
      await writeFile(file(), text);
      expect(unwrap(await markets(stage.restart())).length).toBeGreaterThan(5);
      expect(asked()).toBe(2);
    },
  );

  it('of another server are not believed', async () => {
    await markets();
    const saved = JSON.parse(await readFile(file(), 'utf8')) as { server: string };
    await writeFile(file(), JSON.stringify({ ...saved, server: 'http://127.0.0.1:1' }));
    unwrap(await markets(stage.restart()));
    expect(asked()).toBe(2);
  });

  it('are written in one step: no half-written file is left behind', async () => {
    await markets();
    expect(await readdir(stage.cacheDir)).toEqual([`markets-${venue}.json`]);
  });
});

describe('a contract that is delisted', () => {
  const soon = NOON + DAY;

  it.each(['bitget', 'binance'] as const)('has its end as soon as %s announces it', async (venue) => {
    stage.exchange.setListing('XRPUSDT', { delistedAt: soon });
    const all = unwrap(await (await stage.feeds.get(venue)).markets(UNABORTED));
    expect(all.find(({ symbol }) => symbol === 'XRPUSDT')).toMatchObject({ active: true, delistedAt: soon });
    expect(all.find(({ symbol }) => symbol === 'BTCUSDT')).toMatchObject({ delistedAt: null });
  });

  it('is still known at Binance while it settles, under its own name', async () => {
    stage.exchange.setListing('XRPUSDT', { delistedAt: NOON - MINUTE });
    const all = unwrap(await (await stage.feeds.get('binance')).markets(UNABORTED));
    expect(all.find(({ symbol }) => symbol === 'XRPUSDT')).toMatchObject({
      unified: 'XRP/USDT:USDT',
      active: false,
      delistedAt: NOON - MINUTE,
    });
  });

  it('is gone at Bitget', async () => {
    stage.exchange.setListing('XRPUSDT', { delistedAt: NOON - MINUTE });
    const all = unwrap(await (await stage.feeds.get('bitget')).markets(UNABORTED));
    expect(all.map(({ symbol }) => symbol)).not.toContain('XRPUSDT');
  });
});
