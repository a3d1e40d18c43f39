import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LiveSocket, WatchedSeries } from '../../../electron/engine/ports/feed.ts';
import type { MarketFeedsOptions } from '../../../electron/feeds/index.ts';
import { systemTiming } from '../../../electron/platform/timing.ts';
import { candleRows } from '../../../shared/domain/candle.ts';
import { HOUR, MINUTE, SECOND } from '../../../shared/domain/time.ts';
import { DEFAULT_CONTRACTS } from '../../exchange/contracts.ts';
import { BTC, candlesBack, type Stage, setStage, UNABORTED, unwrap } from './harness.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.close());

const SYMBOLS = DEFAULT_CONTRACTS.map(({ base }) => `${base}/USDT:USDT`);
const FRAMES = ['1m', '5m', '15m', '1h'] as const;
const minutes = (unified: string): WatchedSeries => ({ unified, timeframe: '1m' });
const MANY: readonly WatchedSeries[] = SYMBOLS.flatMap((unified) =>
  FRAMES.map((timeframe) => ({ unified, timeframe })),
);

const did = (op: string) => stage.exchange.requests.query().filter(({ params }) => params.op === op);
const messagesOf = (op: string): number => new Set(did(op).map(({ params }) => params.message)).size;

describe.each(['bitget', 'binance'] as const)('the live socket of %s', (venue) => {
  const open = async (more: Partial<MarketFeedsOptions> = {}): Promise<LiveSocket> =>
    unwrap(await (await stage.restart(more).get(venue)).openSocket(UNABORTED));

  it('subscribes to many series with few messages, and again after a cut', async () => {
    const socket = await open();
    for (let round = 1; round <= 2; round += 1) {
      stage.exchange.requests.clear();
      const results = await Promise.all(MANY.map(socket.watch));
      expect(results.every(({ ok }) => ok)).toBe(true);
      expect(did('subscribe')).toHaveLength(MANY.length);
      expect(messagesOf('subscribe')).toBeLessThanOrEqual(2);
      const pending = MANY.map(socket.watch);
      stage.exchange.closeSockets(1006, venue);
      const kinds = (await Promise.all(pending)).map((result) => (result.ok ? 'ok' : result.error.kind));
      expect(new Set(kinds)).toEqual(new Set(['network']));
    }
  });

  it('keeps what came between two looks', async () => {
    const socket = await open();
    unwrap(await socket.watch(minutes(BTC)));
    for (let n = 0; n < 3; n += 1) {
      stage.exchange.clock.advance(MINUTE);
      await stage.exchange.drain();
    }
    const rows = candleRows(unwrap(await socket.watch(minutes(BTC))));
    const truth = candleRows(
      stage.exchange.truth(venue, 'BTCUSDT', '1m', candlesBack('1m', 0), candlesBack('1m', -3)),
    );
    expect(rows).toEqual(expect.arrayContaining(truth));
  });

  it('tells one series that it was refused, and no other hears of it', async () => {
    const socket = await open();
    unwrap(await socket.watch(minutes(BTC)));
    const [fault] = stage.exchange.faults.add({ kind: 'ws-subscribe-error', symbol: 'XRPUSDT' });
    const results = await Promise.all(SYMBOLS.slice(1).map((one) => socket.watch(minutes(one))));
    const refused = results.filter((result) => !result.ok);
    expect(refused).toMatchObject([{ error: { kind: 'refused', transient: false } }]);
    expect(refused[0]?.ok === false && refused[0].error.message).toContain('injected');
    stage.exchange.clock.advance(MINUTE);
    await stage.exchange.drain();
    expect(unwrap(await socket.watch(minutes(BTC))).openTime.at(-1)).toBe(candlesBack('1m', -1));

    const said = did('subscribe').length;
    expect(await socket.watch(minutes('XRP/USDT:USDT'))).toMatchObject({ ok: false });
    expect(did('subscribe')).toHaveLength(said);
    stage.exchange.faults.remove(fault!);
    expect(await socket.watch(minutes('XRP/USDT:USDT'))).toMatchObject({ error: { kind: 'refused' } });
    await socket.unwatch(minutes('XRP/USDT:USDT'));
    expect((await socket.watch(minutes('XRP/USDT:USDT'))).ok).toBe(true);
    expect(socket.isOpen()).toBe(true);
    expect(did('open')).toHaveLength(1);
  });

  it('can be asked for a series again before the end of it has been answered', async () => {
    const socket = await open();
    unwrap(await socket.watch(minutes(BTC)));
    void socket.unwatch(minutes(BTC));
    expect(unwrap(await socket.watch(minutes(BTC))).openTime.at(-1)).toBe(candlesBack('1m', 0));
    const next = socket.watch(minutes(BTC));
    stage.exchange.clock.advance(MINUTE);
    expect(unwrap(await next).openTime.at(-1)).toBe(candlesBack('1m', -1));
  });

  it('knows a contract that was listed after it was opened, once the feed does', async () => {
    const feed = await stage.feeds.get(venue);
    const socket = unwrap(await feed.openSocket(UNABORTED));
    stage.exchange.setListing('NEWUSDT', { listedAt: candlesBack('1m', 100) });
    const unified = 'NEW/USDT:USDT';
    expect(await socket.watch(minutes(unified))).toMatchObject({ error: { kind: 'unknown-symbol' } });
    stage.exchange.clock.advance(6 * MINUTE);
    const [from, until] = [candlesBack('1m', 3), candlesBack('1m', 0)];
    unwrap(await feed.candles({ unified, timeframe: '1m', from, until, priority: 'live' }, UNABORTED));
    expect((await socket.watch(minutes(unified))).ok).toBe(true);
  });

  it('says whether a line stands', async () => {
    const socket = await open();
    expect(socket.isOpen()).toBe(false);
    unwrap(await socket.watch(minutes(BTC)));
    expect(socket.isOpen()).toBe(true);
    const pending = socket.watch(minutes(BTC));
    stage.exchange.closeSockets(1001, venue);
    await pending;
    expect(socket.isOpen()).toBe(false);
    unwrap(await socket.watch(minutes(BTC)));
    expect(socket.isOpen()).toBe(true);
    socket.redial();
    expect(socket.isOpen()).toBe(false);
    expect(socket.longestLifeMs).toBe(24 * HOUR);
  });

  it('gives up a line that never comes about, and one that gives no sign of life', async () => {
    const [hang] = stage.exchange.faults.add({ kind: 'hang', route: `${venue}.ws` });
    const socket = await open({ timeoutMs: 100, keepAliveMs: 20 });
    expect(await socket.watch(minutes(BTC))).toMatchObject({ error: { kind: 'timeout', transient: true } });
    stage.exchange.faults.remove(hang!);
    unwrap(await socket.watch(minutes(BTC)));
    const pending = socket.watch(minutes(BTC));
    stage.exchange.faults.add({ kind: 'ws-no-pong' });
    expect(await pending).toMatchObject({ error: { kind: 'timeout', transient: true } });
  });

  it.each([
    ['server-error', 'venue-down'],
    ['rate-limited', 'rate-limited'],
    ['reset', 'network'],
  ] as const)('says what a refused handshake means: %s is %s', async (fault, kind) => {
    stage.exchange.faults.add({ kind: fault, route: `${venue}.ws`, count: 1 });
    const socket = await open();
    expect(await socket.watch(minutes(BTC))).toMatchObject({ error: { kind, transient: true } });
    unwrap(await socket.watch(minutes(BTC)));
  });

  it('can be closed while it dials', async () => {
    stage.exchange.faults.add({ kind: 'hang', route: `${venue}.ws` });
    const socket = await open();
    const dialled = stage.exchange.requests.next(({ fault }) => fault === 'hang');
    const pending = socket.watch(minutes(BTC));
    await dialled;
    await socket.close();
    expect(await pending).toMatchObject({ error: { kind: 'cancelled' } });
    expect(did('open').filter(({ status }) => status === 101)).toEqual([]);
  });

  it('sends no more messages a second than the venue takes', async () => {
    stage.exchange.clock.setSpeed(1);
    const socket = await open({ timing: systemTiming });
    const some = MANY.slice(0, 12);
    await Promise.all(some.map(socket.watch));
    await Promise.all(some.map(socket.unwatch));
    const times = did('unsubscribe').map(({ at }) => at);
    expect(times).toHaveLength(some.length);
    const busiest = Math.max(...times.map((at) => times.filter((t) => t >= at && t < at + SECOND).length));
    expect(busiest).toBeLessThanOrEqual(venue === 'bitget' ? 10 : 5);
  });
});

describe('the live socket of bitget', () => {
  it('takes a new line before the old one has taken all the messages it takes in an hour', async () => {
    const socket = unwrap(await (await stage.feeds.get('bitget')).openSocket(UNABORTED));
    for (let n = 0; n < 130; n += 1) {
      await socket.watch(minutes(BTC));
      await socket.unwatch(minutes(BTC));
    }
    expect(did('open')).toHaveLength(2);
    const messages = [...did('subscribe'), ...did('unsubscribe')].map(({ params }) => Number(params.message));
    expect(Math.max(...messages)).toBeLessThan(240);
  });

  it('is not cut because exchange time is not the PC’s', async () => {
    const socket = unwrap(
      await (await stage.restart({ keepAliveMs: 15 }).get('bitget')).openSocket(UNABORTED),
    );
    unwrap(await socket.watch(minutes(BTC)));
    for (let pings = 0; pings < 6; pings += 1)
      await stage.exchange.requests.next(({ params }) => params.op === 'ping');
    expect(socket.isOpen()).toBe(true);
    expect(did('open')).toHaveLength(1);
  });
});
