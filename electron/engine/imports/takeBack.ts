import type { SeriesId } from '../../../shared/domain/series.ts';
import type { EngineContext } from '../context.ts';

export type TakenBack = { removed: number; restored: number; kept: number };

/** Pages taken back at once: a few thousand candles, so that nobody waits long for the writer. */
const PAGES_PER_TURN = 5;

/** Takes back all of an import in one series, newest pages first; a stopped one goes on when it is called again. */
export async function takeBackSeries(
  { store, clock, publish }: EngineContext,
  importId: number,
  seriesId: SeriesId,
  signal: AbortSignal,
): Promise<TakenBack> {
  const sum: TakenBack = { removed: 0, restored: 0, kept: 0 };
  for (let before: number | null = Number.MAX_SAFE_INTEGER; before !== null; ) {
    signal.throwIfAborted();
    const done = await store.write.undoImport(importId, seriesId, before, PAGES_PER_TURN, clock.now());
    sum.removed += done.removed;
    sum.restored += done.restored;
    sum.kept += done.kept;
    before = done.next;
  }
  publish('coverage.changed', { seriesIds: [seriesId] });
  return sum;
}

/**
 * Takes back what one file of a run has stored, so that a file that stopped in the middle leaves nothing behind. It is
 * the file the run was at: its pages are the newest of their series.
 */
export async function takeBackFile(
  { store, clock, publish }: EngineContext,
  importId: number,
  request: string,
): Promise<void> {
  const first = await store.read.importFirstBatch(importId, request);
  if (first === null) return;
  const { id, seriesId } = first;
  for (let before: number | null = Number.MAX_SAFE_INTEGER; before !== null && before > id; ) {
    before = (await store.write.undoImport(importId, seriesId, before, 1, clock.now())).next;
  }
  publish('coverage.changed', { seriesIds: [seriesId] });
}
