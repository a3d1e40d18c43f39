import { describe, expect, it } from 'vitest';
import { mergeQuotes, readQuote } from '../../../electron/feeds/quoteNews.ts';

const BTC = 'BTC/USDT:USDT';
const AT = 1_789_473_600_000;

describe('a quote', () => {
  it('has the fields that came, as numbers', () => {
    expect(readQuote(BTC, { at: String(AT), last: '63250.1', funding: '-0.0001', change24h: -0.02 })).toEqual(
      {
        unified: BTC,
        at: AT,
        last: 63_250.1,
        funding: -0.0001,
        change24h: -0.02,
      },
    );
  });

  it.each(['0', '-1', '', 'NaN', 'Infinity', null, undefined, {}, []])('never has %j as a price', (price) => {
    expect(readQuote(BTC, { at: AT, last: '1', bid: price, ask: price, mark: price })).toEqual({
      unified: BTC,
      at: AT,
      last: 1,
    });
  });

  it.each([
    ['without a moment', { last: '1' }],
    ['with a moment that is none', { at: 'soon', last: '1' }],
    ['without anything else', { at: AT }],
  ])('is none %s', (_, raw) => {
    expect(readQuote(BTC, raw)).toBeNull();
  });

  it('keeps the newer word on every field, and the newest moment', () => {
    const older = { unified: BTC, at: AT, last: 1, bid: 2 };
    const newer = { unified: BTC, at: AT - 5, bid: 3, mark: 4 };
    expect(mergeQuotes(older, newer)).toEqual({ unified: BTC, at: AT, last: 1, bid: 3, mark: 4 });
  });
});
