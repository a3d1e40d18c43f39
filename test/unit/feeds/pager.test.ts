import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answeredBy, limitAt, type PagePlan, planPage } from '../../../electron/feeds/pager.ts';
import { binance } from '../../../electron/feeds/venues/binance.ts';
import { bitget } from '../../../electron/feeds/venues/bitget.ts';
import type { Venue } from '../../../electron/feeds/venues/venue.ts';
import { candlesFromRows } from '../../../shared/domain/candle.ts';
import { DAY, MINUTE } from '../../../shared/domain/time.ts';
import {
  closedUntil,
  durationOf,
  floorToGrid,
  TIMEFRAMES,
  type Timeframe,
} from '../../../shared/domain/timeframe.ts';

const NOW = Date.UTC(2026, 8, 15, 12, 0, 30);

type World = Readonly<{ now: number; exists: (openTime: number) => boolean; listedAt: number }>;
type Server = (plan: PagePlan, timeframe: Timeframe, world: World) => number[];

function openTimes(
  timeframe: Timeframe,
  from: number,
  until: number,
  { exists, listedAt, now }: World,
): number[] {
  const duration = durationOf(timeframe);
  const times: number[] = [];
  const end = Math.min(until, now + 1);
  const first = floorToGrid(timeframe, Math.max(from, listedAt) - 1) + duration;
  for (let time = first; time < end; time += duration) if (exists(time)) times.push(time);
  return times;
}

/** Bitget as ccxt speaks to it (bitget.js:4729-4909): the last `limit` rows before the end of the window. */
const bitgetServer =
  (inclusive: boolean, honourStart: boolean): Server =>
  (plan, timeframe, world) => {
    const duration = durationOf(timeframe);
    const recentDays = bitget.paging.history!.recentDays[timeframe];
    const isHistory = plan.since <= world.now - (recentDays - 1) * DAY || 'useHistoryEndpoint' in plan.params;
    const limit = isHistory ? Math.min(plan.limit, 200) : plan.limit;
    const end = Math.min(plan.since + plan.limit * duration, world.now);
    const start = isHistory ? end - limit * duration : plan.since;
    expect(end - start).toBeLessThanOrEqual(90 * DAY);
    const reach = isHistory ? 0 : world.now - recentDays * DAY;
    const from = Math.max(reach, honourStart ? start : end - 2 * limit * duration);
    return openTimes(timeframe, from, inclusive ? end + 1 : end, world).slice(-limit);
  };

/** Binance without an endTime: the first `limit` rows from `since` on, however far away they are. */
const binanceServer: Server = (plan, timeframe, world) =>
  openTimes(timeframe, plan.since, Number.POSITIVE_INFINITY, world).slice(0, plan.limit);

/** A server that looks at its window only, as Binance once did (ccxt#8454). */
const windowServer: Server = (plan, timeframe, world) =>
  openTimes(timeframe, plan.since, plan.since + plan.limit * durationOf(timeframe), world);

const SERVERS: readonly (readonly [string, Venue, Server])[] = [
  ['Bitget, endTime exclusive, startTime ignored', bitget, bitgetServer(false, false)],
  ['Bitget, endTime inclusive, startTime ignored', bitget, bitgetServer(true, false)],
  ['Bitget, endTime exclusive, startTime honoured', bitget, bitgetServer(false, true)],
  ['Bitget, endTime inclusive, startTime honoured', bitget, bitgetServer(true, true)],
  ['Binance', binance, binanceServer],
  ['Binance within a window', binance, windowServer],
];

/** Up to three holes, some far longer than a page. */
const scenario = fc.record({
  timeframe: fc.constantFrom(...TIMEFRAMES),
  /** Candles back from now to the beginning and to the listing. */
  back: fc.integer({ min: 1, max: 2_500 }),
  wanted: fc.integer({ min: 1, max: 2_500 }),
  listedBack: fc.integer({ min: 0, max: 3_000 }),
  /** How much older than that everything is, in days, to meet the boundary of the recent endpoint. */
  age: fc.integer({ min: 0, max: 40 }),
  nowOffset: fc.integer({ min: 0, max: 3 * MINUTE }),
  holes: fc.array(
    fc.record({ at: fc.integer({ min: 0, max: 2_500 }), length: fc.integer({ min: 1, max: 1_500 }) }),
    {
      maxLength: 3,
    },
  ),
  secondLook: fc.boolean(),
});

describe.each(SERVERS)('pages from %s', (_, venue, server) => {
  it('together hold every candle there is, and never claim one empty that exists', () => {
    fc.assert(
      fc.property(scenario, (s) => {
        const duration = durationOf(s.timeframe);
        const now = NOW + s.nowOffset;
        const begin = Math.max(duration, floorToGrid(s.timeframe, now - s.age * DAY) - s.back * duration);
        const target = Math.min(begin + s.wanted * duration, closedUntil(s.timeframe, now));
        const inHole = (time: number): boolean =>
          s.holes.some(
            ({ at, length }) => time >= begin + at * duration && time < begin + (at + length) * duration,
          );
        const world: World = {
          now,
          exists: (time) => !inHole(time),
          listedAt: floorToGrid(s.timeframe, now) - s.listedBack * duration,
        };
        let cursor = begin;
        while (cursor < target) {
          const request = { timeframe: s.timeframe, from: cursor, until: target, secondLook: s.secondLook };
          const plan = planPage(venue.paging, request, now);
          const times = server(plan, s.timeframe, world);
          const answered = answeredBy(plan, request, rowsAt(times), now);
          expect(answered.from).toBe(cursor);
          expect(answered.until).toBeLessThanOrEqual(closedUntil(s.timeframe, now));
          expect(floorToGrid(s.timeframe, answered.until)).toBe(answered.until);
          const got = times.filter((time) => time >= answered.from && time < answered.until);
          expect(got).toEqual(openTimes(s.timeframe, answered.from, answered.until, world));
          // A page may stop short of the last candle only, when that has closed a moment ago and is not there.
          if (answered.until === cursor) expect(target - cursor).toBe(duration);
          if (answered.until === cursor) break;
          cursor = answered.until;
        }
      }),
      { numRuns: 150 },
    );
  });
});

const rowsAt = (times: readonly number[]) => candlesFromRows(times.map((time) => [time, 1, 1, 1, 1, 1]));

describe('a page', () => {
  const page = (venue: Venue, timeframe: Timeframe, ageDays: number, more = {}) => {
    const from = floorToGrid(timeframe, NOW - ageDays * DAY);
    return planPage(venue.paging, { timeframe, from, until: NOW, ...more }, NOW);
  };

  it('begins one candle early and never names an end', () => {
    const from = floorToGrid('1m', NOW) - 60 * MINUTE;
    const plan = planPage(bitget.paging, { timeframe: '1m', from, until: from + 10 * MINUTE }, NOW);
    expect(plan).toEqual({ since: from - MINUTE, limit: 11, params: {} });
  });

  it('of Bitget has 1,000 candles while the recent endpoint reaches, and 200 from before it ends', () => {
    expect(page(bitget, '1m', 28).limit).toBe(1_000);
    expect(page(bitget, '1m', 29).limit).toBe(200);
    expect(page(bitget, '1m', 400).limit).toBe(200);
    const edge = NOW - 29 * DAY;
    expect(limitAt(bitget.paging, '1m', edge + 2 * MINUTE, NOW)).toBe(200);
    expect(limitAt(bitget.paging, '1m', edge + 2 * MINUTE + 1, NOW)).toBe(1_000);
  });

  it.each([
    ['4h', 540],
    ['6h', 360],
    ['12h', 180],
    ['1d', 90],
    ['1w', 12],
  ] as const)('of Bitget never spans more than 90 days: %s × %d', (timeframe, limit) => {
    expect(limitAt(bitget.paging, timeframe, NOW - DAY, NOW)).toBe(limit);
    expect(limit * durationOf(timeframe)).toBeLessThanOrEqual(90 * DAY);
  });

  it('of Binance has 499 candles at any age', () => {
    expect(page(binance, '1m', 28).limit).toBe(499);
    expect(page(binance, '1m', 2_000).limit).toBe(499);
  });

  it('of a second look is small, and Bitget’s other endpoint gives a second opinion about older candles', () => {
    expect(page(bitget, '1m', 5, { secondLook: true })).toMatchObject({
      limit: 100,
      params: { useHistoryEndpoint: true },
    });
    expect(page(bitget, '1m', 1, { secondLook: true })).toMatchObject({ limit: 100, params: {} });
    expect(page(binance, '1m', 5, { secondLook: true })).toMatchObject({ limit: 99, params: {} });
  });

  it('does not speak for a candle that closed a moment ago, unless it is there', () => {
    const close = floorToGrid('1m', NOW);
    const from = close - 3 * MINUTE;
    const request = { timeframe: '1m', from } as const;
    const plan = planPage(binance.paging, { ...request, until: close }, close + 500);
    const rows = (n: number) => rowsAt([from - MINUTE, from, from + MINUTE, from + 2 * MINUTE].slice(0, n));
    expect(answeredBy(plan, request, rows(4), close + 500).until).toBe(close);
    expect(answeredBy(plan, request, rows(3), close + 500).until).toBe(close - MINUTE);
    expect(answeredBy(plan, request, rows(3), close + 2_500).until).toBe(close);
  });

  it('speaks for nothing when all of it is still to come', () => {
    const from = floorToGrid('1m', NOW);
    const request = { timeframe: '1m', from } as const;
    const plan = planPage(bitget.paging, { ...request, until: from + MINUTE }, NOW);
    expect(answeredBy(plan, request, rowsAt([from - MINUTE, from]), NOW)).toEqual({ from, until: from });
  });
});
