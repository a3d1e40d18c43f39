import { createDisposables, type Dispose } from '../../../shared/lib/disposable.ts';
import { createThrottle } from '../../state/throttle.ts';
import { type BitmapScene, createBitmaps } from './bitmaps.ts';
import { countLooks } from './countLooks.ts';
import { drawAxis, drawLabels, type Words } from './drawFrame.ts';
import { drawMap, drawPresent } from './drawMap.ts';
import { drawMarks } from './drawMarks.ts';
import { AXIS_HEIGHT, labelWidth, layout, rowHeight, visibleRows } from './geometry.ts';
import { listenToPointers } from './gestures.ts';
import type { HeatmapState, HeatmapStore } from './heatmapStore.ts';
import { hitCell } from './hit.ts';
import { type Palette, readPalette } from './palette.ts';
import { type CellRef, rowIndex } from './selection.ts';

export type HeatmapParts = Readonly<{
  /** Scrolls the rows. */
  scroller: HTMLElement;
  /** As high as all rows. */
  sizer: HTMLElement;
  canvas: HTMLCanvasElement;
}>;

export type MountedHeatmap = Readonly<{
  setWords(words: Words): void;
  /** Takes the page's colours again. */
  recolor(): void;
  /** The uppermost row on the screen. */
  firstRow(): number;
  /** The cell under a point of the window, or null beside them. */
  cellAt(clientX: number, clientY: number): CellRef | null;
  dispose: Dispose;
}>;

/** The legend may lag behind a pan; counting every cell of every frame would make the pan lag. */
const COUNT_MS = 400;

const redraws = (now: HeatmapState, before: HeatmapState): boolean =>
  now.view !== before.view ||
  now.rows !== before.rows ||
  now.revision !== before.revision ||
  now.cursor !== before.cursor ||
  now.hover !== before.hover ||
  now.selection !== before.selection ||
  now.width !== before.width;

/** Draws the map whenever what it shows has changed, at most once a frame; React does not render for it. */
export function mountHeatmap(
  { scroller, sizer, canvas }: HeatmapParts,
  store: HeatmapStore,
  words: Words,
  open: (cell: CellRef) => void,
): MountedHeatmap {
  const lifetime = createDisposables();
  const bitmaps = createBitmaps();
  const ctx = canvas.getContext('2d');
  let currentWords = words;
  let palette: Palette = readPalette(canvas.parentElement ?? scroller, devicePixelRatio);
  let frame = 0;

  const place = () => ({
    width: canvas.clientWidth,
    height: canvas.clientHeight,
    scrollTop: scroller.scrollTop,
    dpr: devicePixelRatio,
  });
  const shown = () => {
    const { view, rows } = store.getState();
    return view === null ? { first: 0, end: 0 } : visibleRows(layout(place(), view), rows.length);
  };

  const draw = (): void => {
    frame = 0;
    const state = store.getState();
    const { rows, view } = state;
    if (ctx === null || view === null) return;
    const geometry = layout(place(), view);
    const scene: BitmapScene = { rows, revisionOf: store.revisionOf, source: store.tile, geometry, palette };
    const { first, end } = visibleRows(geometry, rows.length);
    store.want(first, end);
    ctx.clearRect(0, 0, geometry.widthPx, geometry.heightPx);
    const isComplete = drawMap(ctx, scene, bitmaps);
    drawPresent(ctx, scene, store.now());
    drawMarks(ctx, scene, state);
    drawLabels(ctx, scene, currentWords);
    drawAxis(ctx, scene, currentWords);
    count.request();
    if (!isComplete) request();
  };
  const request = (): void => {
    if (frame === 0) frame = requestAnimationFrame(draw);
  };
  const count = createThrottle(() => {
    const { rows, view, width } = store.getState();
    const { first, end } = shown();
    if (view !== null)
      store.setState({ counts: countLooks(rows.slice(first, end), view, width, store.tile) });
  }, COUNT_MS);

  const resize = (): void => {
    // First the size in the page, then the pixels: read the other way round, the picture would be stretched.
    sizer.style.height = `${AXIS_HEIGHT + store.getState().rows.length * rowHeight(devicePixelRatio)}px`;
    canvas.style.height = `${scroller.clientHeight}px`;
    const { width, height, dpr } = place();
    canvas.width = Math.round(width * dpr);
    canvas.height = Math.round(height * dpr);
    store.setWidth(width - labelWidth(width));
    request();
  };
  const showCursorRow = ({ rows, cursor }: HeatmapState): void => {
    const index = cursor === null ? -1 : rowIndex(rows, cursor.seriesId);
    if (index < 0) return;
    const height = rowHeight(devicePixelRatio);
    const room = scroller.clientHeight - AXIS_HEIGHT;
    const top = index * height;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (top + height > scroller.scrollTop + room) scroller.scrollTop = top + height - room;
  };

  lifetime.add(
    store.subscribe((now, before) => {
      if (now.rows !== before.rows) {
        // Bitmaps are kept by the number of a row; with other rows they are pictures of others.
        const isSame = now.rows.every((row, i) => row.series.id === before.rows[i]?.series.id);
        if (!isSame || now.rows.length !== before.rows.length) bitmaps.clear();
        resize();
      }
      if (now.cursor !== before.cursor) showCursorRow(now);
      if (redraws(now, before)) request();
    }),
  );
  const sizes = new ResizeObserver(() => {
    palette = readPalette(canvas.parentElement ?? scroller, devicePixelRatio);
    bitmaps.clear();
    resize();
  });
  sizes.observe(scroller);
  lifetime.add(() => sizes.disconnect());
  scroller.addEventListener('scroll', request, { passive: true });
  lifetime.add(() => scroller.removeEventListener('scroll', request));
  lifetime.add(listenToPointers({ canvas, scroller, place }, store, open));
  lifetime.add(count.dispose);
  lifetime.add(() => cancelAnimationFrame(frame));
  resize();
  showCursorRow(store.getState());

  return {
    setWords: (next) => {
      currentWords = next;
      request();
    },
    recolor: () => {
      palette = readPalette(canvas.parentElement ?? scroller, devicePixelRatio);
      bitmaps.clear();
      request();
    },
    firstRow: () => shown().first,
    cellAt: (clientX, clientY) => {
      const { left, top } = canvas.getBoundingClientRect();
      return hitCell(store.getState(), { x: clientX - left, y: clientY - top }, place());
    },
    dispose: lifetime.disposeAll,
  };
}
