/** What was traded in some stretch of time. Prices in quote currency, volume in base currency. */
export type Ohlcv = Readonly<{ open: number; high: number; low: number; close: number; volume: number }>;

/**
 * Where candles come from. One question is enough: every timeframe, UTC+8 days, the candle that is still forming and
 * the first, short candle of a new listing are all "what was traded in [from, until)".
 */
export interface CandleSource {
  /** Moments outside are never asked for; milliseconds UTC. */
  readonly span: Readonly<{ from: number; until: number }>;
  /** Returns null when nothing was traded. Times in milliseconds UTC. */
  traded(from: number, until: number): Ohlcv | null;
}

/** Digits after the point that a sum of file volumes keeps; Binance writes eight. */
const VOLUME_DIGITS = 8;

/** Returns `later` appended to `earlier`. Volumes are rounded to the digits exchanges write, so that sums are exact. */
export function append(earlier: Ohlcv | null, later: Ohlcv | null): Ohlcv | null {
  if (earlier === null || later === null) return earlier ?? later;
  const volume = earlier.volume + later.volume;
  return {
    open: earlier.open,
    high: Math.max(earlier.high, later.high),
    low: Math.min(earlier.low, later.low),
    close: later.close,
    volume: Number.isInteger(volume * 8) ? volume : Number(volume.toFixed(VOLUME_DIGITS)),
  };
}
