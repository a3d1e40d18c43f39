import { describe, expect, test, vi } from 'vitest';
import { createCellLoader, HELD_TILES } from '../../../../renderer/features/heatmap/cellLoader.ts';
import { createHeatmapStore } from '../../../../renderer/features/heatmap/heatmapStore.ts';
import { levelFor } from '../../../../renderer/features/heatmap/levels.ts';
import { moveCursor } from '../../../../renderer/features/heatmap/moveCursor.ts';
import type { CallReceived } from '../../../../shared/contract/calls.ts';
import type { DataClient } from '../../../../shared/contract/dataClient.ts';
import type { SeriesId } from '../../../../shared/domain/series.ts';
import { DAY } from '../../../../shared/domain/time.ts';
import { fail, succeed } from '../../../../shared/lib/result.ts';
import { cellsFor, manySeries } from '../../../helpers/heatData.ts';
import { scriptedClient } from '../../../helpers/scriptedClient.ts';

const NOW = Date.UTC(2026, 10, 20);
const series = manySeries(14, 900, NOW);
const ids = series.map(({ id }) => id);
const answer = (request: unknown) => cellsFor(series, request as CallReceived<'coverage.cells'>);
const quiet = { onArrival: () => undefined, onState: () => undefined };

/** A client that answers at once and counts who listens. */
function countingClient() {
  let listeners = 0;
  const calls: CallReceived<'coverage.cells'>[] = [];
  const client: DataClient = {
    call: (async (_name: string, request: unknown) => {
      calls.push(request as CallReceived<'coverage.cells'>);
      return succeed(answer(request));
    }) as never,
    on: () => {
      listeners += 1;
      return () => {
        listeners -= 1;
      };
    },
  };
  return { client, calls, listeners: () => listeners };
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe('the loader', () => {
  test('asks for nothing twice, within what a call may carry', async () => {
    const { client, calls } = countingClient();
    const loader = createCellLoader(client, quiet);
    const wish = { span: { unit: 'day', first: 36, last: 40 } as const, seriesIds: ids };
    for (let i = 0; i < 10; i += 1) {
      loader.want(wish);
      await settle();
    }
    expect(calls).toHaveLength(5);
    expect(calls.every(({ seriesIds, count }) => seriesIds.length <= 300 && count <= 4_000)).toBe(true);
    expect(loader.tile('day', 38, ids[0]!)?.candles).toHaveLength(512);
    expect(loader.tile('hour', 38, ids[0]!)).toBeNull();
    loader.dispose();
  });

  test('splits what is more than a call may carry', async () => {
    const { client, calls } = countingClient();
    const loader = createCellLoader(client, quiet);
    const many = Array.from({ length: 700 }, (_, i) => (i + 1) as SeriesId);
    loader.want({ span: { unit: 'day', first: 40, last: 40 }, seriesIds: many });
    for (let i = 0; i < 5; i += 1) await settle();
    expect(calls.map(({ seriesIds }) => seriesIds.length)).toEqual([300, 300, 100]);
    loader.dispose();
  });

  test('holds a bounded amount, however far one pans', async () => {
    const { client } = countingClient();
    const loader = createCellLoader(client, quiet);
    const many = Array.from({ length: 300 }, (_, i) => (i + 1) as SeriesId);
    for (let first = 0; first < 30; first += 1) {
      loader.want({ span: { unit: 'hour', first, last: first }, seriesIds: many });
      await settle();
    }
    expect(loader.size()).toBe(HELD_TILES);
    loader.dispose();
  });

  test('fetches again what has changed, and shows the old until then', async () => {
    vi.useFakeTimers();
    const { client, asked, last, emit } = scriptedClient();
    const loader = createCellLoader(client, quiet);
    const span = { unit: 'day', first: 40, last: 40 } as const;
    loader.want({ span, seriesIds: ids });
    const before = last('coverage.cells');
    vi.useRealTimers();
    await before.answer(answer(before.request));
    vi.useFakeTimers();
    emit('coverage.changed', { seriesIds: [ids[3]!] });
    vi.advanceTimersByTime(2_000);
    expect(asked.map(({ request }) => (request as CallReceived<'coverage.cells'>).seriesIds)).toEqual([
      [ids[3]],
    ]);
    expect(loader.tile('day', 40, ids[3]!), 'no blinking').not.toBeNull();
    loader.dispose();
    vi.useRealTimers();
  });

  test('says why it failed, does not hammer, and goes on when told to', async () => {
    let isDown = true;
    let calls = 0;
    const error = { code: 'internal', message: 'no' } as const;
    const client: DataClient = {
      call: (async (_name: string, request: unknown) => {
        calls += 1;
        return isDown ? fail(error) : succeed(answer(request));
      }) as never,
      on: () => () => undefined,
    };
    const states: unknown[] = [];
    const onState = (isBusy: boolean, problem: unknown): void => void states.push([isBusy, problem]);
    const loader = createCellLoader(client, { ...quiet, onState });
    const wish = { span: { unit: 'day', first: 40, last: 40 } as const, seriesIds: ids };
    for (let i = 0; i < 5; i += 1) {
      loader.want(wish);
      await settle();
    }
    expect(calls).toBe(1);
    expect(states.at(-1)).toEqual([false, error]);
    isDown = false;
    loader.retry();
    await settle();
    expect(states.at(-1)).toEqual([false, null]);
    expect(loader.tile('day', 40, ids[0]!)).not.toBeNull();
    loader.dispose();
  });
});

describe('the store of the map', () => {
  test('leaves nothing behind, fifty times over', () => {
    const { client, listeners } = countingClient();
    for (let i = 0; i < 50; i += 1) {
      const store = createHeatmapStore(client, () => NOW);
      store.setSeries(series);
      store.want(0, 14);
      store.dispose();
    }
    expect(listeners()).toBe(0);
  });

  test('shows everything first, comes nearer by name, and reads a cell that was fetched', async () => {
    const { client } = countingClient();
    const store = createHeatmapStore(client, () => NOW);
    store.setSeries(series);
    expect(levelFor(store.getState().view!.msPerPx)).toBe('month');
    store.setLevel('day');
    store.want(0, 14);
    for (let i = 0; i < 5; i += 1) await settle();
    const facts = store.factsAt({ seriesId: ids[0]!, at: NOW - 3 * DAY });
    expect(facts!.candles + facts!.missing).toBe(1_440);
    expect(store.getState()).toMatchObject({ isBusy: false, error: null });
    expect(store.revisionOf(ids[0]!)).toBeGreaterThan(0);
    store.dispose();
  });

  test('moves the cursor cell by cell, and selects from where Shift was first held', () => {
    const { client } = countingClient();
    const store = createHeatmapStore(client, () => NOW);
    store.setSeries(series);
    store.setLevel('day');
    const move = (cells: number, rows: number, isExtending = false): void =>
      moveCursor(store, { cells, rows, isExtending }, 0);
    move(0, 1);
    expect(store.getState().cursor?.seriesId, 'the first key only shows where it is').toBe(ids[0]);
    store.placeCursor({ seriesId: ids[0]!, at: Date.UTC(2026, 9, 10, 5) });
    move(1, 1);
    expect(store.getState().cursor).toEqual({ seriesId: ids[1], at: Date.UTC(2026, 9, 11) });
    move(2, 0, true);
    move(0, 2, true);
    expect(store.getState().selection).toEqual({
      from: Date.UTC(2026, 9, 11),
      until: Date.UTC(2026, 9, 14),
      first: ids[1],
      last: ids[3],
    });
    move(0, -100);
    expect(store.getState().selection, 'a plain arrow lets go').toBeNull();
    expect(store.getState().cursor?.seriesId).toBe(ids[0]);
    store.dispose();
  });

  test('shows a gap it was sent to, even before its series is known', () => {
    const { client } = countingClient();
    const store = createHeatmapStore(client, () => NOW);
    store.setFilter('nothing');
    const stretch = { from: NOW - 40 * DAY, until: NOW - 38 * DAY };
    store.reveal(ids[5]!, stretch);
    expect(store.getState()).toMatchObject({ filter: '', cursor: null });
    store.setSeries(series);
    const { cursor, view, width } = store.getState();
    expect(cursor).toEqual({ seriesId: ids[5], at: stretch.from });
    expect(view!.from).toBeLessThan(stretch.from);
    expect(view!.from + width * view!.msPerPx).toBeGreaterThan(stretch.until);
    store.dispose();
  });

  test('lets go of a selection whose rows a filter took away', () => {
    const { client } = countingClient();
    const store = createHeatmapStore(client, () => NOW);
    store.setSeries(series);
    store.select({ seriesId: ids[2]!, at: NOW - DAY }, { seriesId: ids[4]!, at: NOW - DAY });
    store.setSeries(series.slice(0, 4));
    expect(store.getState().selection).toBeNull();
    store.dispose();
  });
});
