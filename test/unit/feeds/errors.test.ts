import {
  BadRequest,
  BadSymbol,
  DDoSProtection,
  ExchangeError,
  ExchangeNotAvailable,
  NetworkError,
  NotSupported,
  OnMaintenance,
  OperationFailed,
  RateLimitExceeded,
  RequestTimeout,
} from 'ccxt-base/errors.js';
import { describe, expect, it } from 'vitest';
import { familyOf } from '../../../electron/feeds/ccxtErrors.ts';
import { errorFromCcxt, errorFromGarbage } from '../../../electron/feeds/errors.ts';
import { binance } from '../../../electron/feeds/venues/binance.ts';
import { bitget } from '../../../electron/feeds/venues/bitget.ts';
import type { Venue } from '../../../electron/feeds/venues/venue.ts';

const answer = (status: number, parsed: unknown) => ({ status, request: '', headers: {}, body: '', parsed });
const said = (code: string | number, msg = '') => answer(400, { code, msg });

const judge = (venue: Venue, error: Error, given: ReturnType<typeof answer> | null = null) =>
  errorFromCcxt(familyOf(error), given, venue);

describe('an error of ccxt', () => {
  it.each([
    ['rate-limited', new RateLimitExceeded('')],
    ['rate-limited', new DDoSProtection('')],
    ['timeout', new RequestTimeout('')],
    ['venue-down', new ExchangeNotAvailable('')],
    ['venue-down', new OnMaintenance('')],
    ['network', new NetworkError('')],
    ['venue-down', new OperationFailed('')],
    ['network', Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' })],
    ['network', Object.assign(new Error('read'), { code: 'ECONNRESET' })],
    ['network', Object.assign(new Error('unexpected end of file'), { code: 'Z_BUF_ERROR' })],
  ] as const)('may pass by itself: %s for %o', (kind, error) => {
    expect(judge(bitget, error)).toMatchObject({ kind, transient: true });
  });

  it.each([
    ['unknown-symbol', new BadSymbol('')],
    ['unsupported', new NotSupported('')],
    ['refused', new BadRequest('')],
    ['refused', new ExchangeError('')],
    ['refused', new TypeError('undefined is not a function')],
  ] as const)('would come again: %s for %o', (kind, error) => {
    expect(judge(bitget, error)).toMatchObject({ kind, transient: false });
  });

  it.each([
    ['venue-down', true, bitget, said('40015')],
    ['venue-down', true, bitget, said('40725')],
    ['venue-down', true, bitget, said('45001')],
    ['unknown-symbol', false, bitget, said('40034')],
    ['unknown-symbol', false, bitget, said('40309')],
    ['refused', false, bitget, said('00001')],
    ['unknown-symbol', false, binance, said(-1121)],
    ['venue-down', true, binance, said(-1001)],
    ['venue-down', true, binance, said(-1008)],
    ['rate-limited', true, binance, said(-1003)],
    ['refused', false, binance, said(-1120)],
    ['rate-limited', true, binance, answer(418, undefined)],
    ['network', true, binance, answer(511, undefined)],
  ] as const)('is %s (transient: %s) by the venue’s own code', (kind, transient, venue, given) => {
    expect(judge(venue, new ExchangeError(''), given)).toMatchObject({ kind, transient });
  });

  it('is told in words, with what the venue said and nothing else', () => {
    const error = new ExchangeError('bitget GET https://api.bitget.com/x?secret=1 {"code":"40017", …}');
    const { message } = judge(bitget, error, said('40017', 'Parameter  verification\nfailed'));
    expect(message).toBe('Bitget refused the request: “Parameter verification failed” (40017).');
  });

  it('quotes no more than a line of a long answer', () => {
    const { message } = judge(bitget, new ExchangeError(''), said('40017', 'x'.repeat(5_000)));
    expect(message.length).toBeLessThan(200);
  });
});

describe('an answer that is none', () => {
  it('is garbage, or an outage behind a status ccxt does not know', () => {
    expect(errorFromGarbage(answer(200, undefined), bitget)).toMatchObject({
      kind: 'garbage-answer',
      transient: true,
    });
    expect(errorFromGarbage(answer(523, undefined), bitget)).toMatchObject({
      kind: 'venue-down',
      transient: true,
    });
  });
});
