/** Returns `value` as exchanges write numbers: digits and a point, never an exponent. */
export function decimal(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(12).replace(/\.?0+$/, '') : text;
}

/** Returns price × volume with as many digits as the venues show. */
export const quoteVolume = (price: number, volume: number): string => (price * volume).toFixed(4);
