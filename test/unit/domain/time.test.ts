import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EpochMs, parseTime, toIso } from '../../../shared/domain/time.ts';

describe('parseTime', () => {
  it.each([
    ['2026-03-01', Date.UTC(2026, 2, 1)],
    ['2026-03-01T15:00', Date.UTC(2026, 2, 1, 15)],
    ['2026-03-01 15:00', Date.UTC(2026, 2, 1, 15)],
    ['2026-03-01T15:00:30', Date.UTC(2026, 2, 1, 15, 0, 30)],
    ['2026-03-01T15:00:30.5', Date.UTC(2026, 2, 1, 15, 0, 30, 500)],
    ['2026-03-01T15:00:00Z', Date.UTC(2026, 2, 1, 15)],
    ['2026-03-01T15:00:00+00:00', Date.UTC(2026, 2, 1, 15)],
    ['2026-03-01T15:00:00+02:00', Date.UTC(2026, 2, 1, 13)],
    ['2026-03-01T23:30-03:30', Date.UTC(2026, 2, 2, 3)],
    ['2024-02-29', Date.UTC(2024, 1, 29)],
    ['2026-03-01T24:00', Date.UTC(2026, 2, 2)],
  ])('reads %s', (text, time) => {
    expect(parseTime(text)).toBe(time);
  });

  it.each([
    '',
    'yesterday',
    '03/01/2026',
    '2026-3-1',
    '2026-02-30',
    '2026-02-30T10:00+02:00',
    '2026-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-03-01T25:00',
    '2026-03-01T23:60',
    '2026-03-01T15',
    '2026-03-01T15:00:00+25:00',
    '2026-03-01T15:00:00+0200',
    '2026-03-01T15:00:00 UTC',
    '1969-12-31',
    '1772377200000',
    ' 2026-03-01',
  ])('refuses %j', (text) => {
    expect(parseTime(text)).toBeNull();
  });

  it('takes a time without an offset as UTC wherever the PC is', () => {
    const before = process.env.TZ;
    try {
      for (const zone of ['America/New_York', 'Asia/Shanghai']) {
        process.env.TZ = zone;
        expect(new Date(2026, 0, 1).getUTCHours()).not.toBe(0);
        expect(parseTime('2026-03-01T15:00')).toBe(Date.UTC(2026, 2, 1, 15));
        expect(parseTime('2026-03-01')).toBe(Date.UTC(2026, 2, 1));
      }
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  });

  it('reads back what toIso writes, whatever the time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) }), (time) => {
        expect(parseTime(toIso(time))).toBe(time);
      }),
    );
  });
});

describe('toIso', () => {
  it('writes the offset as the seeds do', () => {
    expect(toIso(Date.UTC(2026, 2, 1, 15))).toBe('2026-03-01T15:00:00+00:00');
    expect(toIso(Date.UTC(2026, 2, 1, 15, 0, 0, 7))).toBe('2026-03-01T15:00:00.007+00:00');
  });
});

describe('EpochMs', () => {
  it('is a whole, non-negative number of milliseconds that a calendar can show', () => {
    for (const bad of [-1, 0.5, Number.NaN, 8_640_000_000_000_001]) {
      expect(EpochMs.safeParse(bad).success).toBe(false);
    }
    expect(EpochMs.safeParse(0).success).toBe(true);
  });
});
