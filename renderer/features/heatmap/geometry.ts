import type { View } from './view.ts';

/** Where everything lies on the canvas. Names in `Px` are device pixels, all others CSS pixels. */
export type Geometry = Readonly<{
  dpr: number;
  widthPx: number;
  heightPx: number;
  labelPx: number;
  axisPx: number;
  rowPx: number;
  /** The ground between rows, and between wide cells. */
  seamPx: number;
  msPerPx: number;
  msPerDevicePx: number;
  /** The left edge of the plot in the pixel space of all of time: rounded once, so that everything agrees on it. */
  originPx: number;
  /** How far the rows are scrolled. */
  scrollPx: number;
}>;

export const ROW_HEIGHT = 18;
export const AXIS_HEIGHT = 36;
const LABEL_WIDTH = 192;

export type Box = Readonly<{ width: number; height: number; dpr: number; scrollTop: number }>;

/** Returns the height of a row in CSS pixels once it is a whole number of device pixels. */
export const rowHeight = (dpr: number): number => Math.round(ROW_HEIGHT * dpr) / dpr;

/** Returns the width of the labels: on a narrow screen the map is worth more than their air. */
export const labelWidth = (width: number): number => (width < 720 ? LABEL_WIDTH - 12 : LABEL_WIDTH);

export function layout({ width, height, dpr, scrollTop }: Box, view: View): Geometry {
  const msPerDevicePx = view.msPerPx / dpr;
  return {
    dpr,
    widthPx: Math.round(width * dpr),
    heightPx: Math.round(height * dpr),
    labelPx: Math.round(labelWidth(width) * dpr),
    axisPx: Math.round(AXIS_HEIGHT * dpr),
    rowPx: Math.round(ROW_HEIGHT * dpr),
    seamPx: Math.max(1, Math.round(dpr / 2)),
    msPerPx: view.msPerPx,
    msPerDevicePx,
    originPx: Math.round(view.from / msPerDevicePx),
    scrollPx: Math.round(scrollTop * dpr),
  };
}

/** Returns the device pixel, from the left edge of the canvas, where a time lies. */
export const pixelOf = (geometry: Geometry, time: number): number =>
  geometry.labelPx + Math.round(time / geometry.msPerDevicePx) - geometry.originPx;

/** Returns the device pixel, from the top edge of the canvas, where a row begins. */
export const rowTop = (geometry: Geometry, row: number): number =>
  geometry.axisPx + row * geometry.rowPx - geometry.scrollPx;

/** Returns the rows that can be seen, [first, end). */
export function visibleRows({ heightPx, axisPx, rowPx, scrollPx }: Geometry, count: number) {
  const first = Math.min(count, Math.max(0, Math.floor(scrollPx / rowPx)));
  const end = Math.min(count, Math.ceil((scrollPx + heightPx - axisPx) / rowPx));
  return { first, end: Math.max(first, end) };
}
