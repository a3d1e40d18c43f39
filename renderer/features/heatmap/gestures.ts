import type { Dispose } from '../../../shared/lib/disposable.ts';
import { labelWidth } from './geometry.ts';
import type { HeatmapStore } from './heatmapStore.ts';
import { hitCell, isOnPlot, type Place, type Point } from './hit.ts';
import type { CellRef } from './selection.ts';

export type Surface = Readonly<{ canvas: HTMLCanvasElement; scroller: HTMLElement; place(): Place }>;

/** A pointer that moved less than this, in CSS pixels, was a click. */
const CLICK_PX = 4;
/** A notch of a wheel is 100; two of them halve or double, a pinch sends many small ones. */
const WHEEL_TO_ZOOM = 0.0035;
const PINCH_TO_ZOOM = 0.01;

/** Room the tooltip needs below the pointer. */
const TIP_PX = 150;

type Drag = { readonly from: Point; last: Point; isClick: boolean; readonly anchor: CellRef | null };

const pointOf = (event: MouseEvent, canvas: HTMLElement): Point => {
  const box = canvas.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
};

/** The wheel comes nearer, as on a chart; with Shift, or over the names, it scrolls the rows; sideways it pans. */
function listenToWheel({ canvas, scroller, place }: Surface, store: HeatmapStore): Dispose {
  const onWheel = (event: WheelEvent): void => {
    const point = pointOf(event, canvas);
    if (!event.ctrlKey && !isOnPlot(point, place().width)) return;
    event.preventDefault();
    if (event.shiftKey) {
      // Some systems turn the wheel sideways themselves while Shift is held.
      scroller.scrollTop += event.deltaY + event.deltaX;
    } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) store.pan(event.deltaX);
    else {
      const speed = event.ctrlKey ? PINCH_TO_ZOOM : WHEEL_TO_ZOOM;
      store.zoom(Math.exp(-event.deltaY * speed), point.x - labelWidth(place().width));
    }
  };
  canvas.addEventListener('wheel', onWheel, { passive: false });
  return () => canvas.removeEventListener('wheel', onWheel);
}

/** Drags pan, or select with Shift or while selecting is switched on; two fingers zoom; a click opens. */
export function listenToPointers(
  surface: Surface,
  store: HeatmapStore,
  open: (cell: CellRef) => void,
): Dispose {
  const { canvas, scroller, place } = surface;
  const fingers = new Map<number, Point>();
  let drag: Drag | null = null;

  const pinch = (event: PointerEvent, point: Point): void => {
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    const before = fingers.get(event.pointerId);
    fingers.set(event.pointerId, point);
    if (other === undefined || before === undefined) return;
    const apart = Math.abs(before.x - other.x);
    const middle = (point.x + other.x) / 2 - labelWidth(place().width);
    if (apart > 0) store.zoom(Math.abs(point.x - other.x) / apart, middle);
  };
  const hover = (point: Point): void => {
    const cell = hitCell(store.getState(), point, place());
    store.setState({
      hover: cell === null ? null : { ...cell, ...point, isLow: point.y > place().height - TIP_PX },
    });
  };

  const onDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const point = pointOf(event, canvas);
    fingers.set(event.pointerId, point);
    if (fingers.size > 1) {
      drag = null;
      return;
    }
    const cell = hitCell(store.getState(), point, place());
    const isSelecting = event.shiftKey || store.getState().isSelecting;
    if (cell !== null && isSelecting) store.select(cell, cell);
    drag = { from: point, last: point, isClick: true, anchor: isSelecting ? cell : null };
    canvas.setPointerCapture(event.pointerId);
  };
  const follow = (drag: Drag, point: Point): void => {
    const moved = Math.hypot(point.x - drag.from.x, point.y - drag.from.y);
    if (drag.isClick && moved < CLICK_PX) return;
    drag.isClick = false;
    if (drag.anchor !== null) {
      const cell = hitCell(store.getState(), point, place());
      store.setState({ hover: null });
      if (cell !== null) store.select(drag.anchor, cell);
    } else {
      store.setState({ hover: null });
      store.pan(drag.last.x - point.x);
      scroller.scrollTop += drag.last.y - point.y;
    }
    drag.last = point;
  };
  const onMove = (event: PointerEvent): void => {
    const point = pointOf(event, canvas);
    if (fingers.size > 1) pinch(event, point);
    else if (drag === null) hover(point);
    else follow(drag, point);
  };
  const onUp = (event: PointerEvent): void => {
    fingers.delete(event.pointerId);
    const ended = drag;
    drag = null;
    if (ended === null || !ended.isClick || ended.anchor !== null || event.type !== 'pointerup') return;
    const cell = hitCell(store.getState(), ended.from, place());
    if (cell !== null) open(cell);
  };
  const onLeave = (): void => store.setState({ hover: null });

  const stopWheel = listenToWheel(surface, store);
  canvas.addEventListener('pointerdown', onDown);
  canvas.addEventListener('pointermove', onMove);
  canvas.addEventListener('pointerup', onUp);
  canvas.addEventListener('pointercancel', onUp);
  canvas.addEventListener('pointerleave', onLeave);
  return () => {
    stopWheel();
    canvas.removeEventListener('pointerdown', onDown);
    canvas.removeEventListener('pointermove', onMove);
    canvas.removeEventListener('pointerup', onUp);
    canvas.removeEventListener('pointercancel', onUp);
    canvas.removeEventListener('pointerleave', onLeave);
  };
}
