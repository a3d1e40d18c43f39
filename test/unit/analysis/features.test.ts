import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Feature, type FeatureInput, featureKey } from '../../../electron/analysis/features/feature.ts';
import { FEATURES } from '../../../electron/analysis/features/features.ts';
import { type CandleRow, candlesFromRows, sliceCandles } from '../../../shared/domain/candle.ts';
import { HOUR } from '../../../shared/domain/time.ts';

const computed = FEATURES.filter((feature) => feature.compute !== null);
const named = (name: string): Feature => FEATURES.find((feature) => feature.name === name)!;

const closes = fc.array(fc.integer({ min: 90, max: 110 }), { minLength: 80, maxLength: 100 });

/** Candles that move by chance, with volume, and a market and a sector that move by chance as well. */
const input: fc.Arbitrary<FeatureInput> = fc.tuple(closes, closes, closes).map(([own, market, peer]) => {
  const rows = own.map((close, i): CandleRow => [i * HOUR, close, close + 2, close - 2, close, 1 + (i % 7)]);
  const beside = (values: number[]): Float64Array =>
    Float64Array.from(own, (_, i) => values[i] ?? Number.NaN);
  return { candles: candlesFromRows(rows), market: beside(market), sector: [beside(peer)] };
});

const cut = ({ candles, market, sector }: FeatureInput, rows: number): FeatureInput => ({
  candles: sliceCandles(candles, 0, rows),
  market: market?.slice(0, rows) ?? null,
  sector: sector.map((column) => column.slice(0, rows)),
});

describe.each(computed.map((feature) => [featureKey(feature), feature] as const))(
  '%s',
  (_, { compute, lookback }) => {
    it('knows nothing of the candles after', () => {
      fc.assert(
        fc.property(input, fc.integer({ min: 1, max: 79 }), (whole, rows) => {
          expect(compute!(cut(whole, rows))).toEqual(compute!(whole).slice(0, rows));
        }),
        { numRuns: 30 },
      );
    });

    it('has its first value exactly after its lookback', () => {
      const rising = candlesFromRows(
        Array.from(
          { length: 80 },
          (_row, i): CandleRow => [i * HOUR, 100 + i, 103 + i, 99 + i, 101 + i + (i % 3), 1 + (i % 5)],
        ),
      );
      const values = compute!({ candles: rising, market: rising.close, sector: [rising.open] });
      expect(values.findIndex((value) => !Number.isNaN(value))).toBe(lookback - 1);
    });
  },
);

it('the catalog has every feature of the seeds, once', () => {
  expect(FEATURES.map(({ name }) => name)).toEqual([
    'returns_1',
    'returns_5',
    'returns_20',
    'volatility_20',
    'rsi_14',
    'macd_hist',
    'volume_ratio_20',
    'sma_ratio_50',
    'atr_14',
    'bb_position',
    'adx_14',
    'market_beta_60',
    'sector_momentum_20',
    'news_sentiment_24h',
    'social_volume_7d',
  ]);
});

it('a series that moves twice as much as the market has a beta of two', () => {
  const market = Float64Array.from({ length: 70 }, (_, i) => 100 * 1.01 ** (i % 2));
  const own = Array.from({ length: 70 }, (_, i): CandleRow => {
    const close = 100 * (i % 2 === 0 ? 1 : 1.02);
    return [i * HOUR, close, close, close, close, 1];
  });
  const values = named('market_beta_60').compute!({ candles: candlesFromRows(own), market, sector: [] });
  // Not exactly: returns up and down are not mirror images.
  expect(values[65]).toBeCloseTo(1.98, 1);
});

it('a series that rises alone in its sector leads it by its return', () => {
  const rows = Array.from({ length: 25 }, (_, i): CandleRow => [i * HOUR, 1, 1, 1, 100 + i, 1]);
  const still = new Float64Array(25).fill(50);
  const values = named('sector_momentum_20').compute!({
    candles: candlesFromRows(rows),
    market: null,
    sector: [still, new Float64Array(25).fill(Number.NaN)],
  });
  expect(values[20]).toBeCloseTo(0.2, 12);
});

it('without a market there is no beta, and nothing else suffers', () => {
  const rows = Array.from({ length: 70 }, (_, i): CandleRow => [i * HOUR, 1, 2, 1, 1 + (i % 2), 1]);
  const alone = { candles: candlesFromRows(rows), market: null, sector: [] };
  expect(named('market_beta_60').compute!(alone).every(Number.isNaN)).toBe(true);
  expect(named('returns_1').compute!(alone)[1]).toBe(1);
});
