import type { Bar, Smoother, Stream } from './stream.ts';

/** An indicator of one column that smooths the close: SMA and EMA. */
export class OfClose implements Stream {
  private readonly smoother: Smoother;

  constructor(smoother: Smoother) {
    this.smoother = smoother;
  }

  next({ close }: Bar, out: Float64Array): void {
    out[0] = this.smoother.next(close);
  }

  copy(): OfClose {
    return new OfClose(this.smoother.copy());
  }
}
