import { DAY } from '../../../shared/domain/time.ts';
import type { Bar, Stream } from './stream.ts';

/**
 * On-balance volume (Granville): volume added when the close rises, taken away when it falls; 0 at the first bar it is
 * fed. Its level therefore says nothing by itself, only its changes do. A chart feeds it from the first stored candle of
 * the series, a frame from the first candle it reads (its first row, or the warm-up of its other columns before that).
 */
export class Obv implements Stream {
  private closeBefore = Number.NaN;
  private sum = 0;

  next({ close, volume }: Bar, out: Float64Array): void {
    if (Number.isNaN(close) || Number.isNaN(volume)) {
      out[0] = Number.NaN;
      return;
    }
    if (close > this.closeBefore) this.sum += volume;
    if (close < this.closeBefore) this.sum -= volume;
    this.closeBefore = close;
    out[0] = this.sum;
  }

  copy(): Obv {
    const twin = new Obv();
    twin.closeBefore = this.closeBefore;
    twin.sum = this.sum;
    return twin;
  }
}

/**
 * Volume-weighted average price since the session began, of the typical price (high + low + close) / 3. A session is
 * a UTC day, as crypto venues count them. NaN until something has been traded in it.
 */
export class Vwap implements Stream {
  private session = Number.NaN;
  private turnover = 0;
  private volume = 0;

  next({ openTime, high, low, close, volume }: Bar, out: Float64Array): void {
    const session = Math.floor(openTime / DAY);
    if (session !== this.session) {
      this.session = session;
      this.turnover = 0;
      this.volume = 0;
    }
    const turnover = ((high + low + close) / 3) * volume;
    if (!Number.isNaN(turnover)) {
      this.turnover += turnover;
      this.volume += volume;
    }
    out[0] = Number.isNaN(turnover) || this.volume === 0 ? Number.NaN : this.turnover / this.volume;
  }

  copy(): Vwap {
    const twin = new Vwap();
    twin.session = this.session;
    twin.turnover = this.turnover;
    twin.volume = this.volume;
    return twin;
  }
}
