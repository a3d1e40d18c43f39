import type { QuoteNews } from '../engine/ports/feed.ts';
import { toNumber } from './parseCandles.ts';

/** What a venue wrote, under our names and not looked at yet. */
export type RawQuote = Readonly<Partial<Record<Exclude<keyof QuoteNews, 'unified'>, unknown>>>;

const isPrice = (value: number): boolean => Number.isFinite(value) && value > 0;

const ACCEPTS = {
  last: isPrice,
  bid: isPrice,
  ask: isPrice,
  mark: isPrice,
  funding: Number.isFinite,
  change24h: (value: number) => Number.isFinite(value) && value > -1,
} as const satisfies Record<string, (value: number) => boolean>;

/** Reads numbers and their moment; leaves out what is none, and is null when nothing is left or nobody knows when. */
export function readQuote(unified: string, raw: RawQuote): QuoteNews | null {
  const at = toNumber(raw.at);
  if (!Number.isSafeInteger(at) || at <= 0) return null;
  const fields = (Object.keys(ACCEPTS) as (keyof typeof ACCEPTS)[]).flatMap((name) => {
    const value = toNumber(raw[name]);
    return ACCEPTS[name](value) ? [[name, value] as const] : [];
  });
  return fields.length === 0 ? null : { unified, at, ...Object.fromEntries(fields) };
}

/** One piece of news out of two about the same contract: the newer word on every field. */
export const mergeQuotes = (older: QuoteNews, newer: QuoteNews): QuoteNews => ({
  ...older,
  ...newer,
  at: Math.max(older.at, newer.at),
});
