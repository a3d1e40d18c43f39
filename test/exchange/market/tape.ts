import type { CandleRow } from '../../../shared/domain/candle.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import { type Interval, normalize, subtract } from '../../../shared/domain/interval.ts';
import type { DataFault } from '../faults/schema.ts';
import { createRandom, mix } from '../random.ts';
import { append, type Ohlcv } from '../source/ohlcv.ts';
import { type Grid, nextOpen, openOf } from './grid.ts';
import type { Listing } from './listings.ts';

/** One venue, symbol and timeframe as it stands at one moment: every answer, push and truth is read from here. */
export interface Tape {
  /** Returns the candle that opens at `open`, closed or still forming, or null when the venue has none. */
  row(open: number): CandleRow | null;
  /** Returns up to `limit` candles that open in [from, until), the oldest ones, ascending. */
  first(from: number, until: number, limit: number): CandleRow[];
  /** Returns up to `limit` candles that open in [from, until), the newest ones, ascending. */
  last(from: number, until: number, limit: number): CandleRow[];
}

type Rules = Readonly<{
  holes: readonly Extract<DataFault, { kind: 'hole' }>[];
  empties: readonly Interval[];
  corrections: ReadonlyMap<number, Extract<DataFault, { kind: 'correction' }>>;
}>;

function sort(faults: readonly DataFault[], now: number): Rules {
  const of = <K extends DataFault['kind']>(kind: K): Extract<DataFault, { kind: K }>[] =>
    faults.filter((fault): fault is Extract<DataFault, { kind: K }> => fault.kind === kind);
  const due = of('correction').filter((fault) => fault.at <= now);
  return {
    holes: of('hole'),
    empties: normalize(of('empty')),
    corrections: new Map(due.map((fault) => [fault.openTime, fault])),
  };
}

const isHole = (holes: Rules['holes'], grid: Grid, open: number): boolean =>
  holes.some(
    ({ from, until, rate, seed }) =>
      open >= from && open < until && createRandom(mix(seed, open / 1000, grid.duration / 1000))() < rate,
  );

function tradedAround(
  listing: Listing,
  from: number,
  until: number,
  empties: readonly Interval[],
): Ohlcv | null {
  if (empties.length === 0) return listing.source.traded(from, until);
  return subtract([{ from, until }], empties).reduce<Ohlcv | null>(
    (sum, piece) => append(sum, listing.source.traded(piece.from, piece.until)),
    null,
  );
}

type Patch = NonNullable<Extract<DataFault, { kind: 'correction' }>['patch']>;

const corrected = (candle: Ohlcv, patch: Patch): Ohlcv => ({
  open: patch.open ?? candle.open,
  high: patch.high ?? candle.high,
  low: patch.low ?? candle.low,
  close: patch.close ?? candle.close,
  volume: patch.volume ?? candle.volume + 1,
});

/** Opens the tape of one series as of `now`, milliseconds UTC of the venue. */
export function openTape(
  listing: Listing,
  venue: ExchangeId,
  grid: Grid,
  faults: readonly DataFault[],
  now: number,
): Tape {
  const { holes, empties, corrections } = sort(faults, now);
  const begin = Math.max(listing.listedAt, listing.source.span.from);
  const end = Math.min(listing.delistedAt ?? Number.POSITIVE_INFINITY, listing.source.span.until, now);
  const isFlatAfterEnd = venue === 'binance' && listing.delistedAt !== null && listing.delistedAt <= now;
  /** Binance goes on listing flat candles of a delisted contract (facts/exchanges.md, section 8). */
  const flat = isFlatAfterEnd ? (listing.source.traded(end - grid.duration, end)?.close ?? null) : null;

  function traded(open: number): Ohlcv | null {
    if (flat !== null && open >= end) return { open: flat, high: flat, low: flat, close: flat, volume: 0 };
    const from = Math.max(open, begin);
    const until = Math.min(open + grid.duration, end);
    return from < until ? tradedAround(listing, from, until, empties) : null;
  }

  function row(open: number): CandleRow | null {
    if (open > now || isHole(holes, grid, open)) return null;
    const found = traded(open);
    if (found === null) return null;
    const patch = corrections.get(open);
    const candle: Ohlcv = patch === undefined ? found : corrected(found, patch.patch ?? {});
    return [open, candle.open, candle.high, candle.low, candle.close, candle.volume];
  }

  const lowest = (from: number): number => Math.max(nextOpen(grid, from), openOf(grid, begin));
  const highest = (until: number): number => openOf(grid, Math.min(until - 1, flat === null ? end - 1 : now));

  return {
    row,
    first(from, until, limit) {
      const rows: CandleRow[] = [];
      const stop = highest(until);
      for (let open = lowest(from); open <= stop && rows.length < limit; open += grid.duration) {
        const candle = row(open);
        if (candle !== null) rows.push(candle);
      }
      return rows;
    },
    last(from, until, limit) {
      const rows: CandleRow[] = [];
      const stop = lowest(from);
      for (let open = highest(until); open >= stop && rows.length < limit; open -= grid.duration) {
        const candle = row(open);
        if (candle !== null) rows.push(candle);
      }
      return rows.reverse();
    },
  };
}
