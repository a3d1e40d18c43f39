import { type CellFacts, lookOf, shareOf } from './facts.ts';
import type { Fill, Palette } from './palette.ts';

/** Pixels of one bitmap; `originX` is where its left edge lies in the pixel space of all of time. */
export type Raster = Readonly<{ words: Uint32Array; width: number; height: number; originX: number }>;

/** A rectangle of a raster, in its own pixels; x1 and y1 are outside. */
export type Box = Readonly<{ x0: number; x1: number; y0: number; y1: number }>;

/** The least that is left to what is missing and to what is there, so that one lost minute of a year is still seen. */
const LEAST_PX = 2;

function fillHatched(
  { words, width, originX }: Raster,
  { x0, x1, y0, y1 }: Box,
  { size, pixels }: Fill,
): void {
  // Hatches run on across cells and bitmaps: they are anchored in the space of all of them.
  const shift = originX % size;
  for (let y = y0; y < y1; y += 1) {
    const line = (y % size) * size;
    const row = y * width;
    for (let x = x0; x < x1; x += 1) words[row + x] = pixels[line + ((x + shift) % size)]!;
  }
}

function fillPlain({ words, width }: Raster, { x0, x1, y0, y1 }: Box, color: number): void {
  for (let y = y0; y < y1; y += 1) words.fill(color, y * width + x0, y * width + x1);
}

/** Returns how many of `height` pixels stand for what is stored. */
export function storedHeight(share: number, height: number): number {
  return Math.min(height - LEAST_PX, Math.max(LEAST_PX, Math.round(share * height)));
}

/**
 * Paints one cell: complete ones in one colour, lacking ones in the hatch of their cause, and those between as a
 * column whose stored part stands as high as its share. What is outside of what is wanted stays empty.
 */
export function paintCell(raster: Raster, box: Box, facts: CellFacts | null, palette: Palette): void {
  const look = facts === null ? 'loading' : lookOf(facts);
  if (look === 'outside') return;
  if (look === 'partly' && facts !== null) paintPartly(raster, box, facts, palette);
  else if (look === 'complete' || look === 'loading') fillPlain(raster, box, palette.fills[look].pixels[0]!);
  else if (look !== 'partly') fillHatched(raster, box, palette.fills[look]);
}

function paintPartly(raster: Raster, box: Box, facts: CellFacts, palette: Palette): void {
  const share = shareOf(facts) ?? 0;
  const level = box.y1 - storedHeight(share, box.y1 - box.y0);
  if (facts.cause !== null) fillHatched(raster, { ...box, y1: level }, palette.fills[facts.cause]);
  const tone = palette.ramp[Math.min(palette.ramp.length - 1, Math.floor(share * palette.ramp.length))]!;
  fillPlain(raster, { ...box, y0: level }, tone);
}
