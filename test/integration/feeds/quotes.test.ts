import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LiveSocket, QuoteNews } from '../../../electron/engine/ports/feed.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import { DEFAULT_CONTRACTS } from '../../exchange/contracts.ts';
import { dayStats } from '../../exchange/market/stats.ts';
import { BTC, type Stage, setStage, UNABORTED, unwrap } from './harness.ts';

const ETH = 'ETH/USDT:USDT';
const VENUES = ['bitget', 'binance'] as const;

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.close());

/** What the emulator knows about a contract, as the engine is to be told. */
function truth(venue: ExchangeId, unified: string): QuoteNews {
  const stats = dayStats(stage.exchange.market, venue, unified.replace('/USDT:USDT', 'USDT'))!;
  const { now, close, open, bid, ask, mark, funding } = stats;
  const change24h =
    venue === 'bitget' ? (close / open - 1).toFixed(5) : ((close / open - 1) * 100).toFixed(3);
  return {
    unified,
    at: now,
    last: close,
    bid,
    ask,
    mark,
    funding,
    change24h: venue === 'bitget' ? Number(change24h) : Number(change24h) / 100,
  };
}

const together = (news: readonly QuoteNews[], unified: string): QuoteNews =>
  Object.assign({}, ...news.filter((one) => one.unified === unified));

describe.each(VENUES)('quotes of %s, asked for', (venue) => {
  it('have every field, as the venue has it', async () => {
    const feed = await stage.feeds.get(venue);
    const news = unwrap(await feed.quotes([BTC, ETH], UNABORTED));
    for (const unified of [BTC, ETH]) expect(together(news, unified)).toEqual(truth(venue, unified));
  });

  it('take few requests however many contracts there are', async () => {
    const feed = await stage.feeds.get(venue);
    unwrap(await feed.markets(UNABORTED));
    stage.exchange.requests.clear();
    const all = DEFAULT_CONTRACTS.map(({ base }) => `${base}/USDT:USDT`);
    const news = unwrap(await feed.quotes(all, UNABORTED));
    expect(new Set(news.map(({ unified }) => unified))).toEqual(new Set(all));
    const weight = stage.exchange.requests.query().reduce((sum, request) => sum + request.weight, 0);
    expect(weight).toBeLessThanOrEqual(venue === 'bitget' ? 1 : 12 + 5 + 10);
    expect(feed.status().weightUsed).toBeGreaterThan(0);
  });

  it('are none for a contract nobody knows, without asking', async () => {
    const feed = await stage.feeds.get(venue);
    unwrap(await feed.markets(UNABORTED));
    stage.exchange.requests.clear();
    expect(unwrap(await feed.quotes(['NOPE/USDT:USDT'], UNABORTED))).toEqual([]);
    expect(stage.exchange.requests.query()).toEqual([]);
  });

  it.each(['html', 'truncated', 'null-data'] as const)('are not believed from garbage: %s', async (kind) => {
    const feed = await stage.feeds.get(venue);
    unwrap(await feed.markets(UNABORTED));
    stage.exchange.faults.add({ kind });
    expect(await feed.quotes([BTC], UNABORTED)).toMatchObject({
      ok: false,
      error: { kind: 'garbage-answer', transient: true },
    });
  });
});

describe.each(VENUES)('quotes of %s, watched', (venue) => {
  const open = async (): Promise<LiveSocket> =>
    unwrap(await (await stage.feeds.get(venue)).openSocket(UNABORTED));

  /** Watches until every field has been seen; a line that breaks is dialled again. */
  async function whole(socket: LiveSocket, unified: string): Promise<Partial<QuoteNews>> {
    const all: Partial<QuoteNews> = {};
    while (Object.keys(all).length < Object.keys(truth(venue, unified)).length) {
      const news = await socket.watchQuote(unified);
      if (!news.ok && !news.error.transient) throw new Error(news.error.message);
      Object.assign(all, news.ok ? news.value : {});
    }
    return all;
  }

  it('have every field once all streams have spoken, and then what changes', async () => {
    const socket = await open();
    expect(await whole(socket, BTC)).toEqual(truth(venue, BTC));
    const next = socket.watchQuote(BTC);
    expect(socket.watchQuote(BTC)).toBe(next);
    stage.exchange.clock.advance(70_000);
    const { at, ...fields } = unwrap(await next);
    expect(at).toBe(stage.exchange.clock.now());
    expect(truth(venue, BTC)).toMatchObject(fields);
  });

  it('travel on few lines, whatever else does', async () => {
    const socket = await open();
    const series = { unified: BTC, timeframe: '1m' } as const;
    await Promise.all([
      socket.watch(series),
      ...[BTC, ETH, 'SOL/USDT:USDT'].map((one) => whole(socket, one)),
    ]);
    expect(stage.exchange.sockets()).toHaveLength(venue === 'bitget' ? 1 : 2);
  });

  it('end with all their streams, and can be watched again', async () => {
    const socket = await open();
    await whole(socket, BTC);
    const pending = socket.watchQuote(BTC);
    await socket.unwatchQuote(BTC);
    expect(await pending).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    expect(stage.exchange.sockets().flatMap(({ streams }) => streams)).toEqual([]);
    expect(await whole(socket, BTC)).toEqual(truth(venue, BTC));
  });

  it('fail with the line and come back with the next', async () => {
    const socket = await open();
    await whole(socket, BTC);
    const pending = socket.watchQuote(BTC);
    stage.exchange.closeSockets(1006, venue);
    expect(await pending).toMatchObject({ ok: false, error: { kind: 'network', transient: true } });
    expect(await whole(socket, BTC)).toEqual(truth(venue, BTC));
  });
});

it('a quote does without a stream the venue refuses', async () => {
  const socket = unwrap(await (await stage.feeds.get('binance')).openSocket(UNABORTED));
  stage.exchange.faults.add({ kind: 'ws-subscribe-error', venue: 'binance', code: 2, count: 1 });
  const seen: Partial<QuoteNews> = {};
  while (seen.bid === undefined || seen.mark === undefined)
    Object.assign(seen, unwrap(await socket.watchQuote(BTC)));
  stage.exchange.clock.advance(70_000);
  await stage.exchange.drain();
  Object.assign(seen, unwrap(await socket.watchQuote(BTC)));
  const { bid, ask, mark, funding, unified, at } = truth('binance', BTC);
  expect(seen).toEqual({ bid, ask, mark, funding, unified, at });
});
