import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CandleRow, candleRows, candlesFromRows } from '../../../shared/domain/candle.ts';
import { checkCandles } from '../../../shared/domain/candleRules.ts';
import { HOUR } from '../../../shared/domain/time.ts';
import { MONDAY, sampleCandles } from '../../helpers/sampleCandles.ts';

const NOW = MONDAY + 100 * HOUR;
const good: CandleRow = [MONDAY, 10, 12, 9, 11, 5];
const at = (index: number, row: CandleRow = good): CandleRow => [MONDAY + index * HOUR, ...valuesOf(row)];
const valuesOf = ([, o, h, l, c, v]: CandleRow): [number, number, number, number, number] => [o, h, l, c, v];

const check = (rows: readonly CandleRow[], now = NOW) => {
  const { accepted, rejected } = checkCandles(candlesFromRows(rows), '1h', now);
  return { accepted: candleRows(accepted), rejected };
};

describe('checkCandles', () => {
  it.each([
    ['not-a-number', [MONDAY, Number.NaN, 12, 9, 11, 5]],
    ['not-a-number', [MONDAY, 10, 12, 9, 11, Number.POSITIVE_INFINITY]],
    ['not-a-number', [Number.NaN, 10, 12, 9, 11, 5]],
    ['price-not-positive', [MONDAY, 10, 12, 0, 11, 5]],
    ['price-not-positive', [MONDAY, -10, 12, -11, 11, 5]],
    ['high-below-low', [MONDAY, 10, 9, 12, 11, 5]],
    ['open-or-close-outside-range', [MONDAY, 13, 12, 9, 11, 5]],
    ['open-or-close-outside-range', [MONDAY, 10, 12, 9, 8, 5]],
    ['volume-negative', [MONDAY, 10, 12, 9, 11, -1]],
    ['off-grid', [MONDAY + 1, 10, 12, 9, 11, 5]],
    ['off-grid', [MONDAY + 0.5, 10, 12, 9, 11, 5]],
    ['in-the-future', [MONDAY + 101 * HOUR, 10, 12, 9, 11, 5]],
    ['still-forming', [MONDAY + 100 * HOUR, 10, 12, 9, 11, 5]],
  ] as const)('refuses as %s: %j', (reason, row) => {
    expect(check([at(1), row, at(2)])).toEqual({
      accepted: [at(1), at(2)],
      rejected: [{ row, reason }],
    });
  });

  it('accepts a flat candle without volume', () => {
    const flat: CandleRow = [MONDAY, 10, 10, 10, 10, 0];
    expect(check([flat])).toEqual({ accepted: [flat], rejected: [] });
  });

  it('accepts a candle at the moment it closes and not a millisecond before', () => {
    expect(check([good], MONDAY + HOUR).accepted).toEqual([good]);
    expect(check([good], MONDAY + HOUR - 1).rejected).toEqual([{ row: good, reason: 'still-forming' }]);
  });

  it('merges duplicates that agree', () => {
    expect(check([at(1), at(0), at(1)])).toEqual({ accepted: [at(0), at(1)], rejected: [] });
  });

  it('refuses every version of a candle on which the rows disagree', () => {
    const other = at(1, [0, 10, 13, 9, 11, 5]);
    const { accepted, rejected } = check([at(1), at(0), other, at(1)]);
    expect(accepted).toEqual([at(0)]);
    expect(rejected).toEqual([
      { row: at(1), reason: 'conflicting-duplicate' },
      { row: other, reason: 'conflicting-duplicate' },
    ]);
  });

  it('keeps a good candle beside a broken one of the same time', () => {
    const broken: CandleRow = [MONDAY, 10, 9, 12, 11, 5];
    expect(check([broken, good])).toEqual({
      accepted: [good],
      rejected: [{ row: broken, reason: 'high-below-low' }],
    });
  });

  it('hands a clean page on as it is', () => {
    const candles = sampleCandles(MONDAY, HOUR, 50);
    expect(checkCandles(candles, '1h', NOW).accepted).toBe(candles);
  });

  it('returns the same candles in order, however they arrive', () => {
    const rows = candleRows(sampleCandles(MONDAY, HOUR, 30));
    const shuffled = fc.shuffledSubarray(rows, { minLength: rows.length });
    fc.assert(
      fc.property(shuffled, fc.array(fc.constantFrom(...rows), { maxLength: 5 }), (order, again) => {
        expect(check([...order, ...again])).toEqual({ accepted: rows, rejected: [] });
      }),
    );
  });
});
