import type { Interval } from '../../../shared/domain/interval.ts';
import type { BitmapScene } from './bitmaps.ts';
import { pixelOf, rowTop } from './geometry.ts';
import type { HeatmapState } from './heatmapStore.ts';
import { levelFor } from './levels.ts';
import { cellAt, rowIndex } from './selection.ts';

type Rows = Readonly<{ first: number; last: number }>;

/** Strokes a rectangle of cells twice, dark on light: it is seen on every colour the map has. */
function outline(
  ctx: CanvasRenderingContext2D,
  { geometry, palette }: BitmapScene,
  { from, until }: Interval,
  { first, last }: Rows,
  weight: number,
): void {
  const line = Math.max(1, Math.round(weight * geometry.dpr));
  const x = pixelOf(geometry, from);
  const y = rowTop(geometry, first);
  const width = Math.max(2 * line, pixelOf(geometry, until) - x);
  const height = (last - first + 1) * geometry.rowPx;
  ctx.lineWidth = 3 * line;
  ctx.strokeStyle = palette.surface;
  ctx.strokeRect(x, y, width, height);
  ctx.lineWidth = line;
  ctx.strokeStyle = palette.text;
  ctx.strokeRect(x, y, width, height);
}

/** Draws what lies over the cells: the selection, the cell under the pointer and the one the keys are on. */
export function drawMarks(ctx: CanvasRenderingContext2D, scene: BitmapScene, state: HeatmapState): void {
  const { geometry, palette } = scene;
  const { rows, selection, hover, cursor } = state;
  const level = levelFor(geometry.msPerPx);
  ctx.save();
  ctx.beginPath();
  ctx.rect(geometry.labelPx, geometry.axisPx, geometry.widthPx, geometry.heightPx);
  ctx.clip();
  if (selection !== null) {
    const where = { first: rowIndex(rows, selection.first), last: rowIndex(rows, selection.last) };
    const x = pixelOf(geometry, selection.from);
    ctx.globalAlpha = 0.25;
    ctx.fillStyle = palette.accent;
    ctx.fillRect(
      x,
      rowTop(geometry, where.first),
      pixelOf(geometry, selection.until) - x,
      (where.last - where.first + 1) * geometry.rowPx,
    );
    ctx.globalAlpha = 1;
    outline(ctx, scene, selection, where, 1);
  }
  for (const [ref, weight] of [
    [hover, 1],
    [cursor, 2],
  ] as const) {
    const cell = ref === null ? null : cellAt(rows, level, ref);
    if (ref === null || cell === null) continue;
    const row = rowIndex(rows, ref.seriesId);
    outline(ctx, scene, cell, { first: row, last: row }, weight);
  }
  ctx.restore();
}
