import { expect, test } from 'vitest';
import { createFormatters } from '../../../renderer/format/formatters.ts';
import { decimalsOf, priceDecimals } from '../../../renderer/format/price.ts';
import { formatTime } from '../../../renderer/format/time.ts';

const en = createFormatters('en', 'utc');
const es = createFormatters('es', 'utc');
/** Intl puts spaces of several kinds between numbers and units. */
const plain = (text: string): string => text.replace(/\s/g, ' ');

test('counts are grouped, four digits too, so that columns line up', () => {
  expect([en.count(1234), en.count(1_234_567)]).toEqual(['1,234', '1,234,567']);
  expect([es.count(1234), es.count(1_234_567)]).toEqual(['1.234', '1.234.567']);
});

test('only what is whole is a hundred per cent', () => {
  expect([1, 0.99999, 0.5, 0].map(en.percent)).toEqual(['100.00%', '99.99%', '50.00%', '0.00%']);
  expect(en.percent(0.07)).toBe('7.00%');
});

test('durations are told in their two largest units', () => {
  expect([0, 999, 65_000, 3_600_000, 90_061_000].map(en.duration)).toEqual([
    '0s',
    '0s',
    '1m 5s',
    '1h',
    '1d 1h',
  ]);
  expect(en.duration(-5)).toBe('0s');
  expect(plain(es.duration(65_000))).toBe('1min 5s');
});

test('a short wait is told finer than a duration, until it is one', () => {
  expect([0, 840, 2_440, 59_900, 65_000].map((ms) => plain(en.latency(ms)))).toEqual([
    '0ms',
    '840ms',
    '2.4s',
    '59.9s',
    '1m 5s',
  ]);
  expect(plain(es.latency(2_440))).toBe('2,4s');
});

test('a part that nobody needs finer is told in whole per cents', () => {
  expect([0, 0.144, 1].map(en.part)).toEqual(['0%', '14%', '100%']);
});

test('a clock offset carries its sign', () => {
  expect([12, -3, 0].map((ms) => plain(en.offset(ms)))).toEqual(['+12 ms', '-3 ms', '0 ms']);
});

test('bytes are told in steps of a thousand', () => {
  expect([0, 999, 188_000, 15_300_000].map((n) => plain(en.bytes(n)))).toEqual([
    '0 byte',
    '999 byte',
    '188 kB',
    '15.3 MB',
  ]);
});

test('times are the same in every language, in the zone that was chosen', () => {
  const at = Date.UTC(2026, 2, 1, 15, 4);
  expect([en.time(at), es.time(at)]).toEqual(['2026-03-01 15:04', '2026-03-01 15:04']);
  const local = new Date(at);
  expect(formatTime(at, 'local').slice(-5)).toBe(
    [local.getHours(), local.getMinutes()].map((n) => String(n).padStart(2, '0')).join(':'),
  );
});

test('marks of a time axis are as short as what changes there', () => {
  const at = Date.UTC(2026, 10, 7, 15, 0);
  expect((['year', 'month', 'day', 'minute'] as const).map((unit) => en.mark(at, unit))).toEqual([
    '2026',
    'Nov',
    '7',
    '15:00',
  ]);
});

test('prices have the decimals of their tick, else those they need', () => {
  expect([0.1, 0.05, 1e-7, 5].map(decimalsOf)).toEqual([1, 2, 7, 0]);
  expect(priceDecimals(0.01, [1.23456])).toBe(2);
  expect(priceDecimals(null, Float64Array.of(1, 1.5, 1.25))).toBe(2);
  expect(es.price(65_413.5, 1)).toBe('65.413,5');
});
