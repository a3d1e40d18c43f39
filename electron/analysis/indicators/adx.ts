import { wilderMean } from './smoothers.ts';
import type { Bar, Smoother, Stream } from './stream.ts';
import { trueRange } from './trueRange.ts';

type Parts = Readonly<{ range: Smoother; up: Smoother; down: Smoother; index: Smoother }>;

/**
 * Average directional index after Wilder (1978), 0 to 100. Plus and minus movement and the true range are smoothed
 * with Wilder's mean, the directional index DX = 100·|+DI − −DI| / (+DI + −DI) of them again. Columns: adx, +DI, −DI.
 */
export class Adx implements Stream {
  private readonly parts: Parts;
  private before: Bar | null = null;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  static of = (period: number): Adx =>
    new Adx({
      range: wilderMean(period),
      up: wilderMean(period),
      down: wilderMean(period),
      index: wilderMean(period),
    });

  next(bar: Bar, out: Float64Array): void {
    const { range, up, down, index } = this.parts;
    const { before } = this;
    this.before = { ...bar };
    const rise = before === null ? Number.NaN : bar.high - before.high;
    const fall = before === null ? Number.NaN : before.low - bar.low;
    const smoothRange = range.next(before === null ? Number.NaN : trueRange(bar, before.close));
    const plus = (100 * up.next(moved(rise, fall))) / smoothRange;
    const minus = (100 * down.next(moved(fall, rise))) / smoothRange;
    const sum = plus + minus;
    // Nothing moved, or there is no range at all: no direction.
    const dx = Number.isNaN(smoothRange) ? Number.NaN : sum > 0 ? (100 * Math.abs(plus - minus)) / sum : 0;
    out[0] = index.next(dx);
    out[1] = smoothRange === 0 ? 0 : plus;
    out[2] = smoothRange === 0 ? 0 : minus;
  }

  copy(): Adx {
    const { range, up, down, index } = this.parts;
    const twin = new Adx({ range: range.copy(), up: up.copy(), down: down.copy(), index: index.copy() });
    twin.before = this.before;
    return twin;
  }
}

/** Movement counts in the direction in which it was larger; NaN stays NaN. */
function moved(here: number, there: number): number {
  if (Number.isNaN(here) || Number.isNaN(there)) return Number.NaN;
  return here > there && here > 0 ? here : 0;
}
