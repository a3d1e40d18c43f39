import { BITMAP_PX, BITMAP_ROWS, type BitmapScene, type Bitmaps } from './bitmaps.ts';
import { pixelOf, rowTop, visibleRows } from './geometry.ts';

/** Draws the cells that can be seen from their bitmaps; returns false when some have to be painted later. */
export function drawMap(ctx: CanvasRenderingContext2D, scene: BitmapScene, bitmaps: Bitmaps): boolean {
  const { geometry, rows, palette } = scene;
  const { originPx, labelPx, widthPx, axisPx, rowPx, heightPx } = geometry;
  const { first, end } = visibleRows(geometry, rows.length);
  let isComplete = true;
  ctx.save();
  ctx.beginPath();
  ctx.rect(labelPx, axisPx, widthPx - labelPx, heightPx - axisPx);
  ctx.clip();
  bitmaps.beginFrame();
  const lastColumn = Math.floor((originPx + widthPx - labelPx) / BITMAP_PX);
  for (let column = Math.floor(originPx / BITMAP_PX); column <= lastColumn; column += 1) {
    for (let block = Math.floor(first / BITMAP_ROWS); block * BITMAP_ROWS < end; block += 1) {
      const { canvas, isFinal } = bitmaps.get(scene, column, block);
      isComplete &&= isFinal;
      const x = labelPx + column * BITMAP_PX - originPx;
      const y = rowTop(geometry, block * BITMAP_ROWS);
      if (canvas !== null) ctx.drawImage(canvas, x, y);
    }
  }
  ctx.fillStyle = palette.border;
  const hairline = Math.max(1, Math.round(geometry.dpr / 2));
  for (let row = first; row < end; row += 1) {
    if (rows[row]!.isHead && row > 0)
      ctx.fillRect(labelPx, row * rowPx - geometry.scrollPx + axisPx, widthPx, hairline);
  }
  ctx.restore();
  return isComplete;
}

/** Draws a line where the present is. */
export function drawPresent(
  ctx: CanvasRenderingContext2D,
  { geometry, palette }: BitmapScene,
  now: number,
): void {
  const x = pixelOf(geometry, now);
  if (x < geometry.labelPx || x > geometry.widthPx) return;
  ctx.fillStyle = palette.accent;
  ctx.fillRect(x, geometry.axisPx, Math.max(1, Math.round(geometry.dpr)), geometry.heightPx);
}
