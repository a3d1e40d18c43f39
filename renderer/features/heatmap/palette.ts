import type { Look } from './facts.ts';

export type FillName = Exclude<Look, 'partly' | 'outside'> | 'loading';

/** A small square of pixels that repeats: colour and hatch of one look, as ABGR words. */
export type Fill = Readonly<{ size: number; pixels: Uint32Array }>;

export type Palette = Readonly<{
  fills: Readonly<Record<FillName, Fill>>;
  /** Colours of the stored part of a cell, from nearly nothing to nearly all. */
  ramp: readonly number[];
  text: string;
  dim: string;
  surface: string;
  border: string;
  grid: string;
  accent: string;
}>;

type Hatch = 'plain' | 'dots' | 'rising' | 'falling' | 'lines' | 'columns' | 'grid' | 'cross';

/** Each look has a hatch of its own: whoever does not see the colours still sees the cause. */
const HATCHES: Readonly<Record<FillName, Hatch>> = {
  complete: 'plain',
  loading: 'plain',
  'not-downloaded': 'dots',
  'request-failed': 'rising',
  unconfirmed: 'falling',
  'confirmed-empty': 'lines',
  rejected: 'cross',
  outage: 'grid',
  away: 'columns',
};

const RAMP_STEPS = 8;
/** Period and thickness of the hatches in CSS pixels. */
const PERIOD = 6;
const THICKNESS = 1.5;

/** Tells whether the hatch puts ink on a pixel of its square. */
export function hasInk(hatch: Hatch, x: number, y: number, size: number, thickness: number): boolean {
  const rising = (x + y) % size < thickness;
  const falling = (x - y + size) % size < thickness;
  switch (hatch) {
    case 'plain':
      return false;
    case 'dots':
      return x < thickness + 0.5 && y < thickness + 0.5;
    case 'rising':
      return rising;
    case 'falling':
      return falling;
    case 'lines':
      return y % (size / 2) < thickness;
    case 'columns':
      return x % (size / 2) < thickness;
    case 'grid':
      return x < thickness || y < thickness;
    case 'cross':
      return rising || falling;
  }
}

function makeFill(name: FillName, dpr: number, ground: number, ink: number): Fill {
  const size = Math.max(2, Math.round((PERIOD * dpr) / 2) * 2);
  const thickness = Math.max(1, Math.round(THICKNESS * dpr));
  const pixels = Uint32Array.from({ length: size * size }, (_, i) =>
    hasInk(HATCHES[name], i % size, Math.floor(i / size), size, thickness) ? ink : ground,
  );
  return { size, pixels };
}

/** Returns the colour between two, channel by channel. */
export function mix(a: number, b: number, share: number): number {
  let mixed = 0;
  for (const shift of [0, 8, 16, 24]) {
    const from = (a >>> shift) & 0xff;
    const to = (b >>> shift) & 0xff;
    mixed |= Math.round(from + (to - from) * share) << shift;
  }
  return mixed >>> 0;
}

/** Returns the page's colours as they are now; a canvas understands neither `light-dark()` nor `var()` by itself. */
export function readPalette(host: HTMLElement, dpr: number): Palette {
  const probe = document.createElement('span');
  const pixel = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  host.append(probe);
  const resolve = (variable: string): string => {
    probe.style.color = `var(${variable})`;
    return getComputedStyle(probe).color;
  };
  const word = (variable: string): number => {
    if (pixel === null) return 0;
    pixel.clearRect(0, 0, 1, 1);
    pixel.fillStyle = resolve(variable);
    pixel.fillRect(0, 0, 1, 1);
    return new Uint32Array(pixel.getImageData(0, 0, 1, 1).data.buffer)[0]!;
  };
  const fills = Object.keys(HATCHES).map((name) => [
    name,
    makeFill(name as FillName, dpr, word(`--ck-heat-${name}`), word(`--ck-heat-${name}-ink`)),
  ]);
  const [low, high] = [word('--ck-heat-partly'), word('--ck-heat-complete')];
  const palette: Palette = {
    fills: Object.fromEntries(fills) as Palette['fills'],
    ramp: Array.from({ length: RAMP_STEPS }, (_, i) => mix(low, high, i / RAMP_STEPS)),
    text: resolve('--ck-text'),
    dim: resolve('--ck-text-dim'),
    surface: resolve('--ck-surface'),
    border: resolve('--ck-border'),
    grid: resolve('--ck-grid'),
    accent: resolve('--ck-accent'),
  };
  probe.remove();
  return palette;
}
