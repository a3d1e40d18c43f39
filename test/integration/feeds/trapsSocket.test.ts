import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LiveSocket } from '../../../electron/engine/ports/feed.ts';
import { candleRows } from '../../../shared/domain/candle.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import { MINUTE } from '../../../shared/domain/time.ts';
import { floorToGrid, isOnGrid, type Timeframe } from '../../../shared/domain/timeframe.ts';
import { BTC, candlesBack, NOON, type Stage, setStage, UNABORTED, unwrap } from './harness.ts';
import { naiveBitget, numbers } from './naive.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.close());

const socketOf = async (venue: ExchangeId): Promise<LiveSocket> =>
  unwrap(await (await stage.feeds.get(venue)).openSocket(UNABORTED));

const series = (timeframe: Timeframe, unified = BTC) => ({ unified, timeframe });

/** Resolves with the next thing a client does on the venue's socket. */
const next = (op: string) => stage.exchange.requests.next(({ params }) => params.op === op);
const did = (op: string) => stage.exchange.requests.query().filter(({ params }) => params.op === op);

/** Tells what a promise has come to by now, without waiting for it. */
const soFar = <T>(promise: Promise<T>): Promise<T | 'pending'> =>
  Promise.race([promise, new Promise<'pending'>((resolve) => setImmediate(() => resolve('pending')))]);

/** ccxt as it comes; closed at the end of `use`, whose watches reject then. */
async function withNaive<T>(
  options: Record<string, unknown> | undefined,
  use: (exchange: ReturnType<typeof naiveBitget>) => Promise<T>,
): Promise<T> {
  const exchange = naiveBitget({
    url: stage.exchange.url,
    now: stage.exchange.clock.now,
    options: options ?? {},
  });
  try {
    return await use(exchange);
  } finally {
    await exchange.close();
  }
}

const PLAIN = { defaultType: 'swap', uta: false, fetchMarkets: { types: ['swap'] } };

describe('trap 3: Bitget’s days on the socket', () => {
  it('begin at 16:00 UTC in ccxt', () =>
    withNaive(PLAIN, async (exchange) => {
      await exchange.loadHttpProxyAgent();
      const rows = numbers(await exchange.watchOHLCV(BTC, '1d'));
      expect(new Date(rows.at(-1)![0]!).getUTCHours()).toBe(16);
    }));

  it.each(['6h', '12h', '1d', '1w'] as const)('are UTC here, as on REST: %s', async (timeframe) => {
    const socket = await socketOf('bitget');
    const candles = unwrap(await socket.watch(series(timeframe)));
    expect(candles.openTime.length).toBeGreaterThan(100);
    expect([...candles.openTime].every((time) => isOnGrid(timeframe, time))).toBe(true);
    expect(candles.openTime.at(-1)).toBe(floorToGrid(timeframe, NOON));
  });
});

describe('trap 6: ws:// addresses', () => {
  it('are not supported by ccxt unless its HTTP agent was loaded before', () =>
    withNaive(PLAIN, async (exchange) => {
      await expect(exchange.watchOHLCV(BTC, '1m')).rejects.toThrow('loadHttpProxyAgent');
    }));

  it.each(['bitget', 'binance'] as const)('work here: %s', async (venue) => {
    const socket = await socketOf(venue);
    const candles = unwrap(await socket.watch(series('1m')));
    expect(candles.openTime.at(-1)).toBe(candlesBack('1m', 0));
  });
});

describe.each(['bitget', 'binance'] as const)('trap 7: a line of %s that is open and silent', (venue) => {
  it('is never noticed by itself, and a redial brings the candles back', async () => {
    const socket = await socketOf(venue);
    unwrap(await socket.watch(series('1m')));
    const [stall] = stage.exchange.faults.add({ kind: 'ws-stall', venue });
    const silent = socket.watch(series('1m'));
    stage.exchange.clock.advance(3 * MINUTE);
    expect(stage.exchange.faults.list()[0]?.struck).toBeGreaterThan(0);
    expect(await soFar(silent)).toBe('pending');
    // Asking again is no cure: ccxt still believes in its subscription and sends nothing.
    expect(socket.watch(series('1m'))).toBe(silent);
    expect(did('subscribe')).toHaveLength(1);

    stage.exchange.faults.remove(stall!);
    const dialled = next('open');
    socket.redial();
    expect(await silent).toMatchObject({ ok: false, error: { kind: 'network', transient: true } });
    const again = socket.watch(series('1m'));
    await dialled;
    expect(unwrap(await again).openTime.at(-1)).toBe(candlesBack('1m', -3));
    expect(did('subscribe')).toHaveLength(2);
  });
});

describe('trap 8: one impossible subscription', () => {
  it('fails every other one on the same line in ccxt', () =>
    withNaive(PLAIN, async (exchange) => {
      await exchange.loadHttpProxyAgent();
      await exchange.watchOHLCV(BTC, '1m');
      const good = exchange.watchOHLCV(BTC, '1m').then(
        () => 'candles',
        (error: Error) => error.name,
      );
      const bad = exchange.watchOHLCV(BTC, '2h').catch(() => null);
      expect(await good).toBe('BadRequest');
      await bad;
    }));

  it('is refused here before it is sent, and the others go on', async () => {
    const socket = await socketOf('bitget');
    unwrap(await socket.watch(series('1m')));
    const good = socket.watch(series('1m'));
    expect(await socket.watch(series('2h'))).toMatchObject({ ok: false, error: { kind: 'unsupported' } });
    expect(await socket.watch(series('1m', 'NOPE/USDT:USDT'))).toMatchObject({
      ok: false,
      error: { kind: 'unknown-symbol' },
    });
    stage.exchange.clock.advance(MINUTE);
    expect(unwrap(await good).openTime.at(-1)).toBe(candlesBack('1m', -1));
    expect(did('subscribe')).toHaveLength(1);
  });

  it('is possible where the venue can do it', async () => {
    const socket = await socketOf('binance');
    expect(unwrap(await socket.watch(series('2h'))).openTime.at(-1)).toBe(candlesBack('2h', 0));
  });
});

describe('trap 9: unsubscribing from an hourly candle of Bitget', () => {
  it('never ends in ccxt, although the venue has answered', () =>
    withNaive(PLAIN, async (exchange) => {
      await exchange.loadHttpProxyAgent();
      await exchange.watchOHLCV(BTC, '1h');
      const gone = next('unsubscribe');
      const unwatching = exchange.unWatchOHLCV(BTC, '1h').catch(() => 'closed');
      await gone;
      // Answers come in order: when the next one is here, the one before has been here too.
      await exchange.watchOHLCV(BTC, '1m');
      expect(await soFar(unwatching)).toBe('pending');
    }));

  it.each(['1m', '1h', '1d'] as const)(
    'ends here, and again after a second subscription: %s',
    async (timeframe) => {
      const socket = await socketOf('bitget');
      for (let round = 1; round <= 2; round += 1) {
        unwrap(await socket.watch(series(timeframe)));
        const pending = socket.watch(series(timeframe));
        const gone = next('unsubscribe');
        const unwatched = socket.unwatch(series(timeframe));
        expect(await pending).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
        await gone;
        await unwatched;
        expect(stage.exchange.sockets().flatMap(({ streams }) => streams)).toEqual([]);
      }
    },
  );

  it('says nothing on a line that was never opened', async () => {
    const socket = await socketOf('bitget');
    await socket.unwatch(series('1m'));
    expect(did('open')).toEqual([]);
  });
});

describe('trap 10: candles that were handed out', () => {
  it('are changed by later updates in ccxt', () =>
    withNaive(PLAIN, async (exchange) => {
      await exchange.loadHttpProxyAgent();
      const row = numbers(await exchange.watchOHLCV(BTC, '1m')).at(-1)!;
      const before = [...row];
      stage.exchange.clock.advance(20_000);
      await exchange.watchOHLCV(BTC, '1m');
      expect(row[0]).toBe(before[0]);
      expect(row).not.toEqual(before);
    }));

  it.each(['bitget', 'binance'] as const)('stay as they were here: %s', async (venue) => {
    const socket = await socketOf(venue);
    const first = unwrap(await socket.watch(series('1m')));
    const before = candleRows(first);
    stage.exchange.clock.advance(20_000);
    const second = unwrap(await socket.watch(series('1m')));
    expect(candleRows(first)).toEqual(before);
    expect(candleRows(second).at(-1)?.[0]).toBe(before.at(-1)?.[0]);
    expect(candleRows(second).at(-1)).not.toEqual(before.at(-1));
  });
});

describe.each(['bitget', 'binance'] as const)('the socket of %s', (venue) => {
  it.each([1001, 1006])('reports a closed line (%d) and dials again when asked for more', async (code) => {
    const socket = await socketOf(venue);
    unwrap(await socket.watch(series('1m')));
    const pending = socket.watch(series('1m'));
    stage.exchange.closeSockets(code);
    expect(await pending).toMatchObject({ ok: false, error: { kind: 'network' } });
    expect(unwrap(await socket.watch(series('1m'))).openTime.at(-1)).toBe(candlesBack('1m', 0));
  });

  it('ends pending watches as cancelled when it is closed, and takes no more', async () => {
    const socket = await socketOf(venue);
    unwrap(await socket.watch(series('1m')));
    const pending = socket.watch(series('1m'));
    const closed = next('close');
    await socket.close();
    expect(await pending).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    expect(await socket.watch(series('1m'))).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    await closed;
    expect(stage.exchange.sockets()).toEqual([]);
  });
});
