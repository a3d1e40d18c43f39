import { createCellReader, type Look, lookOf } from './facts.ts';
import type { HeatRow } from './heatRows.ts';
import { cellEnd, cellStart, levelFor, unitOf } from './levels.ts';
import type { TileSource } from './tiles.ts';
import { timeAt, type View } from './view.ts';

export type Counts = Readonly<Partial<Record<Look, number>>>;

/** Counts the cells that are looked at by what they are drawn as; one that is partly there counts under its cause too. */
export function countLooks(rows: readonly HeatRow[], view: View, width: number, source: TileSource): Counts {
  const level = levelFor(view.msPerPx);
  const until = timeAt(view, width);
  const counts: Partial<Record<Look, number>> = {};
  const add = (look: Look): void => {
    counts[look] = (counts[look] ?? 0) + 1;
  };
  for (const row of rows) {
    const { timeframe } = row.series;
    const read = createCellReader(row, unitOf(level), source);
    for (let at = cellStart(level, timeframe, view.from); at < until; ) {
      const end = cellEnd(level, timeframe, at);
      const facts = read(at, end);
      if (facts !== null) {
        const look = lookOf(facts);
        add(look);
        if (look === 'partly' && facts.cause !== null) add(facts.cause);
      }
      at = end;
    }
  }
  return counts;
}
