import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { ExchangeId } from '../../../shared/domain/exchange.ts';
import type { Market } from '../../../shared/domain/instrument.ts';
import { succeed } from '../../../shared/lib/result.ts';
import { type Loadable, settled, waiting } from '../../state/loadable.ts';

export type MarketSearchState = Loadable<readonly Market[]>;

export type MarketSearchStore = StoreApi<MarketSearchState> & {
  /** Looks for markets once typing has paused; an answer to an older question is dropped. */
  search(exchange: ExchangeId, text: string): void;
  dispose(): void;
};

const PAUSE_MS = 120;
const MOST_FOUND = 60;
/** The contract's own limit; nobody's symbol is longer. */
const LONGEST_TEXT = 40;

/** Returns the venue's markets that match what is typed. */
export function createMarketSearchStore(client: DataClient): MarketSearchStore {
  const store = createStore<MarketSearchState>(() => ({ ...waiting, isLoading: false }));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = new AbortController();

  const ask = async (exchange: ExchangeId, text: string, { signal }: AbortController): Promise<void> => {
    const request = { exchange, text: text.trim().slice(0, LONGEST_TEXT), limit: MOST_FOUND };
    const result = await client.call('catalog.searchMarkets', request, { signal });
    if (signal.aborted) return;
    const markets = result.ok ? succeed(result.value.markets) : result;
    store.setState((before) => settled(before, markets), true);
  };
  const stop = (): void => {
    clearTimeout(timer);
    running.abort();
  };
  return Object.assign(store, {
    search: (exchange: ExchangeId, text: string) => {
      stop();
      running = new AbortController();
      store.setState({ isLoading: true });
      timer = setTimeout(() => void ask(exchange, text, running), PAUSE_MS);
    },
    dispose: stop,
  });
}
