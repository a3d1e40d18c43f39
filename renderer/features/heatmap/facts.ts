import { CELL_KINDS, type CellKind } from '../../../shared/domain/coverageCells.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { ceilToGrid, durationOf, type Timeframe } from '../../../shared/domain/timeframe.ts';
import type { HeatRow } from './heatRows.ts';
import { UNIT_MS, type Unit } from './levels.ts';
import { type CellTile, TILE_CELLS, type TileSource, tileIndex, tileStart } from './tiles.ts';

/** What is known of one cell. */
export type CellFacts = Readonly<{
  candles: number;
  /** Open times without a candle, those included that nobody has asked for. */
  missing: number;
  /** What most of the missing ones lack for. */
  cause: Exclude<CellKind, 'complete'> | null;
}>;

/** What a cell is drawn and counted as. */
export type Look = 'complete' | 'partly' | 'outside' | Exclude<CellKind, 'complete'>;

export function lookOf({ candles, missing, cause }: CellFacts): Look {
  if (missing === 0 || cause === null) return candles > 0 ? 'complete' : 'outside';
  return candles > 0 ? 'partly' : cause;
}

/** Returns stored ÷ due, from 0 to 1; null where nothing is due. */
export function shareOf({ candles, missing }: CellFacts): number | null {
  return candles + missing === 0 ? null : candles / (candles + missing);
}

function openTimesIn(
  timeframe: Timeframe,
  intervals: readonly Interval[],
  from: EpochMs,
  until: EpochMs,
): number {
  let count = 0;
  for (const one of intervals) {
    const start = ceilToGrid(timeframe, Math.max(from, one.from));
    const end = ceilToGrid(timeframe, Math.min(until, one.until));
    if (end > start) count += (end - start) / durationOf(timeframe);
  }
  return count;
}

export type CellReader = (start: EpochMs, end: EpochMs) => CellFacts | null;

/** Returns a reader of one row's cells [start, end), made of whole units; null for what has not been fetched yet. */
export function createCellReader({ series, unasked }: HeatRow, unit: Unit, source: TileSource): CellReader {
  const { id, timeframe } = series;
  const size = UNIT_MS[unit];
  const byKind = new Float64Array(CELL_KINDS.length);
  let index = Number.NaN;
  let tile: CellTile | null = null;

  return (start, end) => {
    let candles = 0;
    byKind.fill(0);
    for (let at = start; at < end; at += size) {
      const wanted = tileIndex(unit, at);
      if (wanted !== index) {
        index = wanted;
        tile = wanted < 0 ? null : source(unit, wanted, id);
      }
      if (tile === null) return null;
      const cell = Math.min(TILE_CELLS[unit] - 1, Math.floor((at - tileStart(unit, index)) / size));
      candles += tile.candles[cell]!;
      byKind[tile.kind[cell]!]! += tile.missing[cell]!;
    }
    byKind[CELL_KINDS.indexOf('not-downloaded')]! += openTimesIn(timeframe, unasked, start, end);
    return summarize(candles, byKind);
  };
}

function summarize(candles: number, byKind: Float64Array): CellFacts {
  let missing = 0;
  let worst = 0;
  // Kind 0 is `complete`, which lacks nothing.
  for (let kind = 1; kind < byKind.length; kind += 1) {
    missing += byKind[kind]!;
    if (worst === 0 ? byKind[kind]! > 0 : byKind[kind]! > byKind[worst]!) worst = kind;
  }
  return { candles, missing, cause: worst === 0 ? null : (CELL_KINDS[worst] as CellFacts['cause']) };
}
