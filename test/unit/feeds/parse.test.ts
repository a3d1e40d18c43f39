import { describe, expect, it } from 'vitest';
import { parseCandles } from '../../../electron/feeds/parseCandles.ts';
import { candlesIn, isMarketAnswer } from '../../../electron/feeds/trust.ts';
import { binance } from '../../../electron/feeds/venues/binance.ts';
import { bitget } from '../../../electron/feeds/venues/bitget.ts';
import { candleRows } from '../../../shared/domain/candle.ts';

const ROW = ['1794952860000', '63292.9', '63315.8', '63278.4', '63290.1', '12.3', '778400.1'];
const NUMBERS = [1794952860000, 63292.9, 63315.8, 63278.4, 63290.1, 12.3];
const ok = (data: unknown) => ({ code: '00000', msg: 'success', requestTime: 1, data });
const answer = (parsed: unknown, status = 200) => ({
  status,
  request: 'GET /',
  headers: {},
  body: JSON.stringify(parsed) ?? '',
  parsed,
});

describe('candle rows', () => {
  it('become columns whether they are numbers or text', () => {
    expect(candleRows(parseCandles([ROW, NUMBERS])!)).toEqual([NUMBERS, NUMBERS]);
  });

  it('are copied: what happens to the source later does not reach the columns', () => {
    const live = [...NUMBERS];
    const columns = parseCandles([live])!;
    live[4] = 1;
    expect(columns.close[0]).toBe(63290.1);
  });

  it.each([
    [[]],
    [['x']],
    [NUMBERS.with(3, Number.NaN)],
    [[...NUMBERS.slice(0, 5), null]],
    ['123456'],
    [null],
  ])('are refused as a whole when one is %j', (bad) => {
    expect(parseCandles([NUMBERS, bad])).toBeNull();
  });
});

describe('an answer is believed', () => {
  it('when it is the venue’s envelope full of rows, or an empty one', () => {
    expect(candlesIn(bitget, answer(ok([ROW])))?.openTime).toHaveLength(1);
    expect(candlesIn(bitget, answer(ok([])))?.openTime).toHaveLength(0);
    expect(candlesIn(binance, answer([NUMBERS]))?.openTime).toHaveLength(1);
    expect(candlesIn(binance, answer([]))?.openTime).toHaveLength(0);
  });

  it.each([
    ['a page of HTML', bitget, answer(undefined)],
    ['HTTP 523', bitget, answer(ok([]), 523)],
    ['no data', bitget, answer(ok(null))],
    ['another code', bitget, answer({ ...ok([]), code: '40015' })],
    ['a list without an envelope', bitget, answer([ROW])],
    ['rows of something else', bitget, answer(ok([['a', 'b']]))],
    ['an object', binance, answer({ code: -1 })],
    ['null', binance, answer(null)],
    ['text', binance, answer('<html>')],
    ['nothing', binance, null],
  ] as const)('but not %s', (_, venue, given) => {
    expect(candlesIn(venue, given)).toBeNull();
  });

  it('about markets only when there are any', () => {
    expect(isMarketAnswer(bitget, answer(ok([{}])))).toBe(true);
    expect(isMarketAnswer(bitget, answer(ok([])))).toBe(false);
    expect(isMarketAnswer(binance, answer({ symbols: [{}] }))).toBe(true);
    expect(isMarketAnswer(binance, answer({ symbols: [] }))).toBe(false);
    expect(isMarketAnswer(binance, null)).toBe(false);
  });
});
