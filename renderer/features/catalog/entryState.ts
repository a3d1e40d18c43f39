import type { CatalogEntry } from '../../../shared/contract/calls.ts';

/**
 * What an entry of the catalog is to the trader: `active` is kept up to date, `paused` is wanted and left alone,
 * `suggested` is there to choose from, `kept` was removed and its candles were not.
 */
export type EntryState = 'active' | 'paused' | 'suggested' | 'kept';

const ORDER: readonly EntryState[] = ['active', 'paused', 'suggested', 'kept'];

/** Returns the state of an entry of which `candles` are stored. */
export function stateOf({ isActive, series }: CatalogEntry, candles: number): EntryState {
  if (series.some(({ tracked }) => tracked)) return isActive ? 'active' : 'paused';
  return isActive && candles === 0 ? 'suggested' : 'kept';
}

export type Line = Readonly<{
  id: CatalogEntry['id'];
  entry: CatalogEntry;
  state: EntryState;
  candles: number;
}>;

/** Returns the entries as lines of the list: what is used first, then by venue and symbol. */
export function linesOf(
  entries: readonly CatalogEntry[],
  candlesOf: ReadonlyMap<CatalogEntry['id'], number>,
): readonly Line[] {
  return entries
    .map((entry): Line => {
      const candles = candlesOf.get(entry.id) ?? 0;
      return { id: entry.id, entry, candles, state: stateOf(entry, candles) };
    })
    .toSorted(
      (a, b) =>
        ORDER.indexOf(a.state) - ORDER.indexOf(b.state) ||
        a.entry.exchange.localeCompare(b.entry.exchange) ||
        a.entry.symbol.localeCompare(b.entry.symbol),
    );
}

/** Returns the lines that hold every word of `text` in their name or state, in any order and case. */
export function filterLines(
  lines: readonly Line[],
  text: string,
  stateLabel: (state: EntryState) => string,
): readonly Line[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return lines;
  return lines.filter(({ entry, state }) => {
    const { exchange, symbol, unified } = entry;
    const fields = [exchange, symbol, unified, state, stateLabel(state)].map((field) => field.toLowerCase());
    return words.every((word) => fields.some((field) => field.includes(word)));
  });
}
