const MOST_DECIMALS = 10;

/** Returns how many decimals a number is written with: 0.05 has two, 1e-7 seven. */
export function decimalsOf(value: number): number {
  for (let decimals = 0; decimals < MOST_DECIMALS; decimals += 1) {
    if (Number(value.toFixed(decimals)) === value) return decimals;
  }
  return MOST_DECIMALS;
}

/** Returns the decimals prices of a symbol are shown with: its tick size, else what the prices themselves need. */
export function priceDecimals(tickSize: number | null, prices: ArrayLike<number>): number {
  if (tickSize !== null) return decimalsOf(tickSize);
  return Array.from(prices).reduce((most, price) => Math.max(most, decimalsOf(price)), 0);
}
