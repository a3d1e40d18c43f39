import type { Interval } from '../../../shared/domain/interval.ts';
import { DAY, type EpochMs, HOUR } from '../../../shared/domain/time.ts';

/** What part of time is looked at: the moment at the left edge and the length of a CSS pixel. */
export type View = Readonly<{ from: EpochMs; msPerPx: number }>;

/** An hour is never wider than 48 px, and forty years fit into 400. */
const NEAREST = HOUR / 48;
const FARTHEST = (40 * 365 * DAY) / 400;

const clampZoom = (msPerPx: number): number => Math.min(FARTHEST, Math.max(NEAREST, msPerPx));

export const timeAt = (view: View, x: number): EpochMs => view.from + x * view.msPerPx;
export const xAt = (view: View, time: EpochMs): number => (time - view.from) / view.msPerPx;

/** Returns the view that shows all of `extent`, with a little air at both ends. */
export function viewOf(extent: Interval, width: number): View {
  const air = 8;
  const msPerPx = clampZoom((extent.until - extent.from) / Math.max(1, width - 2 * air));
  return { from: extent.from - air * msPerPx, msPerPx };
}

/** Returns the view after a zoom that leaves what is under `x` where it is; a factor over 1 comes nearer. */
export function zoomAt(view: View, x: number, factor: number): View {
  const msPerPx = clampZoom(view.msPerPx / factor);
  return { from: timeAt(view, x) - x * msPerPx, msPerPx };
}

export const pan = (view: View, px: number): View => ({ ...view, from: view.from + px * view.msPerPx });

/** How much of the window may lie after the present, where there is nothing to see. */
const FUTURE = 0.15;

/**
 * Keeps some of the extent in the window: nobody finds the way back from an empty one. The past may fill half of it
 * before the beginning; the future stays narrow, also in a window that is wider than all there is.
 */
export function keepInside(view: View, extent: Interval, width: number): View {
  const length = width * view.msPerPx;
  const latest = extent.until - (1 - FUTURE) * length;
  const from = Math.min(latest, Math.max(extent.from - length / 2, view.from));
  return from === view.from ? view : { ...view, from };
}

/** Returns the view panned as little as is needed for `stretch` to be seen. */
export function reveal(view: View, stretch: Interval, width: number): View {
  const until = timeAt(view, width);
  if (stretch.from < view.from) return { ...view, from: stretch.from };
  if (stretch.until > until)
    return { ...view, from: Math.min(stretch.from, view.from + stretch.until - until) };
  return view;
}
