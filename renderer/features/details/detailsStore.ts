import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CallResponse } from '../../../shared/contract/calls.ts';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { CandleColumns } from '../../../shared/domain/candle.ts';
import type { Series } from '../../../shared/domain/series.ts';
import { createDisposables } from '../../../shared/lib/disposable.ts';
import { succeed } from '../../../shared/lib/result.ts';
import { type Loadable, settled, waiting } from '../../state/loadable.ts';
import { createThrottle } from '../../state/throttle.ts';
import { createTickets } from '../../state/ticket.ts';

export type DetailsState = Readonly<{
  series: Series | null;
  gaps: Loadable<CallResponse<'gaps.list'>>;
  candles: Loadable<CandleColumns>;
}>;

export type DetailsStore = StoreApi<DetailsState> & {
  show(series: Series | null): void;
  dispose(): void;
};

/** What a chart of one screen can show, and what one round trip carries without being felt. */
export const PREVIEW_CANDLES = 1_500;
/** A ledger with more gaps than this is a series nobody has downloaded yet. */
const SHOWN_GAPS = 500;
const REFRESH_MS = 2_000;

/** Returns the gaps and the newest candles of the series the trader looks at, which the engine serves first. */
export function createDetailsStore(client: DataClient, now: () => number): DetailsStore {
  const store = createStore<DetailsState>(() => ({ series: null, gaps: waiting, candles: waiting }));
  const tickets = createTickets();
  const lifetime = createDisposables();

  const loadGaps = async (series: Series, isCurrent: () => boolean): Promise<void> => {
    const { exchange, symbol, timeframe } = series;
    const request = { exchange, symbols: [symbol], timeframes: [timeframe], limit: SHOWN_GAPS };
    const result = await client.call('gaps.list', request);
    if (isCurrent()) store.setState(({ gaps }) => ({ gaps: settled(gaps, result) }));
  };
  const loadCandles = async (series: Series, isCurrent: () => boolean): Promise<void> => {
    const request = { seriesId: series.id, before: now(), limit: PREVIEW_CANDLES };
    const result = await client.call('candles.range', request);
    const answer = result.ok ? succeed(result.value.candles) : result;
    if (isCurrent()) store.setState(({ candles }) => ({ candles: settled(candles, answer) }));
  };
  const load = (): void => {
    const { series } = store.getState();
    const isCurrent = tickets.take();
    if (series === null) return;
    void loadGaps(series, isCurrent);
    void loadCandles(series, isCurrent);
  };

  const throttle = createThrottle(load, REFRESH_MS);
  lifetime.add(throttle.dispose);
  lifetime.add(
    client.on('coverage.changed', ({ seriesIds }) => {
      const shown = store.getState().series?.id;
      if (shown !== undefined && seriesIds.includes(shown)) throttle.request();
    }),
  );

  return Object.assign(store, {
    show: (series: Series | null) => {
      if (store.getState().series?.id === series?.id) return;
      store.setState({ series, gaps: waiting, candles: waiting });
      void client.call('jobs.focus', { seriesId: series?.id ?? null });
      load();
    },
    dispose: lifetime.disposeAll,
  });
}
