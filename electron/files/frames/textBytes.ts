/** 10^0 … 10^8, all exact. */
const POWERS: readonly number[] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8];
/** Any decimal of up to fifteen digits comes back as itself from a double. */
const EXACT = 1e15;
/** Below it `String` writes an exponent. */
const SMALLEST_PLAIN = 1e-6;
const INT32 = 2_147_483_648;
const ZERO = 48;
const MINUS = 45;
const POINT = 46;

/** A guess that says: not a number of few digits. */
export const NO_PLACES = -1;

/** ASCII text in the making. Whoever writes sees to it that there is room: nothing here looks. */
export class TextBytes {
  readonly bytes: Uint8Array;
  at = 0;

  constructor(size: number) {
    this.bytes = new Uint8Array(size);
  }

  get written(): Uint8Array {
    return this.bytes.subarray(0, this.at);
  }

  byte(code: number): void {
    this.bytes[this.at] = code;
    this.at += 1;
  }

  ascii(text: string): void {
    const { bytes } = this;
    let { at } = this;
    for (let i = 0; i < text.length; i += 1, at += 1) bytes[at] = text.charCodeAt(i);
    this.at = at;
  }

  copy(other: Uint8Array): void {
    this.bytes.set(other, this.at);
    this.at += other.length;
  }

  /** Puts two digits at a place of what is already there. */
  twoDigitsAt(at: number, value: number): void {
    const tens = (value / 10) | 0;
    this.bytes[at] = ZERO + tens;
    this.bytes[at + 1] = ZERO + value - 10 * tens;
  }

  /**
   * Writes every digit of a finite number that counts: the shortest decimal that reads back as the same double, as
   * `String` gives it, but without an exponent where eight places are enough. Prices and volumes have few digits, and
   * for those it is several times as fast. `places` is a guess of the digits after the point, and only a matter of
   * speed; returns the next guess for numbers of this kind, `NO_PLACES` where most digits count.
   */
  number(value: number, places: number): number {
    if (value < 0) {
      this.byte(MINUS);
      value = -value;
    }
    if (places !== NO_PLACES || value < SMALLEST_PLAIN) {
      for (let tried = places === NO_PLACES ? 0 : places; tried < POWERS.length; tried += 1) {
        const power = POWERS[tried]!;
        const digits = Math.round(value * power);
        if (digits >= EXACT) break;
        if (digits / power === value) {
          this.decimal(digits, tried, power);
          return tried;
        }
      }
    }
    this.ascii(String(value));
    return NO_PLACES;
  }

  /** Writes `digits` with `places` of them after the point, and no zeros at the end of those. */
  private decimal(digits: number, places: number, power: number): void {
    const whole = Math.floor(digits / power);
    if (whole < INT32) this.integer(whole);
    else this.ascii(String(whole));
    let rest = (digits - whole * power) | 0;
    if (rest === 0) return;
    while (rest % 10 === 0) {
      rest = (rest / 10) | 0;
      places -= 1;
    }
    const { bytes, at } = this;
    bytes[at] = POINT;
    for (let i = at + places; i > at; i -= 1) {
      const next = (rest / 10) | 0;
      bytes[i] = ZERO + rest - 10 * next;
      rest = next;
    }
    this.at = at + places + 1;
  }

  private integer(value: number): void {
    const { bytes, at } = this;
    let length = 1;
    for (let limit = 10; value >= limit; limit *= 10) length += 1;
    let rest = value | 0;
    for (let i = at + length - 1; i >= at; i -= 1) {
      const next = (rest / 10) | 0;
      bytes[i] = ZERO + rest - 10 * next;
      rest = next;
    }
    this.at = at + length;
  }
}
