import { seriesName } from '../../../shared/domain/series.ts';
import { createCellReader } from './facts.ts';
import type { HeatRow } from './heatRows.ts';
import { cellEnd, cellStart, type Level, unitOf } from './levels.ts';
import { type Selection, selectedRows } from './selection.ts';
import type { TileSource } from './tiles.ts';

/** What a selection amounts to in one series; null where not all of it has been fetched. */
export type SelectedSeries = Readonly<{
  name: string;
  candles: number | null;
  missing: number | null;
}>;

/** Adds a selection up, series by series. */
export function summarizeSelection(
  rows: readonly HeatRow[],
  selection: Selection,
  level: Level,
  source: TileSource,
): readonly SelectedSeries[] {
  return selectedRows(rows, selection).map((row) => {
    const { timeframe } = row.series;
    const read = createCellReader(row, unitOf(level), source);
    let candles: number | null = 0;
    let missing: number | null = 0;
    for (let at = cellStart(level, timeframe, selection.from); at < selection.until; ) {
      const end = cellEnd(level, timeframe, at);
      const facts = read(at, end);
      candles = facts === null || candles === null ? null : candles + facts.candles;
      missing = facts === null || missing === null ? null : missing + facts.missing;
      at = end;
    }
    return { name: seriesName(row.series), candles, missing };
  });
}

/** Returns the sum of what is known, or null when a part of it is not. */
export function sumOf(all: readonly SelectedSeries[], pick: 'candles' | 'missing'): number | null {
  return all.reduce<number | null>((sum, one) => {
    const value = one[pick];
    return sum === null || value === null ? null : sum + value;
  }, 0);
}

/** Returns a table that a spreadsheet takes from the clipboard. */
export function toText(
  head: readonly string[],
  all: readonly SelectedSeries[],
  range: Readonly<{ from: string; until: string }>,
): string {
  const lines = all.map(({ name, candles, missing }) => [
    name,
    range.from,
    range.until,
    candles ?? '',
    missing ?? '',
  ]);
  return [head, ...lines].map((line) => line.join('\t')).join('\n');
}
