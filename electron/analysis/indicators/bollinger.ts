import type { Bar, Stream } from './stream.ts';
import type { Window } from './window.ts';

/**
 * Bollinger bands: the simple mean of `period` closes and `width` population standard deviations (divided by n, as
 * Bollinger has it) above and below. Columns: upper, middle, lower.
 */
export class Bollinger implements Stream {
  private readonly window: Window;
  private readonly width: number;

  constructor(window: Window, width: number) {
    this.window = window;
    this.width = width;
  }

  next({ close }: Bar, out: Float64Array): void {
    const { window, width } = this;
    window.push(close);
    if (!window.isFull) {
      out.fill(Number.NaN, 0, 3);
      return;
    }
    const middle = window.mean();
    const reach = width * Math.sqrt(window.variance(middle));
    out[0] = middle + reach;
    out[1] = middle;
    out[2] = middle - reach;
  }

  copy(): Bollinger {
    return new Bollinger(this.window.copy(), this.width);
  }
}
