import { computeIndicator } from '../indicators/compute.ts';
import type { Feature, FeatureInput } from './feature.ts';
import { returnsOver, rollingBeta, rollingDeviation, rollingMean } from './rolling.ts';

const VERSION = '1.0';

type Described = Omit<Feature, 'version' | 'category' | 'compute'>;
type Compute = (input: FeatureInput) => Float64Array;

const technical = (described: Described, compute: Compute): Feature => ({
  ...described,
  version: VERSION,
  category: 'technical',
  compute,
});
const crossSectional = (described: Described, compute: Compute): Feature => ({
  ...described,
  version: VERSION,
  category: 'cross-sectional',
  compute,
});
const withoutSource = (described: Described): Feature => ({
  ...described,
  version: VERSION,
  category: 'sentiment',
  compute: null,
});

const returns = (period: number): Feature =>
  technical(
    {
      name: `returns_${period}`,
      formula: `close ÷ close ${period} candles before − 1`,
      dependencies: ['close'],
      lookback: period + 1,
    },
    ({ candles }) => returnsOver(candles.close, period),
  );

const divided = (above: Float64Array, below: Float64Array): Float64Array =>
  above.map((value, i) => value / below[i]!);

const finite = (values: Float64Array): Float64Array =>
  values.map((value) => (Number.isFinite(value) ? value : Number.NaN));

const unknown = ({ candles }: FeatureInput): Float64Array =>
  new Float64Array(candles.openTime.length).fill(Number.NaN);

function bandPosition({ candles }: FeatureInput): Float64Array {
  const [upper, , lower] = computeIndicator({ name: 'bb', params: [20, 2] }, candles);
  return finite(candles.close.map((close, i) => (close - lower![i]!) / (upper![i]! - lower![i]!)));
}

function marketBeta(input: FeatureInput, period: number): Float64Array {
  if (input.market === null) return unknown(input);
  return rollingBeta(returnsOver(input.candles.close, 1), returnsOver(input.market, 1), period);
}

/** A sector's return counts as known where that of at least one other member is. */
function sectorMomentum({ candles, sector }: FeatureInput, period: number): Float64Array {
  const others = sector.map((closes) => returnsOver(closes, period));
  return returnsOver(candles.close, period).map((own, i) => {
    const known = others.map((values) => values[i]!).filter((value) => !Number.isNaN(value));
    return known.length === 0
      ? Number.NaN
      : own - known.reduce((sum, value) => sum + value, 0) / known.length;
  });
}

/** The seeds' feature catalog; periods count candles of the series, whatever its timeframe. */
export const FEATURES: readonly Feature[] = [
  returns(1),
  returns(5),
  returns(20),
  technical(
    {
      name: 'volatility_20',
      formula: 'sample standard deviation of the last 20 returns over one candle',
      dependencies: ['returns_1'],
      lookback: 21,
    },
    ({ candles }) => rollingDeviation(returnsOver(candles.close, 1), 20),
  ),
  technical(
    {
      name: 'rsi_14',
      formula: 'relative strength index after Wilder, 14 candles',
      dependencies: ['close'],
      lookback: 15,
    },
    ({ candles }) => computeIndicator({ name: 'rsi', params: [14] }, candles)[0]!,
  ),
  technical(
    {
      name: 'macd_hist',
      formula: 'MACD line (12, 26) − its signal (9)',
      dependencies: ['close'],
      lookback: 34,
    },
    ({ candles }) => computeIndicator({ name: 'macd', params: [12, 26, 9] }, candles)[2]!,
  ),
  technical(
    {
      name: 'volume_ratio_20',
      formula: 'volume ÷ mean volume of the last 20 candles',
      dependencies: ['volume'],
      lookback: 20,
    },
    ({ candles }) => finite(divided(candles.volume, rollingMean(candles.volume, 20))),
  ),
  technical(
    {
      name: 'sma_ratio_50',
      formula: 'close ÷ mean close of the last 50 candles',
      dependencies: ['close'],
      lookback: 50,
    },
    ({ candles }) => divided(candles.close, rollingMean(candles.close, 50)),
  ),
  technical(
    {
      name: 'atr_14',
      formula: 'average true range after Wilder, 14 candles, in quote currency',
      dependencies: ['high', 'low', 'close'],
      lookback: 15,
    },
    ({ candles }) => computeIndicator({ name: 'atr', params: [14] }, candles)[0]!,
  ),
  technical(
    {
      name: 'bb_position',
      formula: '(close − lower band) ÷ (upper − lower band), Bollinger 20, 2',
      dependencies: ['close'],
      lookback: 20,
    },
    bandPosition,
  ),
  technical(
    {
      name: 'adx_14',
      formula: 'average directional index after Wilder, 14 candles',
      dependencies: ['high', 'low', 'close'],
      lookback: 28,
    },
    ({ candles }) => computeIndicator({ name: 'adx', params: [14] }, candles)[0]!,
  ),
  crossSectional(
    {
      name: 'market_beta_60',
      formula: 'covariance ÷ variance of returns against the market’s over the last 60 candles',
      dependencies: ['returns_1', 'market'],
      lookback: 61,
    },
    (input) => marketBeta(input, 60),
  ),
  crossSectional(
    {
      name: 'sector_momentum_20',
      formula: 'return over 20 candles − mean of the other symbols of its sector',
      dependencies: ['returns_20', 'sector'],
      lookback: 21,
    },
    (input) => sectorMomentum(input, 20),
  ),
  withoutSource({
    name: 'news_sentiment_24h',
    formula: 'mean sentiment of the news of the last 24 hours',
    dependencies: ['news'],
    lookback: 1,
  }),
  withoutSource({
    name: 'social_volume_7d',
    formula: 'mentions in social networks over the last 7 days',
    dependencies: ['social'],
    lookback: 1,
  }),
];
