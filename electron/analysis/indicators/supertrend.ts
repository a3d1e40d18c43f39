import { Atr } from './atr.ts';
import type { Bar, Stream } from './stream.ts';

/**
 * Supertrend (Seban): a band `width` average true ranges away from the middle of the bar, which only ever tightens and
 * changes sides when the close crosses it. Columns: the band, and its direction (1 below a rising market, −1 above a
 * falling one).
 */
export class Supertrend implements Stream {
  private readonly atr: Stream;
  private readonly width: number;
  private upper = Number.NaN;
  private lower = Number.NaN;
  private closeBefore = Number.NaN;
  private isRising = false;
  private readonly range = new Float64Array(1);

  constructor(atr: Stream, width: number) {
    this.atr = atr;
    this.width = width;
  }

  static of = (period: number, width: number): Supertrend => new Supertrend(Atr.of(period), width);

  next(bar: Bar, out: Float64Array): void {
    this.atr.next(bar, this.range);
    const range = this.range[0]!;
    if (Number.isNaN(range)) {
      this.upper = Number.NaN;
      this.lower = Number.NaN;
      out.fill(Number.NaN, 0, 2);
    } else {
      this.tighten(bar, range);
      out[0] = this.isRising ? this.lower : this.upper;
      out[1] = this.isRising ? 1 : -1;
    }
    this.closeBefore = bar.close;
  }

  private tighten({ high, low, close }: Bar, range: number): void {
    const middle = (high + low) / 2;
    const upper = middle + this.width * range;
    const lower = middle - this.width * range;
    if (Number.isNaN(this.upper)) {
      this.isRising = close >= middle;
      this.upper = upper;
      this.lower = lower;
    } else {
      if (upper < this.upper || this.closeBefore > this.upper) this.upper = upper;
      if (lower > this.lower || this.closeBefore < this.lower) this.lower = lower;
    }
    this.isRising = close > (this.isRising ? this.lower : this.upper);
  }

  copy(): Supertrend {
    const twin = new Supertrend(this.atr.copy(), this.width);
    twin.upper = this.upper;
    twin.lower = this.lower;
    twin.closeBefore = this.closeBefore;
    twin.isRising = this.isRising;
    return twin;
  }
}
