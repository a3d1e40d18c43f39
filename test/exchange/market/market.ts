import { type CandleColumns, candlesFromRows } from '../../../shared/domain/candle.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { Timeframe } from '../../../shared/domain/timeframe.ts';
import type { FaultBook } from '../faults/book.ts';
import { type Grid, utcGrid } from './grid.ts';
import type { Listings } from './listings.ts';
import { openTape, type Tape } from './tape.ts';

export interface Market {
  readonly listings: Listings;
  /** The venue's own time, milliseconds UTC: virtual time plus the skew. */
  now(): number;
  /** Opens the tape of a series as of the venue's now; null for a symbol the emulator does not have. */
  tape(venue: ExchangeId, symbol: string, grid: Grid, as?: 'live' | 'archive'): Tape | null;
  /** Changes whenever the tape of a series does. */
  version(venue: ExchangeId, symbol: string, grid: Grid): string;
  /**
   * Returns what a perfect downloader must end up with: the closed UTC candles that open in [from, until), holes and
   * empty ranges left out, corrections applied as of now. Times in milliseconds UTC.
   */
  truth(venue: ExchangeId, symbol: string, timeframe: Timeframe, from: number, until: number): CandleColumns;
}

export function createMarket(listings: Listings, faults: FaultBook, now: () => number): Market {
  const tape: Market['tape'] = (venue, symbol, grid, as = 'live') => {
    const listing = listings.get(symbol);
    if (listing === undefined) return null;
    const data = faults.data(venue, symbol, grid.timeframe);
    const seen =
      as === 'archive' ? data : data.filter((fault) => fault.kind !== 'hole' || !fault.archiveOnly);
    return openTape(listing, venue, grid, seen, now());
  };
  return {
    listings,
    now,
    tape,
    version: (venue, symbol, grid) =>
      JSON.stringify([now(), listings.get(symbol)?.listedAt, faults.data(venue, symbol, grid.timeframe)]),
    truth(venue, symbol, timeframe, from, until) {
      const grid = utcGrid(timeframe);
      const closed = now() - grid.duration + 1;
      const rows =
        tape(venue, symbol, grid)?.first(from, Math.min(until, closed), Number.POSITIVE_INFINITY) ?? [];
      return candlesFromRows(rows);
    },
  };
}
