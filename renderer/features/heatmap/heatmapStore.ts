import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { SeriesCoverage } from '../../../shared/domain/coverage.ts';
import type { Interval } from '../../../shared/domain/interval.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { type CellLoader, createCellLoader } from './cellLoader.ts';
import { type CellFacts, createCellReader, type Look } from './facts.ts';
import { extentOf, type HeatRow, heatRows } from './heatRows.ts';
import { type Level, levelFor, unitOf, zoomOf } from './levels.ts';
import { type CellRef, cellAt, rectangle, rowIndex, type Selection, selectedRows } from './selection.ts';
import { tilesFor } from './tiles.ts';
import { keepInside, pan, reveal, timeAt, type View, viewOf, xAt, zoomAt } from './view.ts';

/** Where the pointer is, in CSS pixels of the canvas, and whether that is near its lower edge. */
export type Hover = CellRef & Readonly<{ x: number; y: number; isLow: boolean }>;

export type HeatmapState = Readonly<{
  rows: readonly HeatRow[];
  filter: string;
  /** Null before there is anything to look at. */
  view: View | null;
  /** Width of the plot in CSS pixels. */
  width: number;
  cursor: CellRef | null;
  hover: Hover | null;
  /** Where a selection began. */
  anchor: CellRef | null;
  selection: Selection | null;
  /** Dragging selects instead of panning. */
  isSelecting: boolean;
  isBusy: boolean;
  error: ApiError | null;
  /** Grows whenever facts have come in. */
  revision: number;
  /** Cells on the screen by what they are drawn as. */
  counts: Readonly<Partial<Record<Look, number>>>;
}>;

export type HeatmapStore = StoreApi<HeatmapState> & {
  setSeries(series: readonly SeriesCoverage[]): void;
  setFilter(filter: string): void;
  setWidth(width: number): void;
  pan(px: number): void;
  /** Comes nearer by a factor around a pixel of the plot, or around its middle. */
  zoom(factor: number, x?: number): void;
  setLevel(level: Level): void;
  showAll(): void;
  /** Shows a stretch of a series, as soon as its row is there, with the cursor on its beginning. */
  reveal(seriesId: SeriesId, stretch: Interval): void;
  placeCursor(cursor: CellRef): void;
  select(anchor: CellRef, end: CellRef): void;
  clearSelection(): void;
  /** Says which rows are on the screen, so that their cells are fetched. */
  want(first: number, end: number): void;
  factsAt(ref: CellRef): CellFacts | null;
  tile: CellLoader['tile'];
  revisionOf(seriesId: SeriesId): number;
  retry(): void;
  now(): number;
  dispose(): void;
};

const START: HeatmapState = {
  rows: [],
  filter: '',
  view: null,
  width: 800,
  cursor: null,
  hover: null,
  anchor: null,
  selection: null,
  isSelecting: false,
  isBusy: false,
  error: null,
  revision: 0,
  counts: {},
};

/** Keeps what is looked at on the map and what is known of it. */
export function createHeatmapStore(client: DataClient, now: () => number): HeatmapStore {
  const store = createStore<HeatmapState>(() => START);
  const revisions = new Map<SeriesId, number>();
  let extent: Interval = { from: now(), until: now() };
  let awaited: Readonly<{ seriesId: SeriesId; stretch: Interval }> | null = null;

  const revise = (seriesIds: readonly SeriesId[]): void => {
    for (const id of seriesIds) revisions.set(id, (revisions.get(id) ?? 0) + 1);
    store.setState(({ revision }) => ({ revision: revision + 1 }));
  };
  const loader = createCellLoader(client, {
    onArrival: revise,
    onState: (isBusy, error) => {
      const known = store.getState();
      if (known.isBusy !== isBusy || known.error !== error) store.setState({ isBusy, error });
    },
  });

  const look = (change: (view: View, width: number) => View): void => {
    const { view, width } = store.getState();
    if (view !== null) store.setState({ view: keepInside(change(view, width), extent, width) });
  };

  /** What stays where it is when no pointer says so: the cursor, else the present, else the middle. */
  const focusOf = (view: View, width: number): number => {
    const { cursor } = store.getState();
    const seen = [cursor?.at, now()].find((time) => time !== undefined && isSeen(view, time, width));
    return seen === undefined ? width / 2 : xAt(view, seen);
  };

  const showAwaited = (): void => {
    const { rows, width } = store.getState();
    if (awaited === null || rowIndex(rows, awaited.seriesId) < 0) return;
    const { seriesId, stretch } = awaited;
    awaited = null;
    // Thrice its length: a gap is understood by what stands around it.
    const length = Math.max(stretch.until - stretch.from, 60 * 3_600_000);
    const around = { from: stretch.from - length, until: stretch.until + length };
    const [cursor, end] = [
      { seriesId, at: stretch.from },
      { seriesId, at: stretch.until - 1 },
    ];
    const view = keepInside(viewOf(around, width), extent, width);
    // Selected already: whoever came for a stretch came to do something about it.
    store.setState({
      cursor,
      view,
      anchor: cursor,
      selection: rectangle(rows, levelFor(view.msPerPx), cursor, end),
    });
  };

  return Object.assign(store, {
    setSeries: (series: readonly SeriesCoverage[]) => {
      const { view, width, selection, rows: before } = store.getState();
      const rows = heatRows(series, now());
      extent = extentOf(rows, now());
      store.setState({
        rows,
        view: view ?? (rows.length > 0 ? viewOf(extent, width) : null),
        selection: selection !== null && selectedRows(rows, selection).length === 0 ? null : selection,
      });
      // What nobody has asked for yet is drawn from the row itself, so a row that differs there is a revision too.
      const known = new Map(before.map((row) => [row.series.id, String(row.unasked.map(edges))]));
      const changed = rows.filter((row) => known.get(row.series.id) !== String(row.unasked.map(edges)));
      revise(changed.map((row) => row.series.id));
      showAwaited();
    },
    setFilter: (filter: string) => store.setState({ filter }),
    setWidth: (width: number) => {
      const before = store.getState();
      if (before.width === width || width <= 0) return;
      // What is seen as a whole stays so in a window of another width.
      const view = before.view === null ? null : fitAgain(before.view, before.width, width, extent);
      store.setState({ width, view });
    },
    pan: (px: number) => look((view) => pan(view, px)),
    zoom: (factor: number, x?: number) =>
      look((view, width) => zoomAt(view, x ?? focusOf(view, width), factor)),
    setLevel: (level: Level) =>
      look((view, width) => zoomAt(view, focusOf(view, width), view.msPerPx / zoomOf(level))),
    showAll: () => look((_view, width) => viewOf(extent, width)),
    reveal: (seriesId: SeriesId, stretch: Interval) => {
      awaited = { seriesId, stretch };
      store.setState({ filter: '', selection: null });
      showAwaited();
    },
    placeCursor: (cursor: CellRef) => {
      store.setState({ cursor });
      const { rows, view } = store.getState();
      const cell = view === null ? null : cellAt(rows, levelFor(view.msPerPx), cursor);
      if (cell !== null) look((before, width) => reveal(before, cell, width));
    },
    select: (anchor: CellRef, end: CellRef) => {
      const { rows, view } = store.getState();
      if (view === null) return;
      store.setState({ anchor, selection: rectangle(rows, levelFor(view.msPerPx), anchor, end) });
    },
    clearSelection: () => store.setState({ selection: null, anchor: null }),
    want: (first: number, end: number) => {
      const { rows, view, width } = store.getState();
      if (view === null || end <= first) return;
      const span = tilesFor(unitOf(levelFor(view.msPerPx)), view.from, timeAt(view, width));
      loader.want({ span, seriesIds: rows.slice(first, end).map(({ series }) => series.id) });
    },
    factsAt: (ref: CellRef) => {
      const { rows, view } = store.getState();
      const row = rows[rowIndex(rows, ref.seriesId)];
      if (view === null || row === undefined) return null;
      const level = levelFor(view.msPerPx);
      const cell = cellAt(rows, level, ref);
      return cell === null ? null : createCellReader(row, unitOf(level), loader.tile)(cell.from, cell.until);
    },
    tile: loader.tile,
    revisionOf: (seriesId: SeriesId) => revisions.get(seriesId) ?? 0,
    retry: loader.retry,
    now,
    dispose: loader.dispose,
  });
}

const isSeen = (view: View, time: number, width: number): boolean =>
  xAt(view, time) >= 0 && xAt(view, time) <= width;

const edges = ({ from, until }: Interval): readonly number[] => [from, until];

function fitAgain(view: View, before: number, width: number, extent: Interval): View {
  const isWhole = view.from <= extent.from && timeAt(view, before) >= extent.until;
  return isWhole ? viewOf(extent, width) : keepInside(view, extent, width);
}
