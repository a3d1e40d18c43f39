import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CandleStory } from '../../../shared/contract/calls/quality.ts';
import type { CallResponse } from '../../../shared/contract/calls.ts';
import type { DataClient } from '../../../shared/contract/dataClient.ts';
import type { SeriesId } from '../../../shared/domain/series.ts';
import type { EpochMs } from '../../../shared/domain/time.ts';
import { createDisposables } from '../../../shared/lib/disposable.ts';
import { type Loadable, settled, waiting } from '../../state/loadable.ts';
import { createThrottle } from '../../state/throttle.ts';
import { createTickets } from '../../state/ticket.ts';
import type { CandleAt } from '../stretch/stretchTarget.ts';

export type InspectorState = Readonly<{
  /** The open time that is looked at; null while the inspector is closed. */
  at: CandleAt | null;
  story: Loadable<CandleStory>;
  /** The same candle on the other venue; null until somebody asks. */
  elsewhere: Loadable<CallResponse<'candles.elsewhere'>> | null;
}>;

export type InspectorStore = StoreApi<InspectorState> & {
  open(seriesId: SeriesId, openTime: EpochMs): void;
  close(): void;
  load(): void;
  /** Asks the other venue for the same candle, now. */
  askElsewhere(): Promise<void>;
  dispose(): void;
};

const REFRESH_MS = 1_000;
const CLOSED: InspectorState = { at: null, story: waiting, elsewhere: null };

/** Returns everything that is known of the one candle that is looked at, kept up to date while it is. */
export function createInspectorStore(client: DataClient): InspectorStore {
  const store = createStore<InspectorState>(() => CLOSED);
  const tickets = createTickets();
  const elsewheres = createTickets();
  const lifetime = createDisposables();

  const load = async (): Promise<void> => {
    const isCurrent = tickets.take();
    const { at } = store.getState();
    if (at === null) return;
    store.setState(({ story }) => ({ story: { ...story, isLoading: true } }));
    const result = await client.call('candles.inspect', at);
    if (isCurrent()) store.setState(({ story }) => ({ story: settled(story, result) }));
  };
  const refresh = createThrottle(() => void load(), REFRESH_MS);
  lifetime.add(refresh.dispose);
  lifetime.add(
    client.on('coverage.changed', ({ seriesIds }) => {
      const { at } = store.getState();
      if (at !== null && seriesIds.includes(at.seriesId)) refresh.request();
    }),
  );
  lifetime.add(tickets.take);
  lifetime.add(elsewheres.take);

  return Object.assign(store, {
    open: (seriesId: SeriesId, openTime: EpochMs) => {
      const { at, story } = store.getState();
      if (at?.seriesId === seriesId && at.openTime === openTime) return;
      elsewheres.take();
      // The neighbour of a candle replaces it in place: an empty panel between two of them would flicker.
      const isNeighbour = at?.seriesId === seriesId;
      store.setState({
        at: { seriesId, openTime },
        story: isNeighbour ? story : waiting,
        elsewhere: null,
      });
      void load();
    },
    close: () => {
      tickets.take();
      elsewheres.take();
      store.setState(CLOSED);
    },
    load: () => void load(),
    askElsewhere: async () => {
      const { at } = store.getState();
      if (at === null) return;
      const isCurrent = elsewheres.take();
      store.setState({ elsewhere: waiting });
      const result = await client.call('candles.elsewhere', at);
      if (isCurrent()) store.setState({ elsewhere: settled(waiting, result) });
    },
    dispose: lifetime.disposeAll,
  });
}
