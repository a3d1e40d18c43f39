import { AXIS_HEIGHT, labelWidth, rowHeight } from './geometry.ts';
import type { HeatmapState } from './heatmapStore.ts';
import type { CellRef } from './selection.ts';
import { timeAt } from './view.ts';

/** A point of the canvas in CSS pixels. */
export type Point = Readonly<{ x: number; y: number }>;

export type Place = Readonly<{ width: number; height: number; scrollTop: number; dpr: number }>;

/** Tells whether a point lies on the cells, not on the labels or the axis. */
export const isOnPlot = ({ x, y }: Point, width: number): boolean =>
  x >= labelWidth(width) && y >= AXIS_HEIGHT;

/** Returns the moment and the series under a point, or null beside them. */
export function hitCell({ rows, view }: HeatmapState, { x, y }: Point, place: Place): CellRef | null {
  if (view === null || !isOnPlot({ x, y }, place.width)) return null;
  const row = rows[Math.floor((y - AXIS_HEIGHT + place.scrollTop) / rowHeight(place.dpr))];
  if (row === undefined) return null;
  return { seriesId: row.series.id, at: Math.max(0, timeAt(view, x - labelWidth(place.width))) };
}
