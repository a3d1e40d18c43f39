import type { MarketSymbol } from '../../../shared/domain/instrument.ts';
import { type Interval, type IntervalSet, intersect, lengthOf } from '../../../shared/domain/interval.ts';
import { DAY } from '../../../shared/domain/time.ts';

/** What is known of one symbol of a venue over all its timeframes: when its ledgers answer, when it has nothing. */
export type SymbolHistory = Readonly<{ symbol: MarketSymbol; known: IntervalSet; empty: IntervalSet }>;

/** Holes around a gap that a symbol may have and still be a witness, however they came about. */
const FEW_HOLES = 3;
/** Of more than that, so many must be holes of the other symbol too: a venue that goes up and down takes both along. */
const SHARED = 0.8;
/** How far around a gap that is looked at: at least two days on either side, and fifty times its length. */
const LEAST_REACH = 2 * DAY;
const REACH = 50;

/** Returns the pieces of `set` that can touch `within`; `set` is long, and asked about often. */
function near(set: IntervalSet, { from, until }: Interval): IntervalSet {
  let low = 0;
  let high = set.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (set[middle]!.until <= from) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < set.length && set[end]!.from < until) end += 1;
  return set.slice(low, end);
}

const overlap = (set: IntervalSet, within: Interval): number =>
  lengthOf(intersect(near(set, within), [within]));

const coversHalf = (set: IntervalSet, gap: Interval): boolean =>
  2 * overlap(set, gap) >= gap.until - gap.from;

/**
 * Tells a symbol that often has no candle for reasons of its own: nobody trades it. That it has none at some moment
 * says nothing about the venue.
 */
function isQuiet(witness: SymbolHistory, subject: SymbolHistory | undefined, gap: Interval): boolean {
  const reach = Math.max(LEAST_REACH, REACH * (gap.until - gap.from));
  const around = { from: gap.from - reach, until: gap.until + reach };
  const holes = near(witness.empty, around).filter(
    ({ from, until }) => until <= gap.from || from >= gap.until,
  );
  if (holes.length <= FEW_HOLES) return false;
  const shared = holes.filter((hole) => near(subject?.empty ?? [], hole).length > 0);
  return shared.length < SHARED * holes.length;
}

/**
 * Returns the other symbols that have nothing while `symbol` has none, when they are enough to say that the venue
 * itself was down; empty when they are not. Enough is two symbols in all, and at least half of those the store knows
 * anything of at that time. Several timeframes of one symbol are one witness, and one that hardly trades is none,
 * unless it did trade.
 */
export function outageWitnesses(
  symbol: MarketSymbol,
  gap: Interval,
  symbols: readonly SymbolHistory[],
): readonly MarketSymbol[] {
  const subject = symbols.find((one) => one.symbol === symbol);
  const others = symbols.filter((one) => one.symbol !== symbol && coversHalf(one.known, gap));
  const missing = others.filter((one) => coversHalf(one.empty, gap));
  const silent = missing.filter((one) => !isQuiet(one, subject, gap));
  const counted = others.length - (missing.length - silent.length);
  const isOutage = silent.length >= 1 && 2 * (silent.length + 1) >= counted + 1;
  return isOutage ? silent.map((one) => one.symbol).toSorted() : [];
}
