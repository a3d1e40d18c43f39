import type { Smoother } from './stream.ts';
import { Window } from './window.ts';

/** Arithmetic mean of the last `period` values. */
export class SimpleMean implements Smoother {
  private readonly window: Window;

  constructor(period: number, window = new Window(period)) {
    this.window = window;
  }

  next(value: number): number {
    this.window.push(value);
    return this.window.isFull ? this.window.mean() : Number.NaN;
  }

  copy(): SimpleMean {
    return new SimpleMean(this.window.size, this.window.copy());
  }
}

/** A mean that is updated by a share of the distance to the new value, and begins as the mean of the first ones. */
class Recursive implements Smoother {
  private readonly period: number;
  private readonly weight: number;
  private seen = 0;
  private mean = 0;

  constructor(period: number, weight: number) {
    this.period = period;
    this.weight = weight;
  }

  next(value: number): number {
    if (Number.isNaN(value)) {
      this.seen = 0;
      this.mean = 0;
      return Number.NaN;
    }
    this.seen += 1;
    if (this.seen > this.period) {
      this.mean += this.weight * (value - this.mean);
      return this.mean;
    }
    // The sum of the first ones, until there are enough of them.
    this.mean += value;
    if (this.seen < this.period) return Number.NaN;
    this.mean /= this.period;
    return this.mean;
  }

  copy(): Recursive {
    const twin = new Recursive(this.period, this.weight);
    twin.seen = this.seen;
    twin.mean = this.mean;
    return twin;
  }
}

/** Exponential mean with weight 2/(period+1), seeded with the simple mean of the first `period` values. */
export const exponentialMean = (period: number): Smoother => new Recursive(period, 2 / (period + 1));

/** Wilder's mean (1978) with weight 1/period, seeded with the simple mean of the first `period` values. */
export const wilderMean = (period: number): Smoother => new Recursive(period, 1 / period);
