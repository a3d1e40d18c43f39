import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { IngestBatch } from '../../../shared/domain/batch.ts';
import type { JobId } from '../../../shared/domain/job.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import { createDisposables } from '../../../shared/lib/disposable.ts';
import { succeed } from '../../../shared/lib/result.ts';
import { type Loadable, settled, waiting } from '../../state/loadable.ts';
import { createThrottle } from '../../state/throttle.ts';
import { createTickets } from '../../state/ticket.ts';

export type PagesState = Loadable<readonly IngestBatch[]>;

export type PagesStore = StoreApi<PagesState> & { load(): Promise<void>; dispose(): void };

/** A million candles are a thousand pages; what is older than these is of no interest in a window. */
export const MOST_PAGES = 1_000;
const REFRESH_MS = 1_500;

/** Returns the pages one job has fetched of one series, the newest first, for as long as they are looked at. */
export function createPagesStore(client: DataClient, jobId: JobId, seriesId: SeriesId): PagesStore {
  const store = createStore<PagesState>(() => waiting);
  const tickets = createTickets();
  const lifetime = createDisposables();
  const load = async (): Promise<void> => {
    const isCurrent = tickets.take();
    const result = await client.call('jobs.pages', { jobId, seriesId, limit: MOST_PAGES });
    if (!isCurrent()) return;
    store.setState((before) => settled(before, result.ok ? succeed(result.value.pages) : result), true);
  };
  const throttle = createThrottle(() => void load(), REFRESH_MS);
  lifetime.add(throttle.dispose);
  lifetime.add(
    client.on('jobs.changed', ({ jobs }) => {
      if (jobs.some(({ id }) => id === jobId)) throttle.request();
    }),
  );
  // An answer that comes after the view has gone changes nothing any more.
  lifetime.add(() => void tickets.take());
  return Object.assign(store, { load, dispose: lifetime.disposeAll });
}
