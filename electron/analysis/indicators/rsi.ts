import { wilderMean } from './smoothers.ts';
import type { Bar, Smoother, Stream } from './stream.ts';

/**
 * Relative strength index after Wilder (1978), 0 to 100: Wilder's means of the gains and of the losses, both seeded
 * with the simple mean of the first `period` changes. Without any loss it is 100; without any change at all, 50.
 */
export class Rsi implements Stream {
  private readonly gains: Smoother;
  private readonly losses: Smoother;
  private before = Number.NaN;

  constructor(gains: Smoother, losses: Smoother) {
    this.gains = gains;
    this.losses = losses;
  }

  static of = (period: number): Rsi => new Rsi(wilderMean(period), wilderMean(period));

  next({ close }: Bar, out: Float64Array): void {
    const change = close - this.before;
    this.before = close;
    // NaN goes through Math.max as NaN, which starts both means anew.
    const gain = this.gains.next(Math.max(change, 0));
    const loss = this.losses.next(Math.max(-change, 0));
    const total = gain + loss;
    out[0] = total === 0 ? 50 : (100 * gain) / total;
  }

  copy(): Rsi {
    const twin = new Rsi(this.gains.copy(), this.losses.copy());
    twin.before = this.before;
    return twin;
  }
}
