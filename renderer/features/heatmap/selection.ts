import type { CallRequest } from '../../../shared/contract/calls.ts';
import type { Stretch } from '../../../shared/contract/filters.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { TIMEFRAMES } from '../../../shared/domain/timeframe.ts';
import type { HeatRow } from './heatRows.ts';
import { cellEnd, cellStart, type Level } from './levels.ts';

/** A cell by a moment in it: it stays the same moment when the zoom makes other cells. */
export type CellRef = Readonly<{ seriesId: SeriesId; at: EpochMs }>;

/** A rectangle of whole cells, by its first and last row. */
export type Selection = Interval & Readonly<{ first: SeriesId; last: SeriesId }>;

export const rowIndex = (rows: readonly HeatRow[], seriesId: SeriesId): number =>
  rows.findIndex(({ series }) => series.id === seriesId);

/** Returns the whole cell a moment lies in, or null when its row is not shown. */
export function cellAt(rows: readonly HeatRow[], level: Level, { seriesId, at }: CellRef): Interval | null {
  const timeframe = rows[rowIndex(rows, seriesId)]?.series.timeframe;
  if (timeframe === undefined) return null;
  const from = cellStart(level, timeframe, at);
  return { from, until: cellEnd(level, timeframe, from) };
}

/** Returns the rectangle that has two cells at opposite corners, whichever of them came first. */
export function rectangle(rows: readonly HeatRow[], level: Level, a: CellRef, b: CellRef): Selection | null {
  const [one, other] = [cellAt(rows, level, a), cellAt(rows, level, b)];
  if (one === null || other === null) return null;
  const isDown = rowIndex(rows, a.seriesId) <= rowIndex(rows, b.seriesId);
  return {
    from: Math.min(one.from, other.from),
    until: Math.max(one.until, other.until),
    first: isDown ? a.seriesId : b.seriesId,
    last: isDown ? b.seriesId : a.seriesId,
  };
}

/** Returns the rows of a selection; none when a filter has taken one of its ends away. */
export function selectedRows(rows: readonly HeatRow[], { first, last }: Selection): readonly HeatRow[] {
  const [from, to] = [rowIndex(rows, first), rowIndex(rows, last)];
  return from < 0 || to < 0 ? [] : rows.slice(from, to + 1);
}

/** Tells whether a cell lies in a selection. */
export const isSelected = (
  rows: readonly HeatRow[],
  selection: Selection,
  { seriesId, at }: CellRef,
): boolean =>
  at >= selection.from &&
  at < selection.until &&
  selectedRows(rows, selection).some(({ series }) => series.id === seriesId);

/**
 * Returns what to ask for to download a selection: one request per exchange, and more only where symbols have other
 * timeframes selected, because a request means every symbol in every timeframe and must not bring unselected ones.
 */
export function downloadRequests(
  rows: readonly HeatRow[],
  selection: Selection,
  now: EpochMs,
): readonly CallRequest<'backfill.start'>[] {
  const from = Math.max(0, selection.from);
  const until = Math.min(selection.until, now);
  if (from >= until) return [];
  const bySymbol = Map.groupBy(
    selectedRows(rows, selection),
    ({ series }) => `${series.exchange} ${series.symbol}`,
  );
  const wanted = [...bySymbol.values()].map((members) => {
    const { exchange, symbol } = members[0]!.series;
    const chosen = new Set(members.map(({ series }) => series.timeframe));
    return { exchange, symbol, timeframes: TIMEFRAMES.filter((timeframe) => chosen.has(timeframe)) };
  });
  const groups = Map.groupBy(wanted, ({ exchange, timeframes }) => `${exchange} ${timeframes.join()}`);
  return [...groups.values()].map((group) => ({
    exchange: group[0]!.exchange,
    symbols: group.map(({ symbol }) => symbol),
    timeframes: group[0]!.timeframes,
    from,
    until,
  }));
}

/** Returns the selection as stretches of its series, as far as they are not in the future. */
export function selectedStretches(
  rows: readonly HeatRow[],
  selection: Selection,
  now: EpochMs,
): readonly Stretch[] {
  const from = Math.max(0, selection.from);
  const until = Math.min(selection.until, now);
  if (from >= until) return [];
  return selectedRows(rows, selection).map(({ series }) => ({ seriesId: series.id, from, until }));
}
