import type { CallResponse } from '../../../shared/contract/calls.ts';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { createDisposables } from '../../../shared/lib/disposable.ts';
import { createThrottle } from '../../state/throttle.ts';
import { UNIT_MS, type Unit } from './levels.ts';
import { createLru } from './lru.ts';
import {
  type CellTile,
  emptyTile,
  fromTheMiddle,
  packTile,
  TILE_CELLS,
  type TileSource,
  type TileSpan,
  tileStart,
} from './tiles.ts';

type Asked = Readonly<{ id: SeriesId; key: string; generation: number }>;
type Held = Readonly<{ tile: CellTile; generation: number }>;

export type CellWish = Readonly<{ span: TileSpan; seriesIds: readonly SeriesId[] }>;

export type CellListener = Readonly<{
  /** Tiles of these series have come in. */
  onArrival(seriesIds: readonly SeriesId[]): void;
  /** Whether answers are awaited, and why the last one failed. */
  onState(isBusy: boolean, error: ApiError | null): void;
}>;

export type CellLoader = Readonly<{
  /** Says what is on the screen. A newer wish replaces the one before it: what was scrolled past is not asked for. */
  want(wish: CellWish): void;
  tile: TileSource;
  retry(): void;
  /** How many tiles are held. */
  size(): number;
  dispose(): void;
}>;

/** About 30 MB at most: 4.6 kB a tile. A screen of the tallest monitor over forty years needs a third of it. */
export const HELD_TILES = 6_000;
/** What the contract allows in one call. */
const SERIES_PER_CALL = 300;
/** The engine's long reader answers one at a time; the second is on its way meanwhile. */
const CALLS_AT_ONCE = 2;
/** A backfill announces itself ten times a second; the map fills visibly at less. */
const REFRESH_MS = 600;
const RETRY_MS = 5_000;

const keyOf = (unit: Unit, index: number, seriesId: SeriesId): string => `${unit}${index}:${seriesId}`;

/** Fetches counts of cells as they come into view, keeps a bounded amount, and fetches again what has changed. */
export function createCellLoader(client: DataClient, listener: CellListener): CellLoader {
  const held = createLru<string, Held>(HELD_TILES);
  const awaited = new Set<string>();
  /** How often each series was announced as changed; a tile that was asked for before the last time is stale. */
  const generations = new Map<SeriesId, number>();
  const noticed = new Set<SeriesId>();
  const lifetime = createDisposables();
  let wish: CellWish | null = null;
  let calls = 0;
  let error: ApiError | null = null;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let isDisposed = false;

  const generationOf = (seriesId: SeriesId): number => generations.get(seriesId) ?? 0;

  const lackingIn = ({ span, seriesIds }: CellWish, index: number): SeriesId[] =>
    seriesIds.filter((id) => {
      const key = keyOf(span.unit, index, id);
      return !awaited.has(key) && held.get(key)?.generation !== generationOf(id);
    });

  const keep = (
    unit: Unit,
    asked: readonly Asked[],
    answers: CallResponse<'coverage.cells'>['series'],
  ): void => {
    const found = new Map(answers.map(({ seriesId, cells }) => [seriesId, cells]));
    for (const { id, key, generation } of asked) {
      const cells = found.get(id);
      held.set(key, { tile: cells === undefined ? emptyTile(unit) : packTile(cells), generation });
    }
    listener.onArrival(asked.map(({ id }) => id));
  };

  const fetchTile = async (unit: Unit, index: number, seriesIds: SeriesId[]): Promise<void> => {
    const asked = seriesIds.map((id) => ({ id, key: keyOf(unit, index, id), generation: generationOf(id) }));
    for (const { key } of asked) awaited.add(key);
    calls += 1;
    const request = {
      seriesIds,
      from: tileStart(unit, index),
      bucketMs: UNIT_MS[unit],
      count: TILE_CELLS[unit],
    };
    const result = await client.call('coverage.cells', request);
    calls -= 1;
    for (const { key } of asked) awaited.delete(key);
    if (isDisposed) return;
    if (result.ok) keep(unit, asked, result.value.series);
    else {
      error = result.error;
      clearTimeout(retryTimer);
      retryTimer = setTimeout(retry, RETRY_MS);
    }
    pump();
  };

  const pump = (): void => {
    if (wish !== null && error === null) {
      for (const index of fromTheMiddle(wish.span)) {
        if (calls >= CALLS_AT_ONCE) break;
        const lacking = lackingIn(wish, index).slice(0, SERIES_PER_CALL);
        if (lacking.length > 0) void fetchTile(wish.span.unit, index, lacking);
      }
    }
    listener.onState(calls > 0, error);
  };

  const retry = (): void => {
    clearTimeout(retryTimer);
    error = null;
    pump();
  };

  const refresh = createThrottle(() => {
    for (const id of noticed) generations.set(id, generationOf(id) + 1);
    noticed.clear();
    pump();
  }, REFRESH_MS);
  lifetime.add(refresh.dispose);
  lifetime.add(() => clearTimeout(retryTimer));
  lifetime.add(
    client.on('coverage.changed', ({ seriesIds }) => {
      for (const id of seriesIds) noticed.add(id);
      refresh.request();
    }),
  );

  return {
    want: (next) => {
      wish = next;
      pump();
    },
    // What is stale is shown until its successor is here: a map that blinks tells less.
    tile: (unit, index, seriesId) => held.peek(keyOf(unit, index, seriesId))?.tile ?? null,
    retry,
    size: () => held.size,
    dispose: () => {
      isDisposed = true;
      lifetime.disposeAll();
    },
  };
}
