/**
 * The last `size` values. Sums are taken over the values themselves each time and not kept running: a running sum
 * drifts, and makes a result depend on where the series began. NaN empties the window.
 */
export class Window {
  private readonly values: Float64Array;
  private count = 0;
  private at = 0;
  readonly size: number;

  constructor(size: number) {
    this.size = size;
    this.values = new Float64Array(size);
  }

  push(value: number): void {
    if (Number.isNaN(value)) {
      this.count = 0;
      this.at = 0;
      return;
    }
    this.values[this.at] = value;
    this.at = this.at + 1 === this.size ? 0 : this.at + 1;
    if (this.count < this.size) this.count += 1;
  }

  get isFull(): boolean {
    return this.count === this.size;
  }

  /** Mean of a full window, summed from the oldest value to the newest. */
  mean(): number {
    const { values, at, size } = this;
    let sum = 0;
    for (let i = at; i < size; i += 1) sum += values[i]!;
    for (let i = 0; i < at; i += 1) sum += values[i]!;
    return sum / size;
  }

  /** Mean squared distance from `mean`: the population's variance, divided by n. */
  variance(mean: number): number {
    const { values, at, size } = this;
    let sum = 0;
    for (let i = at; i < size; i += 1) sum += (values[i]! - mean) ** 2;
    for (let i = 0; i < at; i += 1) sum += (values[i]! - mean) ** 2;
    return sum / size;
  }

  max(): number {
    let found = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < this.count; i += 1) if (this.values[i]! > found) found = this.values[i]!;
    return found;
  }

  min(): number {
    let found = Number.POSITIVE_INFINITY;
    for (let i = 0; i < this.count; i += 1) if (this.values[i]! < found) found = this.values[i]!;
    return found;
  }

  /** The value `size − 1` before the newest one of a full window. */
  oldest(): number {
    return this.values[this.at]!;
  }

  copy(): Window {
    const twin = new Window(this.size);
    twin.values.set(this.values);
    twin.count = this.count;
    twin.at = this.at;
    return twin;
  }
}
