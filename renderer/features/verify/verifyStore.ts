import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SeriesFilter, VerifyReport } from '../../../shared/contract/calls.ts';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ApiError } from '../../../shared/contract/errors.ts';
import type { SeriesKey } from '../../../shared/domain/series.ts';

export type VerifyState = Readonly<{
  isRunning: boolean;
  report: VerifyReport | null;
  error: ApiError | null;
}>;

export type VerifyStore = StoreApi<VerifyState> & {
  /** Verifies one series, or all of them; `deep` reads every candle instead of the ledgers only. */
  run(series: SeriesKey | null, deep: boolean): Promise<void>;
  /** Stops what is running and puts the report away. */
  close(): void;
};

function filterFor(series: SeriesKey | null): SeriesFilter {
  if (series === null) return {};
  return { exchange: series.exchange, symbols: [series.symbol], timeframes: [series.timeframe] };
}

/** Returns the last verification asked for. */
export function createVerifyStore(client: DataClient): VerifyStore {
  const store = createStore<VerifyState>(() => ({ isRunning: false, report: null, error: null }));
  let running = new AbortController();
  return Object.assign(store, {
    run: async (series: SeriesKey | null, deep: boolean) => {
      running.abort();
      const mine = new AbortController();
      running = mine;
      store.setState({ isRunning: true, report: null, error: null });
      const result = await client.call('verify.run', { ...filterFor(series), deep }, { signal: mine.signal });
      if (mine.signal.aborted) return;
      if (result.ok) store.setState({ isRunning: false, report: result.value });
      else store.setState({ isRunning: false, error: result.error });
    },
    close: () => {
      running.abort();
      store.setState({ isRunning: false, report: null, error: null });
    },
  });
}
