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
  const base = { timeframe, historyDays: 30, listedAt: null, delistedAt: null, live: false, ...changes };
  const from = wantedFrom(base, now);
  const until = closedUntil(timeframe, now);
  const step = durationOf(timeframe);
  return {
    id: 1 as SeriesLedger['id'],
    instrumentId: 1 as SeriesLedger['instrumentId'],
    exchange: 'bitget',
    symbol: 'BTCUSDT',
    tracked: true,
    isActive: true,
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

describe('a symbol that has left the venue', () => {
  const delistedAt = MONDAY - 3 * DAY + 90 * MINUTE;
  const ended = { delistedAt, last: MONDAY - 3 * DAY + HOUR, ledgerUntil: MONDAY - 3 * DAY + 2 * HOUR };

  it('is not stale once the ledger answers for its last candle, and nothing is expected after that', () => {
    const from = wantedFrom(complete('1h'), NOW);
    const candles = (ended.ledgerUntil - from) / HOUR;
    expect(assessCoverage(complete('1h', { ...ended, candles }), NOW)).toMatchObject({
      status: 'ok',
      expected: candles,
      missing: 0,
      coverage: 1,
    });
  });

  it('is stale while its last candles have not been asked for, and they are all that is', () => {
    const earlier = { delistedAt, last: ended.last - 5 * HOUR, ledgerUntil: ended.ledgerUntil - 5 * HOUR };
    const from = wantedFrom(complete('1h'), NOW);
    const candles = (earlier.ledgerUntil - from) / HOUR;
    expect(assessCoverage(complete('1h', { ...earlier, candles }), NOW)).toMatchObject({
      status: 'stale',
      missing: 5,
    });
  });
});

describe('the limits of the trader', () => {
  it('replace the seeds’ freshness of the timeframes they name, and no other', () => {
    const ledger = complete('1h', { last: NOW - 90 * MINUTE - HOUR });
    const strict = { freshnessMs: { '1h': HOUR }, requiredDays: {} };
    expect(assessCoverage(ledger, NOW).status).toBe('ok');
    expect(assessCoverage(ledger, NOW, strict).status).toBe('stale');
    expect(assessCoverage(complete('5m'), NOW, strict).status).toBe('ok');
  });

  it('ask for as many days as they say, whatever a series is kept for', () => {
    const ledger = complete('1h');
    expect(assessCoverage(ledger, NOW, { freshnessMs: {}, requiredDays: { '1h': 40 } }).status).toBe(
      'incomplete',
    );
    const short = complete('1h', { ledgerFrom: NOW - 12 * DAY });
    expect(assessCoverage(short, NOW, { freshnessMs: {}, requiredDays: { '1h': 10 } }).status).toBe('ok');
  });
});

describe('a series that cannot become newer', () => {
  const old = { last: NOW - 9 * DAY, ledgerUntil: NOW - 9 * DAY + HOUR };
  it.each([
    ['whose symbol is switched off', { isActive: false }],
    ['that is not tracked any more', { tracked: false }],
    ['whose symbol has left the venue', { delistedAt: NOW - 9 * DAY }],
  ])('%s, is not stale', (_, change) => {
    expect(assessCoverage(complete('1h', old), NOW).status).toBe('stale');
    expect(assessCoverage(complete('1h', { ...old, ...change }), NOW).status).toBe('ok');
  });

  it('is incomplete where candles are missing all the same', () => {
    const holed = complete('1h', { ...old, isActive: false, missing: 3 });
    expect(assessCoverage(holed, NOW).status).toBe('incomplete');
  });
});
