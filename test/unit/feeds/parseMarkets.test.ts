import { describe, expect, it } from 'vitest';
import { parseMarkets } from '../../../electron/feeds/parseMarkets.ts';

const BTC = {
  id: 'BTCUSDT',
  symbol: 'BTC/USDT:USDT',
  base: 'BTC',
  quote: 'USDT',
  settle: 'USDT',
  swap: true,
  linear: true,
  active: true,
  contractSize: 1,
  created: undefined,
  precision: { price: 0.1, amount: 0.0001 },
  limits: { amount: { min: 0.0001 }, leverage: { min: 1, max: 150 }, cost: { min: 5 } },
  info: { symbol: 'BTCUSDT', offTime: '-1', limitOpenTime: '-1', launchTime: '' },
};

const only = (market: unknown) => parseMarkets('bitget', [market])[0]?.market;

describe('markets', () => {
  it('are read with what the venue says and null for what it does not', () => {
    expect(only(BTC)).toEqual({
      exchange: 'bitget',
      symbol: 'BTCUSDT',
      unified: 'BTC/USDT:USDT',
      base: 'BTC',
      quote: 'USDT',
      tickSize: 0.1,
      stepSize: 0.0001,
      minQty: 0.0001,
      contractSize: 1,
      leverageMin: 1,
      leverageMax: 150,
      active: true,
      listedAt: null,
      delistedAt: null,
    });
  });

  it.each([
    ['a spot market', { swap: false }],
    ['an inverse one', { linear: false, settle: 'BTC' }],
    ['one margined in another coin', { settle: 'BNFCR' }],
    ['one whose name is no symbol of ours', { id: '币安人生USDT' }],
    ['one without an id', { id: undefined }],
  ])('leave out %s', (_, change) => {
    expect(parseMarkets('bitget', [{ ...BTC, ...change }, BTC])).toHaveLength(1);
  });

  it('know an announced delisting: Bitget’s limitOpenTime, Binance’s deliveryDate before Christmas 2100', () => {
    expect(only({ ...BTC, info: { limitOpenTime: '1790000000000' } })?.delistedAt).toBe(1790000000000);
    expect(only({ ...BTC, info: { deliveryDate: 1790000000000 } })?.delistedAt).toBe(1790000000000);
    expect(only({ ...BTC, info: { deliveryDate: 4133404800000 } })?.delistedAt).toBeNull();
  });

  it('read the same after a round trip through a file', () => {
    const [first] = parseMarkets('bitget', [BTC]);
    const saved: unknown = JSON.parse(JSON.stringify([first?.ccxt]));
    expect(parseMarkets('bitget', saved)[0]?.market).toEqual(first?.market);
  });

  it.each([undefined, null, {}, 'markets', [null, 1, {}]])('are none in %j', (nothing) => {
    expect(parseMarkets('bitget', nothing)).toEqual([]);
  });
});
