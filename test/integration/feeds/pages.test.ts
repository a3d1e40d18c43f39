import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { candleRows } from '../../../shared/domain/candle.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import { DAY, HOUR, MINUTE, WEEK } from '../../../shared/domain/time.ts';
import {
  ceilToGrid,
  closedUntil,
  durationOf,
  TIMEFRAMES,
  type Timeframe,
} from '../../../shared/domain/timeframe.ts';
import { BTC, candlesBack, download, NOON, type Stage, setStage, UNABORTED, unwrap } from './harness.ts';

let stage: Stage;
afterEach(() => stage.close());

async function expectTruth(
  venue: ExchangeId,
  timeframe: Timeframe,
  from: number,
  until: number,
  secondLook = false,
) {
  const feed = await stage.feeds.get(venue);
  const { rows, pages } = await download(feed, { timeframe, from, until, secondLook });
  expect(rows).toEqual(candleRows(stage.exchange.truth(venue, 'BTCUSDT', timeframe, from, until)));
  return pages;
}

const scenario = fc.record({
  timeframe: fc.constantFrom(...TIMEFRAMES),
  /** Days back from now; the recent endpoint of most timeframes ends within them. */
  back: fc.integer({ min: 1, max: 70 }),
  candles: fc.integer({ min: 1, max: 1_500 }),
  holes: fc.array(
    fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), hours: fc.integer({ min: 1, max: 72 }) }),
    { maxLength: 2 },
  ),
  secondLook: fc.boolean(),
});

const WORLDS = [
  ['bitget', { inclusiveEndTime: false, honourStartTime: false }],
  ['bitget', { inclusiveEndTime: true, honourStartTime: false }],
  ['bitget', { inclusiveEndTime: false, honourStartTime: true }],
  ['bitget', { inclusiveEndTime: true, honourStartTime: true }],
  ['binance', {}],
] as const;

describe.each(WORLDS)('any range from %s %o', (venue, settings) => {
  it('is downloaded whole, across holes and the end of the recent endpoint', async () => {
    stage = await setStage({ ...settings });
    await fc.assert(
      fc.asyncProperty(scenario, async ({ timeframe, back, candles, holes, secondLook }) => {
        stage.exchange.faults.clear();
        const from = ceilToGrid(timeframe, NOON - back * DAY);
        const until = Math.min(from + candles * durationOf(timeframe), closedUntil(timeframe, NOON));
        for (const { at, hours } of holes) {
          const start = Math.round(from + at * (until - from));
          stage.exchange.faults.add({ kind: 'hole', from: start, until: start + hours * HOUR });
        }
        await expectTruth(venue, timeframe, from, until, secondLook);
      }),
      { numRuns: 15 },
    );
  });
});

describe.each(['bitget', 'binance'] as const)('a page of %s', (venue) => {
  it('holds three recent days of minutes in as few requests as the venue allows', async () => {
    stage = await setStage();
    const from = candlesBack('1m', 4_320);
    const pages = await expectTruth(venue, '1m', from, candlesBack('1m', 0));
    expect(pages).toHaveLength(venue === 'bitget' ? 5 : 9);
    const feed = await stage.feeds.get(venue);
    expect(feed.pageSize('1m', from)).toBe(venue === 'bitget' ? 999 : 498);
  });

  it('is only as large as what is asked for', async () => {
    stage = await setStage();
    const feed = await stage.feeds.get(venue);
    const from = candlesBack('1m', 3);
    const request = { unified: BTC, timeframe: '1m', from, until: from + MINUTE, priority: 'focus' } as const;
    const page = unwrap(await feed.candles(request, UNABORTED));
    expect(page.request).toContain('limit=2&');
    expect(page.answered).toEqual({ from, until: from + MINUTE });
    expect(page.exchangeTime).toBeLessThanOrEqual(stage.exchange.clock.now() + 1_000);
  });

  it('never speaks for the candle that is forming, nor for the future', async () => {
    stage = await setStage();
    const feed = await stage.feeds.get(venue);
    const until = candlesBack('1m', -500);
    const request = {
      unified: BTC,
      timeframe: '1m',
      from: candlesBack('1m', 5),
      until,
      priority: 'live',
    } as const;
    const page = unwrap(await feed.candles(request, UNABORTED));
    expect(page.answered.until).toBe(candlesBack('1m', 0));
    const ahead = unwrap(await feed.candles({ ...request, from: candlesBack('1m', 0) }, UNABORTED));
    expect(ahead.answered).toEqual({ from: candlesBack('1m', 0), until: candlesBack('1m', 0) });
  });

  it('that lies before the listing is answered: there is nothing', async () => {
    const listed = NOON - 100 * DAY + 17 * MINUTE;
    stage = await setStage({ listed: { BTCUSDT: listed } });
    const from = ceilToGrid('1m', listed) - 500 * MINUTE;
    const pages = await expectTruth(venue, '1m', from, from + 1_000 * MINUTE);
    // Binance jumps to the first candle and so answers the whole stretch before it at once.
    expect(pages[0]?.answered.until).toBe(
      venue === 'bitget' ? from + 199 * MINUTE : pages[0]?.answered.until,
    );
    expect(pages[0]?.answered.from).toBe(from);
  });

  it('asks for weeks without spanning more than 90 days', async () => {
    stage = await setStage();
    await expectTruth(venue, '1w', ceilToGrid('1w', NOON - 300 * WEEK), closedUntil('1w', NOON));
  });
});

describe('the first candle of a contract', () => {
  it.each(['bitget', 'binance'] as const)('is found to the minute at %s', async (venue) => {
    const listed = Date.UTC(2023, 4, 17, 9, 41);
    stage = await setStage({ listed: { BTCUSDT: listed } });
    const feed = await stage.feeds.get(venue);
    expect(unwrap(await feed.listing(BTC, UNABORTED))).toBe(listed);
  });

  it('is found with one request at Binance', async () => {
    stage = await setStage();
    const feed = await stage.feeds.get('binance');
    unwrap(await feed.listing(BTC, UNABORTED));
    expect(stage.exchange.requests.query({ route: 'binance.klines' })).toHaveLength(1);
  });

  it.each([
    ['1m', '1h'],
    ['1h', '1d'],
    ['1d', '1w'],
  ] as const)('is as fine as Bitget answers: without %s it is the first %s', async (lacking, finest) => {
    const listed = Date.UTC(2023, 4, 17, 9, 41);
    stage = await setStage({ listed: { BTCUSDT: listed } });
    for (const timeframe of TIMEFRAMES.slice(0, TIMEFRAMES.indexOf(lacking) + 1)) {
      stage.exchange.faults.add({ kind: 'hole', timeframe, from: listed - WEEK, until: listed + WEEK });
    }
    const feed = await stage.feeds.get('bitget');
    const found = unwrap(await feed.listing(BTC, UNABORTED));
    expect(found).toBe(ceilToGrid(finest, listed) - durationOf(finest));
  });

  it('is found behind a quarter in which Bitget had no candles', async () => {
    const listed = Date.UTC(2022, 1, 1, 8);
    stage = await setStage({ listed: { BTCUSDT: listed } });
    stage.exchange.faults.add({ kind: 'hole', from: listed + 2 * WEEK, until: listed + 40 * WEEK });
    const feed = await stage.feeds.get('bitget');
    expect(unwrap(await feed.listing(BTC, UNABORTED))).toBe(listed);
  });
});
