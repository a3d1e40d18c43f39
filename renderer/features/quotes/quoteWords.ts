import type { Quote } from '../../../shared/domain/live.ts';
import { priceDecimals } from '../../format/price.ts';
import { pricesOf, type QuoteWords } from './quoteTexts.ts';

/** Returns a maker of number formats that makes each only once: they are dear, and asked for ten times a second. */
function formatsOf(
  language: string,
  options: Intl.NumberFormatOptions,
): (decimals: number) => Intl.NumberFormat {
  const made = new Map<number, Intl.NumberFormat>();
  return (decimals) => {
    const known = made.get(decimals);
    if (known !== undefined) return known;
    const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    const format = new Intl.NumberFormat(language, { ...options, ...digits });
    made.set(decimals, format);
    return format;
  };
}

/** Returns how the values of a quote are written: with the decimals of its symbol, or else of its own prices. */
export function createQuoteWords(
  language: string,
  tickSize: number | null,
): (quote: Quote | null) => QuoteWords {
  const prices = formatsOf(language, { useGrouping: 'always' });
  const shares = formatsOf(language, { style: 'percent', signDisplay: 'exceptZero' });
  return (quote) => {
    const price = prices(priceDecimals(tickSize, pricesOf(quote)));
    return {
      price: (value) => price.format(value),
      share: (value, decimals) => shares(decimals).format(value),
    };
  };
}
