import { describe, expect, it } from 'vitest';
import {
  assessCoverage,
  overallStatus,
  type SeriesLedger,
  wantedFrom,
} from '../../../shared/domain/coverage.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/domain/time.ts';
import {
  closedUntil,
  durationOf,
  FRESHNESS_LIMIT,
  floorToGrid,
  TIMEFRAMES,
  type Timeframe,
} from '../../../shared/domain/timeframe.ts';
import { MONDAY } from '../../helpers/sampleCandles.ts';

const NOW = MONDAY + 10 * HOUR + 30 * MINUTE;

/** A series that has all it should have. */
function complete(timeframe: Timeframe, changes: Partial<SeriesLedger> = {}, now = NOW): SeriesLedger {
  const base = { timeframe, historyDays: 30, listedAt: null, ...changes };
  const from = wantedFrom(base, now);
  const until = closedUntil(timeframe, now);
  const step = durationOf(timeframe);
  return {
    id: 1 as SeriesLedger['id'],
    instrumentId: 1 as SeriesLedger['instrumentId'],
    exchange: 'bitget',
    symbol: 'BTCUSDT',
    tracked: true,
    candles: (until - from) / step,
    first: from,
    last: until - step,
    ledgerFrom: from,
    ledgerUntil: until,
    missing: 0,
    confirmedEmpty: 0,
    gaps: 0,
    ...base,
  };
}

describe('assessCoverage', () => {
  it.each(TIMEFRAMES)('calls a complete and fresh %s series ok', (timeframe) => {
    const ledger = complete(timeframe);
    expect(assessCoverage(ledger, NOW)).toMatchObject({
      status: 'ok',
      coverage: 1,
      expected: ledger.candles,
    });
  });

  it('calls a series without candles missing', () => {
    const empty = complete('1h', {
      candles: 0,
      first: null,
      last: null,
      ledgerFrom: null,
      ledgerUntil: null,
    });
    expect(assessCoverage(empty, NOW)).toMatchObject({
      status: 'missing',
      ageMs: null,
      coverage: 0,
      expected: 720,
    });
  });

  it.each(TIMEFRAMES)('calls a %s series stale one millisecond after its limit', (timeframe) => {
    const ledger = complete(timeframe);
    const limit = ledger.last! + durationOf(timeframe) + FRESHNESS_LIMIT[timeframe];
    const statusAt = (now: number) => assessCoverage({ ...ledger, historyDays: 1 }, now);
    expect(statusAt(limit).status).toBe('ok');
    expect(statusAt(limit + 1)).toMatchObject({ status: 'stale', ageMs: FRESHNESS_LIMIT[timeframe] + 1 });
  });

  it('measures the age from the close of the last candle, never below zero', () => {
    expect(assessCoverage(complete('1h'), NOW).ageMs).toBe(30 * MINUTE);
    expect(assessCoverage(complete('1h'), MONDAY).ageMs).toBe(0);
  });

  it('calls a series with a gap that can still be filled incomplete', () => {
    const holed = complete('1h', { missing: 20, confirmedEmpty: 5, gaps: 2, candles: 700 });
    const found = assessCoverage(holed, NOW);
    expect(found.status).toBe('incomplete');
    expect(found.coverage).toBeCloseTo(700 / 715);
  });

  it('is ok with gaps that the venue has confirmed', () => {
    const quiet = complete('1h', { missing: 20, confirmedEmpty: 20, gaps: 1, candles: 700 });
    expect(assessCoverage(quiet, NOW)).toMatchObject({ status: 'ok', coverage: 1, expected: 720 });
  });

  it('calls a series that starts later than wanted incomplete, one that starts earlier ok', () => {
    const from = wantedFrom({ timeframe: '1h', historyDays: 30, listedAt: null }, NOW);
    expect(assessCoverage(complete('1h', { ledgerFrom: from + HOUR }), NOW).status).toBe('incomplete');
    const longer = complete('1h', { ledgerFrom: from - HOUR, candles: 721 });
    expect(assessCoverage(longer, NOW)).toMatchObject({ status: 'ok', expected: 721 });
  });

  it('wants nothing from before the listing, and the candle in which it fell', () => {
    const listedAt = NOW - 2 * DAY;
    const listed = complete('1h', { listedAt });
    expect(wantedFrom(listed, NOW)).toBe(floorToGrid('1h', listedAt));
    expect(assessCoverage(listed, NOW)).toMatchObject({ status: 'ok', expected: 48 });
    const exact = { ...listed, listedAt: MONDAY };
    expect(wantedFrom(exact, NOW)).toBe(MONDAY);
    expect(wantedFrom({ ...exact, listedAt: NOW - 300 * DAY }, NOW)).toBe(
      wantedFrom({ ...exact, listedAt: null }, NOW),
    );
  });

  it('has nothing to expect of a contract that is listed in the future', () => {
    const future = complete('1h', { candles: 0, last: null, ledgerFrom: null, ledgerUntil: null });
    expect(assessCoverage({ ...future, listedAt: NOW + DAY }, NOW)).toMatchObject({
      status: 'missing',
      expected: 0,
      coverage: 0,
    });
  });
});

describe('overallStatus', () => {
  it('is the worst of all, and ok when there is none', () => {
    const of = (...statuses: ('ok' | 'missing' | 'stale' | 'incomplete')[]) =>
      overallStatus(statuses.map((status) => ({ status })));
    expect(of('ok', 'stale', 'incomplete', 'missing')).toBe('missing');
    expect(of('ok', 'stale', 'incomplete')).toBe('incomplete');
    expect(of('ok', 'stale')).toBe('stale');
    expect(of('ok')).toBe('ok');
    expect(of()).toBe('ok');
  });
});
