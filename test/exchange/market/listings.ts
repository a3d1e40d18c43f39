import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { Contract } from '../contracts.ts';
import type { CandleSource } from '../source/ohlcv.ts';

/** A contract with its candles and its life at the venues; times in milliseconds UTC. */
export type Listing = Readonly<{
  contract: Contract;
  source: CandleSource;
  listedAt: number;
  delistedAt: number | null;
  /** Where it trades; absent means at both. */
  venues?: readonly ExchangeId[];
}>;

export interface Listings {
  get(symbol: string): Listing | undefined;
  all(): Listing[];
  set(listing: Listing): void;
}

export function createListings(initial: readonly Listing[]): Listings {
  const bySymbol = new Map(initial.map((listing) => [listing.contract.symbol, listing]));
  return {
    get: (symbol) => bySymbol.get(symbol),
    all: () => [...bySymbol.values()],
    set: (listing) => void bySymbol.set(listing.contract.symbol, listing),
  };
}

export type ListingState = 'unknown' | 'trading' | 'delisted';

/** Tells how the venue treats the symbol at `now`; one that is listed later is as unknown as one that never was. */
export function stateOf(listing: Listing | undefined, venue: ExchangeId, now: number): ListingState {
  if (listing === undefined || now < listing.listedAt) return 'unknown';
  if (listing.venues !== undefined && !listing.venues.includes(venue)) return 'unknown';
  return listing.delistedAt !== null && now >= listing.delistedAt ? 'delisted' : 'trading';
}
