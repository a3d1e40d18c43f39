import { Window } from '../indicators/window.ts';

/** Change of `values` over `period` rows as a fraction; NaN in the first `period` rows and across a NaN. */
export function returnsOver(values: Float64Array, period: number): Float64Array {
  return values.map((value, i) => (i < period ? Number.NaN : value / values[i - period]! - 1));
}

/** Mean of the last `period` values, row by row; NaN until there are enough of them. */
export function rollingMean(values: Float64Array, period: number): Float64Array {
  const window = new Window(period);
  return values.map((value) => {
    window.push(value);
    return window.isFull ? window.mean() : Number.NaN;
  });
}

/** Sample standard deviation (divided by n − 1, as pandas' `rolling().std()`) of the last `period` values. */
export function rollingDeviation(values: Float64Array, period: number): Float64Array {
  const window = new Window(period);
  return values.map((value) => {
    window.push(value);
    if (!window.isFull) return Number.NaN;
    return Math.sqrt((window.variance(window.mean()) * period) / (period - 1));
  });
}

/**
 * Slope of `values` against `market` over the last `period` rows: covariance ÷ variance of the market, the beta of
 * the capital asset pricing model. NaN while either is not known, or where the market did not move.
 */
export function rollingBeta(values: Float64Array, market: Float64Array, period: number): Float64Array {
  const own = new Window(period);
  const other = new Window(period);
  const products = new Window(period);
  return values.map((value, i) => {
    const beside = market[i]!;
    const product = value * beside;
    // All three empty together: a hole in one series is a hole in the pair.
    own.push(Number.isNaN(product) ? Number.NaN : value);
    other.push(Number.isNaN(product) ? Number.NaN : beside);
    products.push(product);
    if (!products.isFull) return Number.NaN;
    const meanOther = other.mean();
    const variance = other.variance(meanOther);
    return variance === 0 ? Number.NaN : (products.mean() - own.mean() * meanOther) / variance;
  });
}
