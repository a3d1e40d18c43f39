import { type Contract, contractOf, DEFAULT_CONTRACTS } from '../contracts.ts';
import { type FileSpec, loadFiles } from '../source/fileSource.ts';
import { createGenerator } from '../source/generator.ts';
import type { Listing } from './listings.ts';

export type MarketOptions = Readonly<{
  /** Seeds the generated candles and the dice of faults; 1 unless given. */
  seed?: number;
  /** Contracts by name, known or invented; a dozen well-known ones unless given. */
  symbols?: readonly string[];
  /** Listing dates by symbol, milliseconds UTC. */
  listed?: Readonly<Record<string, number>>;
  /** Delisting dates by symbol, milliseconds UTC. */
  delisted?: Readonly<Record<string, number>>;
  /** Real candles; a symbol with a file has no generated ones. */
  files?: readonly FileSpec[];
}>;

/** Lists a contract whose candles are generated from `seed`. */
export function generatedListing(symbol: string, seed: number): Listing {
  const contract = contractOf(symbol);
  return { contract, source: createGenerator(contract, seed), listedAt: contract.listedAt, delistedAt: null };
}

/** Lists the contracts of `options`: generated ones first, then those that come from files, which win. */
export async function initialListings(options: MarketOptions): Promise<Listing[]> {
  const { seed = 1, symbols, listed = {}, delisted = {}, files = [] } = options;
  const fromFile = ({ contract, source }: { contract: Contract; source: Listing['source'] }): Listing => ({
    contract,
    source,
    listedAt: source.span.from,
    delistedAt: null,
  });
  const names = symbols ?? DEFAULT_CONTRACTS.map((contract) => contract.symbol);
  const all = [
    ...names.map((name) => generatedListing(name, seed)),
    ...(await loadFiles(files)).map(fromFile),
  ];
  return all.map((listing) => ({
    ...listing,
    listedAt: listed[listing.contract.symbol] ?? listing.listedAt,
    delistedAt: delisted[listing.contract.symbol] ?? null,
  }));
}
