import { wilderMean } from './smoothers.ts';
import type { Bar, Smoother, Stream } from './stream.ts';
import { trueRange } from './trueRange.ts';

/** Average true range after Wilder (1978), in quote currency; the first true range needs a close before it. */
export class Atr implements Stream {
  private readonly smoother: Smoother;
  private before = Number.NaN;

  constructor(smoother: Smoother) {
    this.smoother = smoother;
  }

  static of = (period: number): Atr => new Atr(wilderMean(period));

  next(bar: Bar, out: Float64Array): void {
    out[0] = this.smoother.next(trueRange(bar, this.before));
    this.before = bar.close;
  }

  copy(): Atr {
    const twin = new Atr(this.smoother.copy());
    twin.before = this.before;
    return twin;
  }
}
