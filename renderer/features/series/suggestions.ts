import type { CatalogEntry } from '../../../shared/contract/calls.ts';
import { DEFAULT_EXCHANGE, type ExchangeId } from '../../../shared/domain/exchange.ts';
import type { Timeframe } from '../../../shared/domain/timeframe.ts';

/** What a first backfill begins with: soon done, and enough to see what all of this is about. */
const USUAL = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'] as const;
const FIRST_TIMEFRAMES = ['1m', '15m', '1h', '4h', '1d'] as const satisfies readonly Timeframe[];

export type FirstBackfill = Readonly<{
  exchange: ExchangeId;
  symbols: readonly string[];
  timeframes?: readonly Timeframe[];
}>;

/** A symbol that is only suggested: in the catalog, and nothing of it wanted yet. */
export const isSuggested = (entry: CatalogEntry): boolean =>
  entry.isActive && entry.series.every(({ tracked }) => !tracked);

const symbolsAt = (entries: readonly CatalogEntry[], exchange: ExchangeId): readonly string[] =>
  entries.filter((entry) => entry.exchange === exchange).map(({ symbol }) => symbol);

/**
 * Returns what a first backfill begins with: the symbols already wanted, in their own timeframes, else the usual ones of
 * those one venue suggests, in a handful of timeframes.
 */
export function firstSymbols(entries: readonly CatalogEntry[]): FirstBackfill {
  const wanted = entries.filter((entry) => entry.isActive && !isSuggested(entry));
  if (wanted[0] !== undefined) {
    const { exchange } = wanted[0];
    return { exchange, symbols: symbolsAt(wanted, exchange) };
  }
  const suggested = entries.filter(isSuggested);
  const exchange = suggested[0]?.exchange ?? DEFAULT_EXCHANGE;
  const there = symbolsAt(suggested, exchange);
  const usual = USUAL.filter((symbol) => there.includes(symbol));
  const symbols = usual.length > 0 ? usual : there.slice(0, USUAL.length);
  return { exchange, symbols: symbols.length > 0 ? symbols : USUAL, timeframes: FIRST_TIMEFRAMES };
}
