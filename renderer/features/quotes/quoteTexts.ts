import type { Quote, Timed } from '../../../shared/domain/live.ts';

/** The values of the strip, in the order in which a trader reads them. */
export const QUOTE_FIELDS = ['last', 'change24h', 'bid', 'ask', 'mark', 'funding'] as const;
export type QuoteField = (typeof QUOTE_FIELDS)[number];

/** How one value of the strip is shown at a moment. */
export type QuoteText = Readonly<{
  text: string;
  /** Milliseconds since the venue said it; null when it never did. */
  age: number | null;
  /** It is history, not a quote. */
  isStale: boolean;
  /** Rising, falling or neither, for its colour; the sign of its text says the same. */
  trend: 'up' | 'down' | null;
}>;

/** How the values are written. */
export type QuoteWords = Readonly<{
  price(value: number): string;
  /** A share with its sign, with so many decimals of a per cent. */
  share(value: number, decimals: number): string;
}>;

function write(field: QuoteField, value: number, words: QuoteWords): string {
  if (field === 'change24h') return words.share(value, 2);
  return field === 'funding' ? words.share(value, 4) : words.price(value);
}

const NOTHING: QuoteText = { text: '–', age: null, isStale: true, trend: null };

/** Returns one value of a quote as it is shown at `now`, by the venue's clock. */
export function quoteText(quote: Quote | null, field: QuoteField, now: number, words: QuoteWords): QuoteText {
  const timed: Timed | null = quote?.[field] ?? null;
  if (timed === null) return NOTHING;
  const isSigned = field === 'change24h' && timed.value !== 0;
  return {
    text: write(field, timed.value, words),
    age: Math.max(0, now - timed.at),
    isStale: now > timed.expiresAt,
    trend: isSigned ? (timed.value > 0 ? 'up' : 'down') : null,
  };
}

/** Returns the prices a quote holds, to tell their decimals by. */
export const pricesOf = (quote: Quote | null): readonly number[] =>
  (['last', 'bid', 'ask'] as const).flatMap((field) => quote?.[field]?.value ?? []);
