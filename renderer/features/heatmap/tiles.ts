import type { CoverageCells } from '../../../shared/domain/coverageCells.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { type EpochMs, WEEK } from '../../../shared/domain/time.ts';
import { UNIT_MS, type Unit } from './levels.ts';

/** Cells per tile: a year and a half of days, a fortnight of hours. What one answer brings for one series. */
export const TILE_CELLS: Readonly<Record<Unit, number>> = { day: 512, hour: 336 };

/** The counts of one series in one tile, in a third of the memory they travel in. */
export type CellTile = Readonly<{ candles: Uint32Array; missing: Uint32Array; kind: Uint8Array }>;

export type TileSource = (unit: Unit, index: number, seriesId: SeriesId) => CellTile | null;

export const tileMs = (unit: Unit): number => TILE_CELLS[unit] * UNIT_MS[unit];

export const tileIndex = (unit: Unit, time: EpochMs): number => Math.floor(time / tileMs(unit));

export const tileStart = (unit: Unit, index: number): EpochMs => index * tileMs(unit);

/** Tiles from `first` to `last`, both included. */
export type TileSpan = Readonly<{ unit: Unit; first: number; last: number }>;

/** Returns the tiles a stretch of time needs. */
export function tilesFor(unit: Unit, from: EpochMs, until: EpochMs): TileSpan {
  return {
    unit,
    // The longest candle may have opened a week before the stretch and be asked for by its open time.
    first: Math.max(0, tileIndex(unit, from - WEEK)),
    last: Math.max(0, tileIndex(unit, until)),
  };
}

/** Returns the indexes of a span from its middle outwards: what is looked at most comes first. */
export function fromTheMiddle({ first, last }: TileSpan): number[] {
  const middle = (first + last) / 2;
  const all = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return all.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
}

export const packTile = ({ candles, missing, kind }: CoverageCells): CellTile => ({
  candles: Uint32Array.from(candles),
  missing: Uint32Array.from(missing),
  kind: Uint8Array.from(kind),
});

/** Returns the tile of a series the engine knows nothing of (any more). */
export const emptyTile = (unit: Unit): CellTile => ({
  candles: new Uint32Array(TILE_CELLS[unit]),
  missing: new Uint32Array(TILE_CELLS[unit]),
  kind: new Uint8Array(TILE_CELLS[unit]),
});
