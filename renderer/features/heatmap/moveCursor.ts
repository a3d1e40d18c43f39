import type { EpochMs } from '../../../shared/domain/time.ts';
import type { HeatmapStore } from './heatmapStore.ts';
import { cellEnd, cellStart, levelFor } from './levels.ts';
import { type CellRef, rowIndex } from './selection.ts';
import { timeAt } from './view.ts';

const clamp = (value: number, last: number): number => Math.min(last, Math.max(0, value));

/** The cursor, or where it appears first: in the uppermost row, in the middle of what is looked at. */
function startOf(store: HeatmapStore, firstRow: number): CellRef | null {
  const { rows, view, width, cursor } = store.getState();
  if (cursor !== null && rowIndex(rows, cursor.seriesId) >= 0) return cursor;
  const row = rows[clamp(firstRow, rows.length - 1)];
  if (view === null || row === undefined) return null;
  return { seriesId: row.series.id, at: Math.min(store.now(), timeAt(view, width / 2)) };
}

export type Move = Readonly<{ cells: number; rows: number; isExtending: boolean }>;

/** Moves the cursor by cells and rows; `firstRow` is the uppermost one on the screen. */
export function moveCursor(store: HeatmapStore, move: Move, firstRow: number): void {
  const { rows, view, cursor, anchor, selection } = store.getState();
  const start = startOf(store, firstRow);
  if (start === null || view === null) return;
  // The first key only shows where the cursor is.
  if (cursor === null) {
    store.placeCursor(start);
    return;
  }
  const row = rows[clamp(rowIndex(rows, start.seriesId) + move.rows, rows.length - 1)]!;
  const level = levelFor(view.msPerPx);
  const { timeframe } = row.series;
  let at: EpochMs = start.at;
  for (let i = 0; i < Math.abs(move.cells); i += 1) {
    const cell = cellStart(level, timeframe, at);
    at = move.cells > 0 ? cellEnd(level, timeframe, cell) : cellStart(level, timeframe, cell - 1);
  }
  const next = { seriesId: row.series.id, at: Math.min(store.now(), Math.max(0, at)) };
  if (move.isExtending) store.select(selection === null || anchor === null ? start : anchor, next);
  else store.clearSelection();
  store.placeCursor(next);
}
