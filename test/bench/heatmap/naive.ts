import { drawAxis, drawLabels, type Words } from '../../../renderer/features/heatmap/drawFrame.ts';
import {
  type CellFacts,
  createCellReader,
  lookOf,
  shareOf,
} from '../../../renderer/features/heatmap/facts.ts';
import {
  AXIS_HEIGHT,
  labelWidth,
  layout,
  pixelOf,
  rowTop,
  visibleRows,
} from '../../../renderer/features/heatmap/geometry.ts';
import type { HeatmapStore } from '../../../renderer/features/heatmap/heatmapStore.ts';
import { cellEnd, cellStart, levelFor, unitOf } from '../../../renderer/features/heatmap/levels.ts';
import type { HeatmapParts } from '../../../renderer/features/heatmap/mountHeatmap.ts';
import { type Fill, type FillName, readPalette } from '../../../renderer/features/heatmap/palette.ts';

/** Returns a hatch as the canvas repeats it by itself. */
function patternOf(ctx: CanvasRenderingContext2D, { size, pixels }: Fill): CanvasPattern {
  const tile = new OffscreenCanvas(size, size);
  const image = new ImageData(size, size);
  new Uint32Array(image.data.buffer).set(pixels);
  tile.getContext('2d')!.putImageData(image, 0, 0);
  return ctx.createPattern(tile, 'repeat')!;
}

type Brush = Readonly<{ ctx: CanvasRenderingContext2D; patterns: Record<FillName, CanvasPattern> }>;
type Place = Readonly<{ x: number; width: number; top: number }>;

const HEIGHT = 16;

function fillCell({ ctx, patterns }: Brush, { x, width, top }: Place, facts: CellFacts | null): void {
  const look = facts === null ? 'loading' : lookOf(facts);
  if (look === 'outside') return;
  const share = facts === null ? 0 : (shareOf(facts) ?? 0);
  const lacking = look === 'partly' ? HEIGHT * (1 - share) : HEIGHT;
  ctx.fillStyle = patterns[look === 'partly' ? (facts?.cause ?? 'loading') : look];
  ctx.fillRect(x, top, width, lacking);
  if (look !== 'partly') return;
  ctx.fillStyle = patterns.complete;
  ctx.fillRect(x, top + lacking, width, HEIGHT - lacking);
}

/** The same map drawn in the plainest way, every visible cell a `fillRect` in every frame: what the bench measures by. */
export function mountNaive({ scroller, sizer, canvas }: HeatmapParts, store: HeatmapStore, words: Words) {
  const ctx = canvas.getContext('2d')!;
  const palette = readPalette(canvas.parentElement!, devicePixelRatio);
  const patterns = Object.fromEntries(
    Object.entries(palette.fills).map(([name, fill]) => [name, patternOf(ctx, fill)]),
  ) as Record<FillName, CanvasPattern>;
  sizer.style.height = `${AXIS_HEIGHT + store.getState().rows.length * 18}px`;
  canvas.style.height = `${scroller.clientHeight}px`;
  canvas.width = canvas.clientWidth;
  canvas.height = canvas.clientHeight;
  store.setWidth(canvas.clientWidth - labelWidth(canvas.clientWidth));

  const draw = (): void => {
    const { rows, view } = store.getState();
    if (view === null) return;
    const box = { width: canvas.width, height: canvas.height, dpr: 1, scrollTop: scroller.scrollTop };
    const geometry = layout(box, view);
    const { first, end } = visibleRows(geometry, rows.length);
    store.want(first, end);
    ctx.clearRect(0, 0, canvas.width, canvas.height);
    const level = levelFor(view.msPerPx);
    const until = view.from + canvas.width * view.msPerPx;
    for (let i = first; i < end; i += 1) {
      const row = rows[i]!;
      const { timeframe } = row.series;
      const read = createCellReader(row, unitOf(level), store.tile);
      for (let at = cellStart(level, timeframe, view.from); at < until; ) {
        const next = cellEnd(level, timeframe, at);
        const x = pixelOf(geometry, at);
        const width = pixelOf(geometry, next) - x - 1;
        fillCell({ ctx, patterns }, { x, width, top: rowTop(geometry, i) + 1 }, read(at, next));
        at = next;
      }
    }
    const scene = { rows, revisionOf: store.revisionOf, source: store.tile, geometry, palette };
    drawLabels(ctx, scene, words);
    drawAxis(ctx, scene, words);
  };
  let frame = 0;
  const request = (): void => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(draw);
  };
  const stop = store.subscribe(request);
  request();
  return { dispose: stop };
}
