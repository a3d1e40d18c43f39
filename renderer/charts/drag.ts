import type { Dispose } from '../../shared/lib/disposable.ts';

export type PanePoint = Readonly<{ x: number; y: number }>;

/** What a press on the pane means for the chart. */
export type DragListener = Readonly<{
  /** Tells whether a press here is on the pane; axes are dragged by the library. */
  isPane(point: PanePoint): boolean;
  isMeasuring(event: PointerEvent, from: PanePoint): boolean;
  onPan(dx: number, dy: number, from: PanePoint): void;
  onMeasure(from: PanePoint, to: PanePoint, isDone: boolean): void;
  /** A press that went nowhere. */
  onTap(event: PointerEvent): void;
}>;

const TAP_PX = 3;

/**
 * Pans and measures with the pressed mouse. The library's own panning starts from a remembered offset and jumps when
 * pages arrive under a drag; this one moves by what the mouse moved since its last event.
 */
export function followDrags(host: HTMLElement, listener: DragListener): Dispose {
  const stop = new AbortController();
  const { signal } = stop;
  let press: Readonly<{ start: PanePoint; isMeasure: boolean; id: number }> | null = null;
  let last: PanePoint = { x: 0, y: 0 };
  let isTap = false;

  const pointOf = (event: PointerEvent): PanePoint => {
    const box = host.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const onDown = (event: PointerEvent): void => {
    const start = pointOf(event);
    // Fingers scroll with the library, which knows pinching and kinetics.
    if (event.button !== 0 || event.pointerType === 'touch' || !listener.isPane(start)) return;
    press = { start, isMeasure: listener.isMeasuring(event, start), id: event.pointerId };
    last = start;
    isTap = true;
  };
  const onMove = (event: PointerEvent): void => {
    if (press === null || event.pointerId !== press.id) return;
    const point = pointOf(event);
    if (isTap && Math.hypot(point.x - press.start.x, point.y - press.start.y) < TAP_PX) return;
    isTap = false;
    if (press.isMeasure) listener.onMeasure(press.start, point, false);
    else listener.onPan(point.x - last.x, point.y - last.y, press.start);
    last = point;
  };
  const onUp = (event: PointerEvent): void => {
    if (press === null || event.pointerId !== press.id) return;
    if (isTap && event.type === 'pointerup') listener.onTap(event);
    else if (press.isMeasure) listener.onMeasure(press.start, last, true);
    press = null;
  };
  host.addEventListener('pointerdown', onDown, { signal });
  // On the window: a drag goes on outside the chart.
  window.addEventListener('pointermove', onMove, { signal });
  window.addEventListener('pointerup', onUp, { signal });
  window.addEventListener('pointercancel', onUp, { signal });
  return () => stop.abort();
}
