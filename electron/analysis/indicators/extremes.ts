import { SimpleMean } from './smoothers.ts';
import type { Bar, Smoother, Stream } from './stream.ts';
import { Window } from './window.ts';

/** The highest high and the lowest low of the last bars, empty until there are enough of them. */
class Extremes {
  private readonly highs: Window;
  private readonly lows: Window;

  constructor(highs: Window, lows: Window) {
    this.highs = highs;
    this.lows = lows;
  }

  static of = (period: number): Extremes => new Extremes(new Window(period), new Window(period));

  push({ high, low }: Bar): void {
    const isGap = Number.isNaN(high) || Number.isNaN(low);
    this.highs.push(isGap ? Number.NaN : high);
    this.lows.push(isGap ? Number.NaN : low);
  }

  get highest(): number {
    return this.highs.isFull ? this.highs.max() : Number.NaN;
  }

  get lowest(): number {
    return this.lows.isFull ? this.lows.min() : Number.NaN;
  }

  copy(): Extremes {
    return new Extremes(this.highs.copy(), this.lows.copy());
  }
}

/** Donchian channel of the last `period` bars, the present one among them. Columns: upper, middle, lower. */
export class Donchian implements Stream {
  private readonly extremes: Extremes;

  constructor(extremes: Extremes) {
    this.extremes = extremes;
  }

  static of = (period: number): Donchian => new Donchian(Extremes.of(period));

  next(bar: Bar, out: Float64Array): void {
    const { extremes } = this;
    extremes.push(bar);
    out[0] = extremes.highest;
    out[1] = (extremes.highest + extremes.lowest) / 2;
    out[2] = extremes.lowest;
  }

  copy(): Donchian {
    return new Donchian(this.extremes.copy());
  }
}

/**
 * Lane's slow stochastic, 0 to 100: where the close stands between the extremes of `period` bars, smoothed by the mean
 * of `smooth` values (%K), and the mean of `signal` of those (%D). Without any movement it is 50. Columns: k, d.
 */
export class Stochastic implements Stream {
  private readonly extremes: Extremes;
  private readonly k: Smoother;
  private readonly d: Smoother;

  constructor(extremes: Extremes, k: Smoother, d: Smoother) {
    this.extremes = extremes;
    this.k = k;
    this.d = d;
  }

  static of = (period: number, signal: number, smooth: number): Stochastic =>
    new Stochastic(Extremes.of(period), new SimpleMean(smooth), new SimpleMean(signal));

  next(bar: Bar, out: Float64Array): void {
    const { extremes } = this;
    extremes.push(bar);
    const range = extremes.highest - extremes.lowest;
    const raw = range === 0 ? 50 : (100 * (bar.close - extremes.lowest)) / range;
    out[0] = this.k.next(raw);
    out[1] = this.d.next(out[0]);
  }

  copy(): Stochastic {
    return new Stochastic(this.extremes.copy(), this.k.copy(), this.d.copy());
  }
}
