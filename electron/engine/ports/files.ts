import type { CatalogEntry } from '../../../shared/contract/calls.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { MarketSymbol } from '../../../shared/domain/instrument.ts';
import type { Timeframe } from '../../../shared/domain/timeframe.ts';

/** One symbol of a catalog file. */
export type CatalogFileEntry = Readonly<{
  exchange: ExchangeId;
  symbol: MarketSymbol;
  base: string;
  quote: string;
  isActive: boolean;
  timeframes: readonly Readonly<{ timeframe: Timeframe; days: number }>[];
}>;

export type CatalogFileProblem = Readonly<{ line: number | null; message: string }>;

export type CatalogFile = Readonly<{
  entries: readonly CatalogFileEntry[];
  problems: readonly CatalogFileProblem[];
}>;

/** Catalog files in and out. */
export type CatalogFiles = Readonly<{
  parse(text: string): CatalogFile;
  format(catalog: readonly CatalogEntry[]): string;
}>;
