import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import { compareSeries, type SeriesCoverage } from '../../../shared/domain/coverage.ts';
import { TIMEFRAMES } from '../../../shared/domain/timeframe.ts';
import { createDisposables } from '../../../shared/lib/disposable.ts';
import { succeed } from '../../../shared/lib/result.ts';
import { type Loadable, settled, waiting } from '../../state/loadable.ts';
import { createThrottle } from '../../state/throttle.ts';
import { createTickets } from '../../state/ticket.ts';

export type CoverageState = Loadable<readonly SeriesCoverage[]>;

export type CoverageStore = StoreApi<CoverageState> & { load(): Promise<void>; dispose(): void };

/** A backfill announces changes ten times a second; the table of all series is asked for less often. */
const REFRESH_MS = 750;
/** Series grow stale without anything happening. */
const POLL_MS = 30_000;

/** Returns all series with what the ledgers say of them, by exchange, symbol and timeframe. */
export function createCoverageStore(client: DataClient): CoverageStore {
  const store = createStore<CoverageState>(() => waiting);
  const tickets = createTickets();
  const lifetime = createDisposables();

  const load = async (): Promise<void> => {
    const isCurrent = tickets.take();
    const result = await client.call('coverage.list', {});
    if (!isCurrent()) return;
    const rank = (key: { timeframe: SeriesCoverage['timeframe'] }) => TIMEFRAMES.indexOf(key.timeframe);
    const sorted = result.ok
      ? succeed(result.value.series.toSorted((a, b) => compareSeries(a, b, rank)))
      : result;
    store.setState((before) => settled(before, sorted), true);
  };

  const throttle = createThrottle(() => void load(), REFRESH_MS);
  lifetime.add(throttle.dispose);
  lifetime.add(client.on('coverage.changed', throttle.request));
  lifetime.add(client.on('catalog.changed', throttle.request));
  const poll = setInterval(throttle.request, POLL_MS);
  lifetime.add(() => clearInterval(poll));

  return Object.assign(store, { load, dispose: lifetime.disposeAll });
}
