import { afterEach, describe, expect, it } from 'vitest';
import type { MarketFeed } from '../../../electron/engine/ports/feed.ts';
import { systemTiming } from '../../../electron/platform/timing.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import { MINUTE } from '../../../shared/domain/time.ts';
import type { FaultInput } from '../../exchange/index.ts';
import { BTC, candlesBack, type Stage, setStage, UNABORTED, unwrap, virtualTiming } from './harness.ts';

let stage: Stage;
afterEach(() => stage.close());

const ROUTE = { bitget: 'bitget.candles', binance: 'binance.klines' } as const;
const VENUES = ['bitget', 'binance'] as const;
const from = candlesBack('1m', 120);
const REQUEST = {
  unified: BTC,
  timeframe: '1m',
  from,
  until: from + 100 * MINUTE,
  priority: 'live',
} as const;

/** A feed that has its markets and the time, so that the next request is one for candles. */
async function ready(venue: ExchangeId): Promise<MarketFeed> {
  const feed = await stage.feeds.get(venue);
  unwrap(await feed.candles(REQUEST, UNABORTED));
  stage.exchange.requests.clear();
  return feed;
}

const asked = (venue: ExchangeId) => stage.exchange.requests.query({ route: ROUTE[venue] });

describe.each(VENUES)('when %s refuses because there were too many requests', (venue) => {
  it.each([false, true])('nothing is asked before Retry-After has passed (HTML: %s)', async (html) => {
    stage = await setStage();
    const feed = await ready(venue);
    stage.exchange.faults.add({
      kind: 'rate-limited',
      retryAfterSec: 37,
      html,
      route: ROUTE[venue],
      count: 1,
    });
    unwrap(await feed.candles(REQUEST, UNABORTED));
    const [refused, answered] = asked(venue);
    expect(refused?.status).toBe(429);
    expect(answered!.at - refused!.at).toBeGreaterThanOrEqual(37_000);
  });

  it('a ban is sat out by everybody, to the moment the message names', async () => {
    const blocked: (number | null)[] = [];
    stage = await setStage();
    const exchange = stage.exchange;
    const timing = virtualTiming(exchange);
    const feeds = stage.restart({
      timing: {
        ...timing,
        sleep: (ms, signal) => {
          blocked.push(feeds.loaded()[0]?.status().blockedUntil ?? null);
          return timing.sleep(ms, signal);
        },
      },
    });
    const feed = await feeds.get(venue);
    unwrap(await feed.candles(REQUEST, UNABORTED));
    exchange.requests.clear();
    const until = exchange.clock.now() + 300_000;
    exchange.faults.add({ kind: 'banned', forMs: 300_000, venue, count: 1 });
    const pages = await Promise.all([
      feed.candles(REQUEST, UNABORTED),
      feed.candles({ ...REQUEST, priority: 'focus' }, UNABORTED),
      feed.syncClock(UNABORTED),
    ]);
    expect(pages.map(({ ok }) => ok)).toEqual([true, true, true]);
    // What was on its way when the ban came is refused, too; after that there is silence until it ends.
    const later = exchange.requests.query().filter(({ status }) => status !== 418);
    expect(Math.min(...later.map(({ at }) => at))).toBeGreaterThanOrEqual(until);
    expect(blocked.some((time) => time !== null && Math.abs(time - until) < 2_000)).toBe(true);
    expect(feed.status().blockedUntil).toBeNull();
  });
});

const PASSING: FaultInput[] = [
  { kind: 'server-error', status: 500 },
  { kind: 'server-error', status: 502 },
  { kind: 'server-error', status: 504 },
  { kind: 'server-error', status: 403 },
  { kind: 'reset' },
  { kind: 'hang' },
];

describe.each(VENUES)('a request to %s', (venue) => {
  it.each(PASSING)('is repeated when the failure may pass: %o', async (fault) => {
    stage = await setStage({}, { timeoutMs: 150 });
    const feed = await ready(venue);
    stage.exchange.faults.add({ ...fault, route: ROUTE[venue], count: 2 } as FaultInput);
    unwrap(await feed.candles(REQUEST, UNABORTED));
    expect(asked(venue)).toHaveLength(3);
    expect(feed.status().lastError).toBeNull();
  });

  it('is repeated five times and then reported with a sentence', async () => {
    stage = await setStage();
    const feed = await ready(venue);
    stage.exchange.faults.add({ kind: 'server-error', status: 503, route: ROUTE[venue] });
    const result = await feed.candles(REQUEST, UNABORTED);
    expect(asked(venue)).toHaveLength(5);
    expect(result).toMatchObject({ ok: false, error: { kind: 'venue-down', transient: true } });
    expect(feed.status().lastError).toMatchObject({
      message: expect.stringMatching(/^(Bitget|Binance) is not available at the moment\.$/),
      by: { source: venue, said: '' },
    });
  });

  it('is given up at once when the caller aborts, on the line as in the queue', async () => {
    stage = await setStage({}, { timeoutMs: 5_000 });
    const feed = await ready(venue);
    stage.exchange.faults.add({ kind: 'hang', route: ROUTE[venue] });
    const abort = new AbortController();
    const pages = Array.from({ length: 5 }, () =>
      feed.candles({ ...REQUEST, priority: 'history' }, abort.signal),
    );
    await stage.exchange.requests.next(({ route }) => route === ROUTE[venue]);
    abort.abort();
    for (const page of pages) expect(await page).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    expect(asked(venue).length).toBeLessThanOrEqual(2);
  });

  it('fails at once after the feed was closed', async () => {
    stage = await setStage();
    const feed = await ready(venue);
    await feed.close();
    expect(await feed.candles(REQUEST, UNABORTED)).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  });
});

describe('the venue’s own codes', () => {
  it.each([
    ['bitget', '40015', 400],
    ['bitget', '40725', 200],
    ['bitget', '45001', 400],
    ['bitget', '40200', 400],
    ['binance', -1001, 400],
    ['binance', -1008, 503],
  ] as const)('%s %s passes and is repeated', async (venue, code, status) => {
    stage = await setStage();
    const feed = await ready(venue);
    stage.exchange.faults.add({ kind: 'venue-error', code, status, route: ROUTE[venue], count: 2 });
    unwrap(await feed.candles(REQUEST, UNABORTED));
    expect(asked(venue)).toHaveLength(3);
  });

  it.each([
    ['bitget', '40017', 'refused'],
    ['bitget', '00001', 'refused'],
    ['bitget', '40034', 'unknown-symbol'],
    ['bitget', '40309', 'unknown-symbol'],
    ['binance', -1121, 'unknown-symbol'],
    ['binance', -1120, 'refused'],
  ] as const)('%s %s is final: %s', async (venue, code, kind) => {
    stage = await setStage();
    const feed = await ready(venue);
    stage.exchange.faults.add({ kind: 'venue-error', code, message: 'Not today', route: ROUTE[venue] });
    const result = await feed.candles(REQUEST, UNABORTED);
    expect(result).toMatchObject({ ok: false, error: { kind, transient: false } });
    expect(result.ok ? '' : result.error.message).toContain('“Not today”');
    expect(asked(venue)).toHaveLength(1);
  });
});

describe('the venues’ documented limits', () => {
  it.each(VENUES)('cost time and no candle when they are overrun: %s', async (venue) => {
    // A stand-in that counts like the venue meets a feed that thinks it may go a hundred times as fast.
    stage = await setStage({ enforceRateLimits: true }, { timing: systemTiming });
    const feed = await stage.feeds.get(venue);
    const starts = Array.from({ length: 80 }, (_, i) => candlesBack('1m', 200 + i));
    const request = {
      unified: BTC,
      timeframe: '1m',
      until: candlesBack('1m', 0),
      priority: 'focus',
    } as const;
    const pages = await Promise.all(starts.map((from) => feed.candles({ ...request, from }, UNABORTED)));
    expect(pages.map(({ ok }) => ok)).toEqual(starts.map(() => true));
    const refused = asked(venue).filter(({ status }) => status === 429);
    if (venue === 'bitget') expect(refused.length).toBeGreaterThan(0);
  });
});
