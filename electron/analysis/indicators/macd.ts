import { exponentialMean } from './smoothers.ts';
import type { Bar, Smoother, Stream } from './stream.ts';

type Parts = Readonly<{ fast: Smoother; slow: Smoother; signal: Smoother }>;

/**
 * Appel's MACD: line = EMA(fast) − EMA(slow) of the close, signal = EMA of the line, histogram = line − signal. The
 * signal is seeded with the mean of the first `signal` values of the line. Columns: line, signal, histogram.
 */
export class Macd implements Stream {
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  static of(fast: number, slow: number, signal: number): Macd {
    return new Macd({
      fast: exponentialMean(fast),
      slow: exponentialMean(slow),
      signal: exponentialMean(signal),
    });
  }

  next({ close }: Bar, out: Float64Array): void {
    const line = this.parts.fast.next(close) - this.parts.slow.next(close);
    const signal = this.parts.signal.next(line);
    out[0] = line;
    out[1] = signal;
    out[2] = line - signal;
  }

  copy(): Macd {
    const { fast, slow, signal } = this.parts;
    return new Macd({ fast: fast.copy(), slow: slow.copy(), signal: signal.copy() });
  }
}
