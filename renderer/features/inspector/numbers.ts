import type { Formatters } from '../../format/formatters.ts';
import { priceDecimals } from '../../format/price.ts';
import type { ValueField } from './compare.ts';

/** Writes one value of a candle. */
export type PaneNumbers = (field: ValueField, value: number) => string;

/** Returns how values are written: prices with the symbol's decimals, or more where a price has more; volume as it is. */
export function numbersOf(
  { language }: Pick<Formatters, 'language'>,
  tickSize: number | null,
  prices: ArrayLike<number>,
): PaneNumbers {
  // An inspector shows what is stored: a price off the tick grid must not be rounded onto it.
  const decimals = Math.max(tickSize === null ? 0 : priceDecimals(tickSize, []), priceDecimals(null, prices));
  const price = new Intl.NumberFormat(language, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: 'always',
  });
  const volume = new Intl.NumberFormat(language, { maximumFractionDigits: 8, useGrouping: 'always' });
  return (field, value) => (field === 'volume' ? volume : price).format(value);
}
