import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../../shared/domain/time.ts';
import { createClock } from '../../exchange/clock.ts';
import { BTC, binanceFor, exchangeForTest } from './clients.ts';

const NOON = Date.parse('2026-11-18T12:00:00Z');

describe('virtual time', () => {
  test('is real time unless told otherwise', async () => {
    const exchange = await exchangeForTest();
    expect(Math.abs(exchange.clock.now() - Date.now())).toBeLessThan(100);
    expect(exchange.clock.speed()).toBe(1);
  });

  test('stands still at speed 0, moves by hand, and tells listeners', () => {
    const clock = createClock(NOON, 0);
    const seen: number[] = [];
    const stop = clock.onChange(() => seen.push(clock.now()));
    clock.advance(HOUR);
    clock.jump(NOON - DAY);
    clock.advance(MINUTE);
    stop();
    clock.advance(MINUTE);
    expect(seen).toEqual([NOON + HOUR, NOON - DAY, NOON - DAY + MINUTE]);
    expect(clock.now()).toBe(NOON - DAY + 2 * MINUTE);
  });

  test('keeps its place when the speed changes', () => {
    const clock = createClock(NOON, 0);
    clock.setSpeed(1_000);
    clock.setSpeed(0);
    const stopped = clock.now();
    expect(stopped).toBeGreaterThanOrEqual(NOON);
    expect(stopped).toBeLessThan(NOON + MINUTE);
    expect(clock.now()).toBe(stopped);
  });

  test('days pass in seconds: an hour per second brings closed minutes by the dozen', async () => {
    const exchange = await exchangeForTest({ now: NOON, speed: 3_600 });
    const client = await binanceFor(exchange);
    const opens = new Set<number>();
    while (opens.size < 30) for (const row of await client.watchOHLCV(BTC, '1m')) opens.add(row[0]!);
    const sorted = [...opens].sort((a, b) => a - b);
    expect(sorted.at(-1)! - sorted[0]!).toBe((sorted.length - 1) * MINUTE);
  });

  test('the venues may be ahead of it', async () => {
    const exchange = await exchangeForTest({ now: NOON, speed: 0, skewMs: 90 * SECOND });
    const client = await binanceFor(exchange);
    expect((await client.fetchOHLCV(BTC, '1m', NOON)).map((row) => row[0])).toEqual([NOON, NOON + MINUTE]);
  });
});
