/** One candle as an indicator reads it: prices in quote currency, volume in base currency, open time in ms UTC. */
export type Bar = Readonly<{
  openTime: number;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
}>;

/**
 * An indicator that is fed candle by candle. The batch is this stream run over columns, so both always agree. A value
 * that is not known yet is NaN. A bar with NaN in what the indicator reads gives NaN and starts its warm-up anew:
 * nothing is carried across a hole.
 */
export interface Stream {
  /** Takes the next closed candle and writes one value per column into `out`. */
  next(bar: Bar, out: Float64Array): void;
  /** Returns a stream in the same state: feed it the forming candle and throw it away. */
  copy(): Stream;
}

/** A smoothing of one series of numbers, fed value by value. */
export interface Smoother {
  /** Returns the smoothed value, or NaN during the warm-up and at a NaN, after which the warm-up begins anew. */
  next(value: number): number;
  copy(): Smoother;
}
