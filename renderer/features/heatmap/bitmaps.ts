import type { SeriesId } from '../../../shared/domain/series.ts';
import { createCellReader } from './facts.ts';
import type { Geometry } from './geometry.ts';
import type { HeatRow } from './heatRows.ts';
import { cellEnd, cellStart, levelFor, unitOf } from './levels.ts';
import { createLru } from './lru.ts';
import type { Palette } from './palette.ts';
import { paintCell, type Raster } from './pixels.ts';
import type { TileSource } from './tiles.ts';

/** A bitmap covers this many device pixels of time and this many rows. */
export const BITMAP_PX = 512;
export const BITMAP_ROWS = 16;

/** Two screens of a 4K monitor at twice the scale; 1.2 MB each there, a quarter of it at scale 1. */
const HELD = 120;
/** What painting may take of a frame of 16 ms; what is left over is painted in the next one. */
const BUDGET_MS = 7;
/** Cells at least this wide, in device pixels, are told apart by a line of ground. */
const WITH_SEAM_PX = 7;

type Bitmap = Readonly<{ canvas: OffscreenCanvas; stamp: number }>;

export type BitmapScene = Readonly<{
  rows: readonly HeatRow[];
  /** Counts how often each row's facts have changed. */
  revisionOf(seriesId: SeriesId): number;
  source: TileSource;
  geometry: Geometry;
  palette: Palette;
}>;

export type Bitmaps = Readonly<{
  /** Starts a frame: painting is paid from its budget. */
  beginFrame(): void;
  /** Returns what is known of a block of rows and pixels; `isFinal` is false when it has to be painted later. */
  get(
    scene: BitmapScene,
    column: number,
    block: number,
  ): Readonly<{ canvas: OffscreenCanvas | null; isFinal: boolean }>;
  /** Forgets everything: rows, colours or scale are others. */
  clear(): void;
}>;

function paint(scene: BitmapScene, column: number, block: number): OffscreenCanvas {
  const { rows, source, geometry, palette } = scene;
  const { rowPx, msPerDevicePx } = geometry;
  const members = rows.slice(block * BITMAP_ROWS, (block + 1) * BITMAP_ROWS);
  const height = BITMAP_ROWS * rowPx;
  const image = new ImageData(BITMAP_PX, height);
  const originX = column * BITMAP_PX;
  const raster: Raster = { words: new Uint32Array(image.data.buffer), width: BITMAP_PX, height, originX };
  const level = levelFor(geometry.msPerPx);
  const until = (originX + BITMAP_PX) * msPerDevicePx;
  members.forEach((row, i) => {
    const { timeframe } = row.series;
    const read = createCellReader(row, unitOf(level), source);
    let start = cellStart(level, timeframe, originX * msPerDevicePx);
    while (start < until) {
      const end = cellEnd(level, timeframe, start);
      const right = Math.round(end / msPerDevicePx) - originX;
      const left = Math.round(start / msPerDevicePx) - originX;
      const x0 = Math.max(0, left);
      const x1 = Math.min(BITMAP_PX, right - (right - left >= WITH_SEAM_PX ? geometry.seamPx : 0));
      const box = { x0, x1, y0: i * rowPx + geometry.seamPx, y1: (i + 1) * rowPx - geometry.seamPx };
      if (x1 > x0) paintCell(raster, box, read(start, end), palette);
      start = end;
    }
  });
  const canvas = new OffscreenCanvas(BITMAP_PX, height);
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  return canvas;
}

/** Keeps painted pieces of the map, so that panning copies pictures instead of painting cells. */
export function createBitmaps(): Bitmaps {
  const held = createLru<string, Bitmap>(HELD);
  let spent = 0;

  const stampOf = ({ rows, revisionOf }: BitmapScene, block: number): number => {
    let stamp = 0;
    const end = Math.min(rows.length, (block + 1) * BITMAP_ROWS);
    // Revisions only grow, so their sum is another one whenever any of them is.
    for (let i = block * BITMAP_ROWS; i < end; i += 1) stamp += revisionOf(rows[i]!.series.id);
    return stamp;
  };

  return {
    beginFrame: () => {
      spent = 0;
    },
    get: (scene, column, block) => {
      const key = `${scene.geometry.msPerDevicePx}|${column}|${block}`;
      const stamp = stampOf(scene, block);
      const known = held.get(key);
      if (known?.stamp === stamp) return { canvas: known.canvas, isFinal: true };
      if (spent > BUDGET_MS) return { canvas: known?.canvas ?? null, isFinal: false };
      const begun = performance.now();
      const canvas = paint(scene, column, block);
      spent += performance.now() - begun;
      held.set(key, { canvas, stamp });
      return { canvas, isFinal: true };
    },
    clear: held.clear,
  };
}
