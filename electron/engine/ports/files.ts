import type { CatalogEntry } from '../../../shared/contract/calls.ts';
import type { CandleColumns } from '../../../shared/domain/candle.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { FileMapping, FileReport } from '../../../shared/domain/import.ts';
import type { MarketSymbol } from '../../../shared/domain/instrument.ts';
import type { Timeframe } from '../../../shared/domain/timeframe.ts';

/** One symbol of a catalog file. */
export type CatalogFileEntry = Readonly<{
  exchange: ExchangeId;
  symbol: MarketSymbol;
  base: string;
  quote: string;
  isActive: boolean;
  /** Absent where the file does not say. */
  sector?: string;
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

export type ReadRequest = Readonly<{
  path: string;
  /** The trader's own mapping; null finds one by looking inside. */
  mapping: FileMapping | null;
  /** Exchange time: what had not closed by then is left out. */
  now: number;
}>;

/** One file, read to its end; its good candles, ascending and unique, where it can be taken as it stands. */
export type FileReading = Readonly<{ report: FileReport; candles: CandleColumns | null }>;

/** Files of candles the trader brings along. */
export interface ImportFiles {
  /** Returns the files in folders, and files as they are. */
  list(paths: readonly string[]): Promise<string[]>;
  /** Reads a file off the main thread; rejects only when `signal` aborts or the thread fails. */
  read(request: ReadRequest, onRows: (rows: number) => void, signal: AbortSignal): Promise<FileReading>;
  /** The first rows as text, and the mapping that was found. */
  preview(
    path: string,
    rows: number,
    signal: AbortSignal,
  ): Promise<Readonly<{ rows: string[][]; mapping: FileMapping | null }>>;
  /** Keeps a dropped file, or a further piece of one, until it has been imported; returns its path. */
  keep(name: string, bytes: Uint8Array, after: string | undefined): Promise<string>;
  /** Removes those of the files that were dropped. */
  drop(paths: readonly string[]): Promise<void>;
  /** Removes whatever earlier runs left behind of dropped files. */
  sweep(): Promise<void>;
}
