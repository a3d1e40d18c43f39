import { fuzzyScore } from './fuzzy.ts';

/** Something the palette can do; `id` is what it is remembered by. */
export type PaletteItem = Readonly<{
  id: string;
  kind: 'place' | 'series' | 'action';
  label: string;
  /** Its keys, where it has any. */
  keys?: string;
  run(): void;
}>;

/** What a screen can hold; who has more series than this types a letter more. */
const MOST_SHOWN = 50;
/** How much better something is for having been chosen before; the newest choice counts most. */
const RECENT_BONUS = 4;

/** Returns what matches, the best first; with nothing typed, what was chosen lately and then everything in order. */
export function rankItems(
  items: readonly PaletteItem[],
  query: string,
  recent: readonly string[],
): readonly PaletteItem[] {
  const bonus = (id: string): number => {
    const at = recent.indexOf(id);
    return at < 0 ? 0 : RECENT_BONUS + 1 - at / recent.length;
  };
  return items
    .flatMap((item, order) => {
      const score = query.trim() === '' ? 0 : fuzzyScore(query, item.label);
      return score === null ? [] : [{ item, order, score: score + bonus(item.id) }];
    })
    .sort((a, b) => b.score - a.score || a.order - b.order)
    .slice(0, MOST_SHOWN)
    .map(({ item }) => item);
}
