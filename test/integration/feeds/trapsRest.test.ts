import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { candleRows } from '../../../shared/domain/candle.ts';
import { DAY, MINUTE } from '../../../shared/domain/time.ts';
import {
  BTC,
  candlesBack,
  download,
  missingFrom,
  type Stage,
  setStage,
  UNABORTED,
  unwrap,
} from './harness.ts';
import { naiveBinance, naiveBitget, numbers } from './naive.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.close());

const truth = (venue: 'bitget' | 'binance', from: number, until: number) =>
  candleRows(stage.exchange.truth(venue, 'BTCUSDT', '1m', from, until));
const naive = () => naiveBitget({ url: stage.exchange.url, now: stage.exchange.clock.now });

const SIXTY_DAYS_AGO = candlesBack('1m', (60 * DAY) / MINUTE);
const THREE_DAYS = { timeframe: '1m', from: SIXTY_DAYS_AGO, until: SIXTY_DAYS_AGO + 3 * DAY } as const;

describe('trap 1: a thousand-candle page from Bitget history', () => {
  it('loses eight hundred candles in ccxt, without an error', async () => {
    const page = numbers(await naive().fetchOHLCV(BTC, '1m', SIXTY_DAYS_AGO, 1_000));
    expect(page).toHaveLength(200);
    expect(page[0]?.[0]).toBe(SIXTY_DAYS_AGO + 800 * MINUTE);
  });

  it('loses nothing here', async () => {
    const feed = await stage.feeds.get('bitget');
    const { rows, pages } = await download(feed, THREE_DAYS);
    expect(rows).toEqual(truth('bitget', THREE_DAYS.from, THREE_DAYS.until));
    expect(pages).toHaveLength(Math.ceil(4_320 / 199));
  });
});

describe('trap 2: a range with an end', () => {
  it('is asked for at the wrong end again and again by ccxt’s paginate', async () => {
    const rows = await naive().fetchOHLCV(BTC, '1m', THREE_DAYS.from, undefined, {
      paginate: true,
      paginationCalls: 30,
      until: THREE_DAYS.until,
    });
    const expected = truth('bitget', THREE_DAYS.from, THREE_DAYS.until);
    expect(missingFrom(expected, numbers(rows))).toBeGreaterThan(4_000);
    const asked = stage.exchange.requests.query({ route: 'bitget.history-candles' });
    expect(new Set(asked.map(({ params }) => params.endTime)).size).toBeLessThan(asked.length);
  });

  it('is never part of a request of the feeds, and nothing of it is missing', async () => {
    const feed = await stage.feeds.get('bitget');
    const { rows } = await download(feed, THREE_DAYS);
    expect(missingFrom(truth('bitget', THREE_DAYS.from, THREE_DAYS.until), rows)).toBe(0);
    const ends = stage.exchange.requests.query({ route: 'bitget.history-candles' });
    for (const { params } of ends) {
      expect(Number(params.endTime) - Number(params.startTime)).toBe(Number(params.limit) * MINUTE);
    }
  });
});

const GARBAGE = [
  { kind: 'html' },
  { kind: 'truncated' },
  { kind: 'null-data' },
  { kind: 'server-error', status: 523 },
  { kind: 'server-error', status: 524 },
] as const;

describe('trap 4: garbage with status 200', () => {
  const from = candlesBack('1m', 300);
  const request = {
    unified: BTC,
    timeframe: '1m',
    from,
    until: from + 100 * MINUTE,
    priority: 'live',
  } as const;
  const routes = { bitget: 'bitget.candles', binance: 'binance.klines' } as const;

  it.each(GARBAGE)('is an empty list of candles in ccxt’s bitget: %o', async (fault) => {
    stage.exchange.faults.add({ ...fault, route: routes.bitget });
    expect(await naive().fetchOHLCV(BTC, '1m', from, 100)).toEqual([]);
  });

  it('is candles of nothing in ccxt’s binance', async () => {
    stage.exchange.faults.add({ kind: 'html', route: routes.binance });
    const exchange = naiveBinance({ url: stage.exchange.url });
    const rows = numbers(await exchange.fetchOHLCV(BTC, '1m', undefined, 100));
    expect(rows.length).toBeGreaterThan(0);
    expect(rows[0]?.[0]).toBeUndefined();
  });

  describe.each(['bitget', 'binance'] as const)('from %s', (venue) => {
    it.each(GARBAGE)('is asked again until the candles come: %o', async (fault) => {
      const feed = await stage.feeds.get(venue);
      stage.exchange.faults.add({ ...fault, route: routes[venue], count: 4 });
      const page = unwrap(await feed.candles(request, UNABORTED));
      expect(missingFrom(truth(venue, request.from, request.until), candleRows(page.candles))).toBe(0);
      expect(stage.exchange.requests.query({ route: routes[venue] })).toHaveLength(5);
    });

    it.each(GARBAGE)(
      'is an error in the end, never an answer that there are no candles: %o',
      async (fault) => {
        const feed = await stage.feeds.get(venue);
        stage.exchange.faults.add({ ...fault, route: routes[venue] });
        const page = await feed.candles(request, UNABORTED);
        expect(page).toMatchObject({ ok: false, error: { transient: true } });
      },
    );

    it('does not pass for a list of markets or for the time either', async () => {
      const feed = await stage.feeds.get(venue);
      stage.exchange.faults.add([
        { kind: 'html', venue, count: 2 },
        { kind: 'truncated', venue, count: 2 },
      ]);
      expect(unwrap(await feed.markets(UNABORTED)).length).toBeGreaterThan(5);
      stage.exchange.faults.add({ kind: 'null-data', venue, count: 2 });
      expect(Math.abs(unwrap(await feed.syncClock(UNABORTED)))).toBeLessThan(1_000);
    });

    it('is told apart from true answers when many requests are in flight', async () => {
      const feed = await stage.feeds.get(venue);
      stage.exchange.faults.add({ kind: 'html', route: routes[venue], probability: 0.4, seed: 7 });
      const starts = Array.from({ length: 40 }, (_, i) => from + i * 5 * MINUTE);
      const pages = await Promise.all(
        starts.map((start) =>
          feed.candles({ ...request, from: start, until: start + 5 * MINUTE, priority: 'focus' }, UNABORTED),
        ),
      );
      for (const [i, page] of pages.entries()) {
        const start = starts[i]!;
        if (!page.ok) expect(page.error.kind).toBe('garbage-answer');
        else {
          expect(page.value.request).toContain(String(start - MINUTE));
          expect(missingFrom(truth(venue, start, start + 5 * MINUTE), candleRows(page.value.candles))).toBe(
            0,
          );
        }
      }
      expect(pages.filter((page) => page.ok).length).toBeGreaterThan(30);
    });
  });
});

describe('trap 5: a failed first loading of the markets', () => {
  const outage = { kind: 'server-error', status: 503, route: 'bitget.contracts' } as const;

  it('is remembered by ccxt for ever', async () => {
    stage.exchange.faults.add({ ...outage, count: 1 });
    const exchange = naive();
    await expect(exchange.loadMarkets()).rejects.toThrow('503');
    const asked = stage.exchange.requests.query().length;
    await expect(exchange.loadMarkets()).rejects.toThrow('503');
    expect(stage.exchange.requests.query()).toHaveLength(asked);
  });

  it('is over for the feeds when the outage is', async () => {
    const feed = await stage.feeds.get('bitget');
    const [id] = stage.exchange.faults.add(outage);
    expect(await feed.markets(UNABORTED)).toMatchObject({ ok: false, error: { kind: 'venue-down' } });
    stage.exchange.faults.remove(id!);
    expect(unwrap(await feed.markets(UNABORTED)).length).toBeGreaterThan(5);
  });
});

describe('a trap not on the list: a page with rows twice', () => {
  const from = SIXTY_DAYS_AGO;
  const request = {
    unified: BTC,
    timeframe: '1m',
    from,
    until: from + 199 * MINUTE,
    priority: 'live',
  } as const;

  it('loses its newest candles in ccxt, which cuts the list to the limit', async () => {
    stage.exchange.faults.add({ kind: 'duplicates', route: 'bitget.history-candles' });
    const rows = numbers(await naive().fetchOHLCV(BTC, '1m', from, 200));
    expect(missingFrom(truth('bitget', from, from + 200 * MINUTE), rows)).toBeGreaterThan(20);
  });

  it.each([{ kind: 'duplicates' }, { kind: 'out-of-order' }] as const)(
    'loses nothing here: %o',
    async (fault) => {
      const feed = await stage.feeds.get('bitget');
      stage.exchange.faults.add({ ...fault, route: 'bitget.history-candles' });
      const page = unwrap(await feed.candles(request, UNABORTED));
      expect(page.answered).toEqual({ from, until: request.until });
      expect(missingFrom(truth('bitget', from, request.until), candleRows(page.candles))).toBe(0);
    },
  );
});
